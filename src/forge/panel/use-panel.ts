import { makeInvoke } from "@forge/bridge";
import { useCallback, useEffect, useState } from "react";
import type {
  ActAnswer,
  DecideRequest,
  HandOverRequest,
  PanelAnswer,
  PanelCalls,
  PanelView,
  PeopleAnswer,
  ProblemKind,
  UndoRequest,
} from "#forge/panel-contract";
import { useAuditWait } from "./use-audit-wait";
import { useWords, type WordKey } from "./words";

const invoke = makeInvoke<PanelCalls>();

/** What was done last, to be taken back. */
export interface Done {
  text: WordKey;
  /** Null for what took something back itself. */
  undo: UndoRequest | null;
  /** What is said once it is taken back, where that is not all there is to say. */
  undone?: WordKey;
}

/** What the reader can do. */
export interface PanelActs {
  /** Each answers why it was not done, in sentences: none where it was. */
  decide: (request: DecideRequest) => Promise<string[]>;
  handOver: (request: HandOverRequest) => Promise<string[]>;
  undo: (request: UndoRequest, undone?: WordKey) => Promise<string[]>;
  findPeople: (text: string) => Promise<PeopleAnswer>;
}

/** What the panel knows and can do at the moment. */
export interface PanelState extends PanelActs {
  view: PanelView | null;
  problem: ProblemKind | null;
  done: Done | null;
  isBusy: boolean;
  isWaiting: boolean;
  /** The audit that was waited for has not come. */
  isLate: boolean;
  /** Why no audit could be asked for. */
  refusal: string | null;
  check: () => Promise<void>;
  reaudit: () => Promise<void>;
}

/** The state of the panel: asks once when it opens, waits for audits, and shows after an action what holds then. */
export function usePanel(): PanelState {
  const t = useWords();
  const [view, setView] = useState<PanelView | null>(null);
  const [problem, setProblem] = useState<ProblemKind | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [isBusy, setIsBusy] = useState(true);
  const [refusal, setRefusal] = useState<string | null>(null);

  const open = useCallback(async (isRefresh: boolean): Promise<number[]> => {
    setIsBusy(true);
    const answer = await invoke("openPanel", { isRefresh }).catch(failed);
    setIsBusy(false);
    if (answer.kind === "view") {
      setView(answer.view);
      setProblem(null);
      return answer.view.waits;
    }
    setProblem(answer.problem);
    // Who may no longer see the work item no longer sees what was said of it.
    if (HIDING.includes(answer.problem)) setView(null);
    return [];
  }, []);
  const { wait, ...waiting } = useAuditWait(
    () => invoke("isAudited").then(({ isAudited }) => isAudited),
    () => open(true).then(() => undefined),
  );
  const check = useCallback(async () => {
    setDone(null);
    setRefusal(null);
    wait(await open(false));
  }, [open, wait]);
  useEffect(() => void check(), [check]);

  const settle = (answer: ActAnswer, then: Done): string[] => {
    const { audit, refusals, waits } = answer;
    if (audit) setView((before) => before && { ...before, audit });
    if (waits.length > 0) wait(waits);
    if (refusals.length === 0) setDone(then);
    return refusals;
  };
  const attempt = async (call: Promise<ActAnswer>, then: (answer: ActAnswer) => Done): Promise<string[]> => {
    try {
      const answer = await call;
      return settle(answer, then(answer));
    } catch {
      const kind = failed().problem;
      return [`${t(`problem.${kind}`)}. ${t(`problem.${kind}.remedy`)}`];
    }
  };
  return {
    ...{ view, problem, done, isBusy, refusal, check, ...waiting },
    decide: (request) =>
      attempt(invoke("decide", request), ({ recorded }) => ({
        ...{ text: `done.${request.act.kind}`, undo: { decisions: recorded, handBack: null } },
      })),
    handOver: (request) =>
      attempt(invoke("handOver", request), ({ recorded }) => ({
        text: "done.hand-over",
        // Nobody owned it: Rolecall takes nobody's work item away again.
        ...(request.from === null && { undone: "done.undo.still" as const }),
        undo: {
          decisions: recorded,
          handBack: request.from === null ? null : { to: request.from, from: request.to },
        },
      })),
    undo: (request, undone = "done.undo") =>
      attempt(invoke("undo", request), ({ isWritten }) => ({
        ...{ text: isWritten ? "done.hand-back" : undone, undo: null },
      })),
    findPeople: (text) =>
      invoke("findPeople", { text }).catch(() => ({ people: [], refusal: t(`problem.${failed().problem}`) })),
    async reaudit() {
      const answer = await invoke("reaudit").catch(() => ({ refusal: t("problem.unexpected"), waits: [] }));
      setRefusal(answer.refusal);
      wait(answer.waits);
    },
  };
}

const HIDING: readonly ProblemKind[] = ["unauthorized", "forbidden", "not-found"];

function failed(): Extract<PanelAnswer, { kind: "problem" }> {
  const isOffline = typeof navigator !== "undefined" && "onLine" in navigator && !navigator.onLine;
  return { kind: "problem", problem: isOffline ? "offline" : "unexpected" };
}
