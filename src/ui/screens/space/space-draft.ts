import type { ApiInput, ApiOutput } from "../../call";

export type SpaceView = ApiOutput<"getSpace">;
export type SpaceRule = SpaceView["rules"][number];
export type RuleSetting = SpaceRule["own"];

/** Settings of the space as they are on screen; of rules only those that were changed. */
export interface SpaceDraft {
  mode: SpaceView["mode"]["own"];
  preset: SpaceView["preset"]["own"];
  search: SpaceView["search"];
  rules: Readonly<Record<string, RuleSetting>>;
}

export const draftOf = ({ mode, preset, search }: SpaceView): SpaceDraft => ({
  ...{ mode: mode.own, preset: preset.own, search, rules: {} },
});

export const settingOf = (rule: SpaceRule, { rules }: SpaceDraft): RuleSetting =>
  Object.hasOwn(rules, rule.id) ? (rules[rule.id] ?? null) : rule.own;

/** Whether saving would change anything. */
export const isChanged = (draft: SpaceDraft, space: SpaceView): boolean =>
  draft.mode !== space.mode.own ||
  draft.preset !== space.preset.own ||
  draft.search !== space.search ||
  space.rules.some((rule) => settingOf(rule, draft) !== rule.own);

export const inputOf = (draft: SpaceDraft, basedOn: string): ApiInput<"saveSpace"> => ({
  ...draft,
  rules: { ...draft.rules },
  basedOn,
});
