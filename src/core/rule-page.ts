import type { Rule } from "#core/rule";

/** The page of a rule as Markdown: what, why, how to fix, how to find such items, when it is wrong. */
export function renderRulePage(rule: Rule): string {
  const { docs } = rule;
  const options = Object.entries(docs.options ?? {});
  return [
    `# ${rule.id}`,
    `**${rule.title}.** ${docs.what}`,
    `Severity: ${docs.severity ?? rule.severity} · Speaks ${modesText(rule)}.`,
    `## Why it matters\n\n${docs.why}`,
    `## How to fix it\n\n${docs.fix}`,
    `## How to find such items\n\n${findText(docs.jql, docs.linearFilter)}`,
    `## When it is wrong\n\n${docs.falsePositives}`,
    options.length > 0
      ? `## Options\n\n| option | default | meaning |\n| --- | --- | --- |\n${options.map(([name, option]) => `| \`${name}\` | ${String(option.default)} | ${option.about} |`).join("\n")}`
      : undefined,
    `## Settings\n\n\`\`\`json\n${JSON.stringify({ rules: { [rule.id]: exampleSetting(rule) } }, null, 2)}\n\`\`\`\n\n\`"off"\` switches the rule off, \`"error"\`, \`"warning"\` or \`"info"\` fixes its severity; the same under \`scopes\` for one scope.`,
  ]
    .filter((part) => part !== undefined)
    .join("\n\n")
    .concat("\n");
}

function modesText(rule: Rule): string {
  return rule.modes.includes("unknown")
    ? "in scopes with separate roles and where no roles are listed yet; silent where one person holds both"
    : "in scopes with separate roles; silent where one person holds both or no roles are listed";
}

function findText(jql: string | null, linear: string | null): string {
  const parts = [
    jql === null ? undefined : `Jira (JQL):\n\n\`\`\`\n${jql}\n\`\`\``,
    linear === null ? undefined : `Linear: ${linear}.`,
  ];
  const known = parts.filter((part) => part !== undefined);
  return known.length > 0
    ? `${known.join("\n\n")}\n\nA filter cannot read the text: it finds candidates.`
    : "No tracker filter can find it.";
}

function exampleSetting(rule: Rule): unknown {
  const options = Object.entries(rule.docs.options ?? {});
  return options.length > 0
    ? { severity: rule.severity, options: Object.fromEntries(options.map(([name, o]) => [name, o.default])) }
    : rule.severity;
}
