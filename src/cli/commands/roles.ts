import { openFiles, readPolicy } from "#cli/compose";
import { print } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { printable } from "#core/render/printable";
import { roleName } from "#core/roles";
import { suggestRoles, type RoleSuggestions } from "#usecases/suggest-roles";

/** `rolecall roles suggest FILES`: proposals with their reasons, and a block to paste into the policy. */
export async function runRolesSuggest(
  files: readonly string[],
  options: ReadOptions & { json?: boolean },
): Promise<void> {
  const policy = await readPolicy(options.config);
  const suggestions = await suggestRoles(
    openFiles(files, policy, options),
    policy,
    new Date().toISOString().slice(0, 10),
  );
  await print(options.json ? `${JSON.stringify(suggestions, null, 2)}\n` : describe(suggestions));
}

function describe({ proposals, unlisted, listed }: RoleSuggestions): string {
  const parts: string[] = [];
  if (proposals.length === 0 && unlisted.length === 0) {
    return listed > 0
      ? `All ${listed} people who own items are listed already.\n`
      : "No item names an owner, so there is nobody to list.\n";
  }
  if (proposals.length > 0) {
    const lines = proposals.map(
      (one) => `  ${printable(one.name)}: ${roleName(one.role)} (${one.reasons.map(printable).join("; ")})`,
    );
    parts.push(`Proposed, to be confirmed by you:\n${lines.join("\n")}`);
  }
  if (unlisted.length > 0) {
    const lines = unlisted.map((one) => `  ${printable(one.name)}, in ${one.scopes.map(printable).join(", ")}`);
    parts.push(
      `Nothing tells the role of ${unlisted.length === 1 ? "this person" : `these ${unlisted.length} people`}; who are the product managers and product owners among them?\n${lines.join("\n")}`,
    );
  }
  const people =
    proposals.length > 0
      ? proposals
      : unlisted.slice(0, 2).map((one) => ({ ...one, role: "product-manager or product-owner" }));
  const block = JSON.stringify(
    { people: people.map(({ person, name, role }) => ({ person, ...(name === person ? {} : { name }), role })) },
    null,
    2,
  );
  parts.push(`For rolecall.config.json:\n${block}`);
  return `${parts.join("\n\n")}\n`;
}
