import { commandName, quoteArgument } from "#cli/command-line";
import { DEFAULT_CONFIG, type MemoryOptions, openFiles, openStore, readPolicy } from "#cli/compose";
import { connect, type SourceName } from "#cli/compose-trackers";
import { EXIT } from "#cli/errors";
import { print } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { sayCost, sayWait } from "#cli/tracker-progress";
import { watchSource } from "#cli/watch-source";
import { printable, printableList } from "#core/render/printable";
import { stringifyStable } from "#core/render/stable-json";
import { roleName } from "#core/roles";
import { withMembers } from "#usecases/sync-members";
import { suggestRoles, type RoleSuggestions } from "#usecases/suggest-roles";

/** `rolecall roles suggest FILES`: proposals with their reasons, and a block to paste into the policy. */
export async function runRolesSuggest(
  files: readonly string[],
  options: ReadOptions & { json?: boolean },
): Promise<void> {
  const policy = await readPolicy(options.config);
  const { source, stop } = await watchSource(openFiles(files, policy, options), options);
  const suggestions = await suggestRoles(source, policy, new Date().toISOString().slice(0, 10)).finally(stop);
  const text = options.json ? JSON.stringify(suggestions, null, 2) : describe(suggestions, files, options.config);
  await print(`${text}\n`);
}

export interface RolesSyncOptions extends MemoryOptions {
  source: SourceName;
  config?: string;
}

/** `rolecall roles sync`: asks trackers who is in the groups of the policy, and remembers it for a day. */
export async function runRolesSync(options: RolesSyncOptions): Promise<void> {
  const policy = await readPolicy(options.config);
  const connections = await connect(options.source, policy, { onWait: sayWait });
  const memory = await openStore(options, policy);
  try {
    const listers = connections.map(({ listMembers }) => listMembers);
    const now = new Date().toISOString();
    const { groups } = await withMembers(policy, { listers, memory, now, isForced: true });
    if (groups.length === 0)
      return void (await print(
        "The policy leaves no group to the trackers. An entry under `groups` without members does: a Jira group or project role, or a Linear team.\n",
      ));
    const lines = groups.map(({ group, members, scopes, isKnown }) => {
      if (!isKnown)
        return `${printable(group)}: no tracker tells of a group, project role or team of that name; \`rolecall doctor\` says whether the token may list members.`;
      const where = scopes.length > 0 ? `, in ${printableList(scopes, 5)}` : "";
      return `${printable(group)}: ${members === 1 ? "1 person" : `${members} people`}${where}`;
    });
    await print(`${lines.join("\n")}\n`);
    if (groups.some(({ isKnown }) => !isKnown)) process.exitCode = EXIT.known;
  } finally {
    sayCost(connections);
    await memory.close();
  }
}

/** More names are a list to search; --json has all of them. */
const MOST_SHOWN = 40;

function describe({ proposals, unlisted, listed }: RoleSuggestions, files: readonly string[], config?: string): string {
  if (proposals.length === 0 && unlisted.length === 0) {
    return listed > 0
      ? `All ${listed} people who own items are listed already.`
      : "No item names an owner, so there is nobody to list. If a column other than the assignee names the owner, add --map assignee=COLUMN.";
  }
  const parts: string[] = [];
  if (proposals.length > 0) {
    const lines = proposals.map(
      (one) => `  ${printable(one.name)}: ${roleName(one.role)} (${one.reasons.map(printable).join("; ")})`,
    );
    parts.push(`Proposed, to be confirmed by you:\n${lines.join("\n")}`);
  }
  if (unlisted.length > 0) {
    const lines = unlisted
      .slice(0, MOST_SHOWN)
      .map((one) => `  ${printable(one.name)}, in ${printableList(one.scopes, 3)}`);
    const more = unlisted.length - lines.length;
    parts.push(
      `Nothing tells the role of ${unlisted.length === 1 ? "this person, who owns" : `these ${unlisted.length} people, who own`} items:\n${lines.join("\n")}${more > 0 ? `\n  and ${more} more (--json lists them)` : ""}`,
      "Who are the product managers and product owners among them? Engineers and others may be left out.",
    );
  }
  parts.push(
    `\`${commandName()} init ${files.map(quoteArgument).join(" ")}\` lets you choose. Or write it into ${printable(config ?? DEFAULT_CONFIG)} yourself:\n${exampleOf({ proposals, unlisted })}`,
  );
  return parts.join("\n\n");
}

/** Entries to paste: the proposals, else the first people with the roles to choose from. */
function exampleOf({ proposals, unlisted }: Pick<RoleSuggestions, "proposals" | "unlisted">): string {
  const people =
    proposals.length > 0
      ? proposals
      : unlisted.slice(0, 3).map((one) => ({ ...one, role: "product-manager | product-owner | both | other" }));
  const entries = people.map(({ person, name, role }) =>
    stringifyStable({ person, ...(name === person ? {} : { name }), role }, 0, ["person", "name", "role"]),
  );
  return `{\n  "people": [\n    ${entries.join(",\n    ")}\n  ]\n}`;
}
