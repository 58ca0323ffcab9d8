import type { Level } from "#core/model";
import type { Severity } from "#core/severity";
import type { Responsibility } from "#core/taxonomy";
import type { FindingMark, FindingState } from "#core/triage";
import { useText, type MessageKey } from "../language";

/** Names of values in the person's language, by field; undefined for fields of which the host knows the names. */
export function useValueNames(): (field: string) => ((value: string) => string) | undefined {
  const text = useText();
  return (field) => {
    const keys: Readonly<Record<string, MessageKey>> | undefined = NAMES[field];
    if (!keys) return undefined;
    return (value) => {
      const key = Object.hasOwn(keys, value) ? keys[value] : undefined;
      return key === undefined ? value : text(key);
    };
  };
}

type Keys<Value extends string> = Readonly<Record<Value, MessageKey>>;

const states: Keys<FindingState> = {
  open: "parts.state.open",
  planned: "parts.state.planned",
  snoozed: "parts.state.snoozed",
  dismissed: "parts.state.dismissed",
  baseline: "parts.state.baseline",
};
const severities: Keys<Severity> = {
  error: "parts.severity.error",
  warning: "parts.severity.warning",
  info: "parts.severity.info",
};
const levels: Keys<Level> = {
  initiative: "item.level.initiative",
  epic: "item.level.epic",
  story: "item.level.story",
  subtask: "item.level.subtask",
};
const marks: Keys<FindingMark> = {
  new: "findings.mark.new",
  returned: "findings.mark.returned",
  reappeared: "findings.mark.reappeared",
  "facts-changed": "findings.mark.facts-changed",
  expired: "findings.mark.expired",
  woken: "findings.mark.woken",
};
const responsibilities: Keys<Responsibility> = {
  "product-strategy": "item.responsibility.product-strategy",
  "market-research": "item.responsibility.market-research",
  "customer-engagement": "item.responsibility.customer-engagement",
  "long-term-planning": "item.responsibility.long-term-planning",
  "go-to-market": "item.responsibility.go-to-market",
  "business-case": "item.responsibility.business-case",
  "stakeholder-communication": "item.responsibility.stakeholder-communication",
  "user-stories": "item.responsibility.user-stories",
  "requirements-readiness": "item.responsibility.requirements-readiness",
  "backlog-prioritization": "item.responsibility.backlog-prioritization",
  "team-coordination": "item.responsibility.team-coordination",
  "testing-acceptance": "item.responsibility.testing-acceptance",
  delivery: "item.responsibility.delivery",
};

const NAMES: Readonly<Record<string, Readonly<Record<string, MessageKey>> | undefined>> = {
  ...{ state: states, severity: severities, level: levels, mark: marks, responsibility: responsibilities },
};
