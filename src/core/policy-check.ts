import { closest } from "fastest-levenshtein";
import { ConfigError, parsePolicy, type Policy, type RuleSetting } from "#core/config";
import { rules } from "#core/rules/index";
import { checkVocabulary } from "#core/vocabulary-check";

/**
 * Parses a policy and also checks what the schema cannot know: rule ids, rule options, vocabulary, dates in order.
 * Throws ConfigError with every issue at once.
 */
export function loadPolicy(input: unknown): Policy {
  const policy = parsePolicy(input);
  const issues = [
    ...checkRules("rules", policy.rules),
    ...Object.entries(policy.scopes).flatMap(([scope, own]) => checkRules(`scopes.${scope}.rules`, own.rules)),
    ...checkVocabulary(policy.vocabulary),
    ...[...policy.people, ...policy.groups].flatMap((entry) =>
      entry.from && entry.to && entry.from > entry.to
        ? [
            `people: the entry for "${"person" in entry ? entry.person : entry.group}" ends (${entry.to}) before it begins (${entry.from})`,
          ]
        : [],
    ),
  ];
  if (issues.length > 0) throw new ConfigError(issues);
  return policy;
}

function checkRules(path: string, settings: Record<string, RuleSetting>): string[] {
  const ids = rules.map((rule) => rule.id);
  return Object.entries(settings).flatMap(([id, setting]) => {
    const rule = rules.find((candidate) => candidate.id === id);
    if (!rule)
      return [`${path}: unknown rule "${id}"; did you mean "${closest(id, ids)}"? \`rolecall rules\` lists them`];
    if (typeof setting === "string") return [];
    const known = rule.docs.options ?? {};
    return Object.entries(setting.options).flatMap(([name, value]) => {
      const option = known[name];
      if (!option) {
        const names = Object.keys(known);
        return [
          `${path}.${id}.options: unknown option "${name}"; ${names.length > 0 ? `it has ${names.join(", ")}` : "it has none"}`,
        ];
      }
      return typeof value === typeof option.default
        ? []
        : [`${path}.${id}.options.${name}: expected a ${typeof option.default}; found ${JSON.stringify(value)}`];
    });
  });
}
