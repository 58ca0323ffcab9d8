import { joinPhrases, phraseUnmeasured } from "#core/explain";
import type { Policy } from "#core/config";
import { namesScope } from "#core/roles";
import type { ScopeFacts } from "#core/rule";

export interface GapInput {
  policy: Policy;
  scopes: readonly ScopeFacts[];
  /** Items by the language they were read in; null: one that is not read. */
  itemsByLanguage: ReadonlyMap<string | null, number>;
  /** Overrides whose item was not among those read. */
  idleOverrides: readonly string[];
}

/** What is not set up and could therefore not be judged: one sentence each, with the remedy. */
export function findGaps({ policy, scopes, itemsByLanguage, idleOverrides }: GapInput): string[] {
  const unread = itemsByLanguage.get(null) ?? 0;
  const unlisted = scopes.filter((facts) => facts.mode === "unknown" && facts.judged.all > 0);
  const unowned = scopes.filter((facts) => facts.judged.all > 0 && facts.judged.owned === 0);
  const flat = scopes.filter((facts) => facts.judged.all > 0 && !facts.hasHierarchy && facts.mode !== "combined");
  const strangers = Object.keys(policy.scopes).filter((name) => !scopes.some((facts) => namesScope(name, facts.scope)));
  return [
    sentence(
      unlisted,
      (names) =>
        `Nobody is listed as product manager or product owner in ${names}, so no owner was judged there. \`rolecall init\` asks for names and writes them to rolecall.config.json.`,
    ),
    sentence(
      unowned,
      (names) =>
        `No open item of ${names} has an owner. If a field other than the assignee names the owner, set owner.fields in the policy.`,
    ),
    sentence(
      flat,
      (names) =>
        `No item of ${names} names a parent that was read, so the rules about hierarchy stay silent there. Export the parent column, and the epics and initiatives with it.`,
    ),
    phraseUnmeasured(itemsByLanguage),
    unread > 0
      ? `${unread} ${unread === 1 ? "item is" : "items are"} written in a language that Rolecall does not read; only their metadata counted.`
      : undefined,
    idleOverrides.length > 0
      ? `No item was read for ${plural(idleOverrides.length, "override")}: ${preview(idleOverrides)}.`
      : undefined,
    strangers.length > 0
      ? `The policy has settings for ${plural(strangers.length, "scope")} that were not read: ${preview(strangers)}.`
      : undefined,
  ].filter((gap) => gap !== undefined);
}

const SHOWN = 5;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

const preview = (names: readonly string[]): string =>
  names.length <= SHOWN ? joinPhrases(names) : `${names.slice(0, SHOWN).join(", ")} and ${names.length - SHOWN} more`;

function sentence(scopes: readonly ScopeFacts[], say: (names: string) => string): string | undefined {
  return scopes.length === 0 ? undefined : say(preview(scopes.map((facts) => facts.scope.name)));
}
