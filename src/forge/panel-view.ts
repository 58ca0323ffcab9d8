import type { Policy } from "#core/config";
import { focusProbability, phraseFlip, phraseReasons, phraseVerdict } from "#core/explain";
import type { DecidedFocus, Focus, WorkItem } from "#core/model";
import { roleName } from "#core/roles";
import { ownerOf } from "#core/survey";
import { accountableByFocus, responsibilityDescriptions } from "#core/taxonomy";
import type { Verdict } from "#core/verdict";
import type { PanelProblem } from "#forge/panel-problem";

/** What the resolver answers and the panel shows; plain JSON. */
export type PanelAnswer = { kind: "verdict"; view: PanelView } | { kind: "problem"; problem: PanelProblem };

/** The calls of the panel, answered by the resolver: one definition for both ends of the bridge. Takes no payload; the platform says which work item. */
export type PanelCalls = { explainIssue: () => PanelAnswer };

/** A verdict in words, in reading order. All outside text in it is plain and shortened. */
export interface PanelView {
  focus: Focus;
  /** "Strategic · 94 %", "Not sure". */
  headline: string;
  /** The headline as a sentence, for those who hear the panel. */
  summary: string;
  responsibility: string | null;
  sections: { title: string; lines: string[] }[];
  owner: string;
}

const MAX_LENGTH = 240;

/** Words of one verdict. `item` is the item it was made of, with its description. */
export function viewVerdict(item: WorkItem, verdict: Verdict, policy: Policy): PanelView {
  return {
    focus: verdict.focus,
    headline: phraseVerdict(verdict),
    summary: summarize(verdict),
    responsibility: nameResponsibility(verdict),
    sections: sectionsOf(item, verdict).filter(({ lines }) => lines.length > 0),
    owner: describeOwner(item, policy),
  };
}

function summarize(verdict: Verdict): string {
  const { focus } = verdict;
  if (focus === "unclear") return "Rolecall is not sure whether this work item is strategic or tactical.";
  const work = `${focus}: the work of a ${roleName(accountableByFocus[focus])}`;
  if (verdict.override) return `A person decided that this work item is ${work}.`;
  const percent = Math.min(99, Math.round(focusProbability(verdict) * 100));
  return `Rolecall is ${percent} % sure that this work item is ${work}.`;
}

function nameResponsibility({ focus, responsibility }: Verdict): string | null {
  if (focus === "unclear" || !responsibility) return null;
  const { name, about } = responsibilityDescriptions[responsibility];
  return `${name} (${about})`;
}

function sectionsOf(item: WorkItem, verdict: Verdict): PanelView["sections"] {
  const reasons = (focus: DecidedFocus, limit: number): string[] => phraseReasons(verdict, focus, limit).map(plainLine);
  const flip = phraseFlip(verdict);
  const change = { title: "What would change it", lines: flip ? [plainLine(`${capitalize(flip)}.`)] : [] };
  if (verdict.focus === "unclear") {
    return [
      { title: "What is missing", lines: describeMissing(item, verdict) },
      { title: "Speaks for strategic", lines: reasons("strategic", 3) },
      { title: "Speaks for tactical", lines: reasons("tactical", 3) },
      change,
    ];
  }
  const against = verdict.focus === "strategic" ? "tactical" : "strategic";
  return [
    { title: "Why", lines: reasons(verdict.focus, 3) },
    { title: "What speaks against it", lines: reasons(against, 2) },
    change,
  ];
}

/** What the reader could add to the item so that it can be told apart. */
function describeMissing(item: WorkItem, verdict: Verdict): string[] {
  const hasReason = (focus: DecidedFocus): boolean => phraseReasons(verdict, focus, 1).length > 0;
  const missing: string[] = [];
  if (item.description.trim() === "") missing.push("A description: what is wanted, for whom and why.");
  if (verdict.language === null) missing.push("Text in a language that Rolecall reads, or more of it.");
  if (hasReason("strategic") && hasReason("tactical")) {
    missing.push("A clear side: the reasons for both weigh about the same. It may be two work items in one.");
  } else {
    missing.push(
      "Clear words: a goal, market or customer outcome for strategic work; what to build, fix or test for tactical work.",
    );
  }
  return missing;
}

function describeOwner(item: WorkItem, policy: Policy): string {
  const owner = ownerOf(item, policy);
  if (!owner) return "Nobody owns this work item yet.";
  return `Owner: ${plainLine(owner.name ?? owner.email ?? owner.id)}. Whether the role fits is not checked yet: roles come with the policy.`;
}

/** One line of outside text: no control or direction characters that could rearrange the panel, at most MAX_LENGTH long. */
function plainLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Bidi_Control}\s]+/gu, " ").trim();
  const characters = Array.from(plain);
  return characters.length <= MAX_LENGTH ? plain : `${characters.slice(0, MAX_LENGTH - 1).join("")}…`;
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
