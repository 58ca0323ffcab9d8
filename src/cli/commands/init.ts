import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { commandName, quoteArgument } from "#cli/command-line";
import { openFiles } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { checkOutputs, print } from "#cli/output";
import { watchSource } from "#cli/watch-source";
import type { PolicyInput } from "#core/config";
import { loadPolicy } from "#core/policy-check";
import { printable, printableList } from "#core/render/printable";
import { stringifyStable } from "#core/render/stable-json";
import { suggestRoles, type RoleSuggestions } from "#usecases/suggest-roles";

export interface InitOptions {
  yes?: boolean;
  force?: boolean;
  config: string;
  map: Record<string, string>;
  encoding?: string;
}

type Answers = Pick<PolicyInput, "preset" | "mode" | "people" | "owner">;

/** `rolecall init [FILES]`: five questions, one file. Nothing is written before the last answer. */
export async function runInit(files: readonly string[], options: InitOptions): Promise<void> {
  if (existsSync(options.config) && !options.force) {
    throw new UsageError(`${options.config} exists already. Edit it, or replace it with --force.`);
  }
  await checkOutputs([options.config], files);
  const isInteractive = options.yes !== true;
  if (isInteractive && !(process.stdin.isTTY && process.stdout.isTTY)) {
    throw new UsageError("init asks questions and there is no terminal to answer them. Use `rolecall init --yes`.");
  }
  const seen = files.length > 0 ? await lookForPeople(files, options) : undefined;
  const answers = isInteractive ? await ask(seen) : { people: proposed(seen) };
  const isMapped = Object.keys(options.map).length > 0;
  const policy: PolicyInput = {
    $schema: SCHEMA,
    version: 1,
    ...answers,
    // What was said once need not be said to every audit.
    ...(isMapped ? { source: { columns: options.map } } : {}),
  };
  loadPolicy(policy);
  await writeFile(options.config, `${JSON.stringify(policy, null, 2)}\n`, "utf8");
  await print(afterword(options.config, policy, seen, files));
}

async function lookForPeople(files: readonly string[], options: InitOptions): Promise<RoleSuggestions> {
  const defaults = loadPolicy({});
  const { source, stop } = await watchSource(openFiles(files, defaults, options), {});
  return suggestRoles(source, defaults, new Date().toISOString().slice(0, 10)).finally(stop);
}

/** Where the published package keeps the schema; an editor that cannot find it only loses completion. */
const SCHEMA = "./node_modules/rolecall/dist/policy.schema.json";

const proposed = (seen: RoleSuggestions | undefined): NonNullable<Answers["people"]> =>
  (seen?.proposals ?? []).map(({ person, name, role }) => ({ person, ...(name === person ? {} : { name }), role }));

async function ask(seen: RoleSuggestions | undefined): Promise<Answers> {
  const { checkbox, input, select } = await import("@inquirer/prompts");
  const people = [...(seen?.proposals ?? []), ...(seen?.unlisted ?? [])].filter(
    (one, index, all) => all.findIndex((other) => other.person === one.person) === index,
  );
  const askPeople = async (role: "product-manager" | "product-owner", noun: string): Promise<string[]> => {
    if (people.length === 0) {
      const text = await input({
        message: `Who are the ${noun}s? E-mails or names, separated by commas (Enter for none):`,
      });
      return text
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "");
    }
    return checkbox({
      message: `Who are the ${noun}s? (space marks, Enter goes on)`,
      pageSize: 12,
      choices: people.map(({ person, name }) => ({
        name:
          people.filter((other) => other.name === name).length === 1
            ? printable(name)
            : printable(`${name} (${person})`),
        value: person,
        checked: seen?.proposals.some((proposal) => proposal.person === person && proposal.role === role) ?? false,
      })),
    });
  };
  const managers = await askPeople("product-manager", "product manager");
  const owners = await askPeople("product-owner", "product owner");
  const preset = await select<NonNullable<PolicyInput["preset"]>>({
    message: "How do you split the work?",
    choices: [
      { value: "default", name: "Strategic is the product manager's, tactical the product owner's" },
      {
        value: "scaled-agile",
        name: "Features and above are the product manager's, stories and below the product owner's (SAFe)",
      },
      { value: "scrum", name: "As the first, but the Product Goal and release goals are the product owner's (Scrum)" },
    ],
  });
  const mode = await select<NonNullable<PolicyInput["mode"]>>({
    message: "Are the two roles held by different people?",
    choices: [
      { value: "auto", name: "See who is listed for each space or team (recommended)" },
      { value: "separate", name: "Yes, everywhere" },
      { value: "combined", name: "No, one person is both: report the mix and flag nothing" },
    ],
  });
  const field = canonicalField(
    await input({
      message: "Which field names the owner? (a column of people, as the export calls it)",
      default: "assignee",
    }),
  );
  const nameOf = (person: string): string | undefined => people.find((one) => one.person === person)?.name;
  const entry = (person: string, role: "product-manager" | "product-owner" | "both") => {
    const name = nameOf(person);
    return { person, ...(name && name !== person ? { name } : {}), role };
  };
  return {
    preset,
    mode,
    people: [
      ...managers.map((person) => entry(person, owners.includes(person) ? "both" : "product-manager")),
      ...owners.filter((person) => !managers.includes(person)).map((person) => entry(person, "product-owner")),
    ],
    ...(field === "assignee" ? {} : { owner: { fields: [field, "assignee"] } }),
  };
}

/** Fields that have a name of ours, however a person writes them. */
function canonicalField(answer: string): string {
  const fold = (text: string): string => text.toLowerCase().replace(/[\s_-]/g, "");
  const known = ["assignee", "reporter", "owner", "componentLead", "projectLead"];
  return known.find((name) => fold(name) === fold(answer)) ?? (answer.trim() || "assignee");
}

function afterword(
  path: string,
  policy: PolicyInput,
  seen: RoleSuggestions | undefined,
  files: readonly string[],
): string {
  const listed = policy.people?.length ?? 0;
  const named = files.length > 0 ? files.map(quoteArgument).join(" ") : "YOUR-EXPORT.csv";
  const lines = [`Wrote ${path} with ${listed} ${listed === 1 ? "person" : "people"}.`];
  if (listed === 0) {
    const [first] = seen?.unlisted ?? [];
    const entry = { person: first?.person ?? "ana@example.com", role: "product-manager" };
    lines.push(
      seen && !first ? "No item names an owner." : `Nobody has a role yet, so no owner can be judged.`,
      `To choose among people${
        first
          ? ` (${printableList(
              (seen?.unlisted ?? []).map(({ name }) => name),
              5,
            )})`
          : " of an export"
      }: ${commandName()} init ${named} --force`,
      `Or write them under people in ${path}, for example ${stringifyStable(entry, 0, ["person"])}.`,
    );
  }
  if (listed === 1 && policy.mode !== "separate")
    lines.push(
      'With one product person both roles count as held together: the mix is reported and nobody is flagged. List the other role too, or set "mode" to "separate".',
    );
  lines.push(`Next: ${commandName()} audit ${named}`);
  return `${lines.join("\n")}\n`;
}
