/** What the widget and its resolver say to each other: plain JSON, outside text as plain lines. */
export type WidgetCalls = {
  /** Spaces that the viewer may choose from, by name. */
  listSpaces: () => { spaces: { key: string; name: string }[] };
  showSpace: (payload: { space: string }) => WidgetAnswer;
};

/** `hidden`: the viewer may not browse the space, or no audit has read it; the two are not told apart. */
export type WidgetAnswer = { kind: "view"; view: WidgetView } | { kind: "hidden" } | { kind: "refused"; why: string };

/** The answers to the calls of one viewer; what was sent is checked by them. */
export type WidgetAnswers = {
  [Name in keyof WidgetCalls]: (payload?: unknown) => Promise<ReturnType<WidgetCalls[Name]>>;
};

/** What the last audit says of one space. */
export interface WidgetView {
  space: { key: string; name: string };
  /** Instant of the audit. */
  at: string;
  mix: { strategic: number; tactical: number; unclear: number };
  open: { error: number; warning: number; info: number };
  /** Open findings by audit, the oldest first. */
  trend: { at: string; open: number }[];
  isComplete: boolean;
}
