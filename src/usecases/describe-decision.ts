import { DISMISS_REASONS } from "#core/decision-kinds";
import type { Decision, FindingDecision } from "#core/decision";
import { phraseWait } from "#core/triage";
import type { StoredFinding, TriageStore } from "#ports";
import { createNamer } from "#usecases/person-data";
import { subjectOf } from "#usecases/select-findings";

/** Decisions in words: with keys and names, never with ids and references. */
export interface DecisionTeller {
  /** Who decided: "Dana Ruiz (claimed)". */
  by: (decision: Decision) => string;
  /** What was decided: "dismiss PAY-12 · unowned: It is being handed over, until 2027-01-31 (Dana takes it)". */
  what: (decision: Decision) => string;
}

/** Tells of decisions; `others` are those they may take back. Without a store nobody has a name. */
export async function createTeller(store: TriageStore | null, others: readonly Decision[]): Promise<DecisionTeller> {
  const nameOf = createNamer((await store?.people()) ?? new Map());
  const byId = new Map(others.map((decision) => [decision.id, decision]));
  const subjects = await subjectsOfScopes(store, others, nameOf);
  const what = (decision: Decision): string => {
    const note = "note" in decision && decision.note !== "" ? ` (${decision.note})` : "";
    switch (decision.kind) {
      case "dismiss": {
        const until = decision.until === null ? "" : `, until ${decision.until}`;
        return `dismiss ${subject(decision)}: ${DISMISS_REASONS[decision.reason].title}${until}${note}`;
      }
      case "snooze":
        return `snooze ${subject(decision)} ${phraseWait(decision.until)}${note}`;
      case "reassign":
        return `reassign ${subject(decision)} to ${nameOf(decision.to)}${note}`;
      case "override":
        return `override ${decision.item.names[1] ?? decision.item.id} as ${decision.focus} (${decision.reason})`;
      case "undo": {
        const undone = byId.get(decision.of);
        return `undo${undone ? `: ${what(undone)}` : " a decision that is not here"}${note}`;
      }
    }
  };
  const subject = ({ about }: FindingDecision): string =>
    `${about.names[1] ?? subjects.get(about.finding) ?? "a scope"} · ${about.rule}`;
  return {
    by: ({ by, isClaimed }) => (by === null ? "nobody said" : `${nameOf(by)}${isClaimed ? " (claimed)" : ""}`),
    what,
  };
}

/** What people call the scopes and persons that decisions are about: those have no key among their names. */
async function subjectsOfScopes(
  store: TriageStore | null,
  decisions: readonly Decision[],
  nameOf: (ref: string) => string,
): Promise<Map<string, string>> {
  const ids = decisions.flatMap((one) =>
    "about" in one && one.about.names[1] === undefined ? [one.about.finding] : [],
  );
  const found = (await store?.findingsOf([...new Set(ids)])) ?? [];
  const called = (stored: StoredFinding): string => {
    const { subject } = stored.finding;
    return subject.kind === "person" ? `${nameOf(subject.ref)} in ${subjectOf(stored)}` : subjectOf(stored);
  };
  return new Map(found.map((stored) => [stored.finding.id, called(stored)]));
}
