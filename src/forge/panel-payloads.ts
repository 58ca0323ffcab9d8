import { z } from "zod";
import type { DecideRequest, HandOverRequest, PanelCalls, UndoRequest } from "#forge/panel-contract";
import { act } from "#usecases/api/shapes";

/** What the panel may send. Whoever can open it can send anything: nothing else is taken. */

const finding = z.string().max(2000);
const asOf = z.iso.datetime();
const ref = z.string().min(1).max(200);

/** The shape of each call that takes something. */
export const payloads = {
  openPanel: z.object({ isRefresh: z.boolean().default(false) }).default({ isRefresh: false }),
  findPeople: z.object({ text: z.string().trim().max(200) }),
  decide: z.object({ finding, act, asOf }) satisfies z.ZodType<DecideRequest>,
  handOver: z.object({
    ...{ finding, asOf, to: ref, from: ref.nullable() },
    note: z.string().max(2000).default(""),
  }) satisfies z.ZodType<HandOverRequest>,
  undo: z.object({
    decisions: z.array(z.string().max(200)).min(1).max(20),
    handBack: z.object({ to: ref, from: ref }).nullable(),
  }) satisfies z.ZodType<UndoRequest>,
} as const satisfies Partial<Record<keyof PanelCalls, z.ZodType>>;

/** What is wrong with something that was sent, in sentences for the reader who filled in a form. */
export const describeIssues = (error: z.ZodError): string[] => [
  ...new Set(error.issues.map(({ message }) => `That cannot be recorded: ${message}.`)),
];
