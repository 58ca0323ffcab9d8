import { useCallback, useRef, useState } from "react";
import type { CallError } from "../call-error";
import { useText } from "../language";
import { useToasts, type Toast } from "../parts/toasts";
import { useChange } from "../queries";

/** Something that was done and can be taken back. */
export interface Outcome {
  title: string;
  about?: string;
  isError: boolean;
  onUndo?: () => void;
}

interface Undo {
  outcome: Outcome | null;
  forgetOutcome: () => void;
  /** Says what was done, and how it is taken back. */
  tell: (title: string, decisions: readonly string[]) => void;
  undo: (decisions: readonly string[]) => void;
  undoLast: () => void;
}

/** Takes decisions back. An undo is a decision, too: taking it back is the same once more. */
export function useUndo(isDrawerOpen: boolean): Undo {
  const text = useText();
  const toast = useToasts();
  const { mutateAsync } = useChange("undo");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  // What was recorded here and not yet taken back, the last at the end, each with what takes the offer to undo it away.
  const recorded = useRef<{ decisions: readonly string[]; withdraw: () => void }[]>([]);
  const inDrawer = useRef(isDrawerOpen);
  inDrawer.current = isDrawerOpen;

  const show = useCallback(
    ({ isError, ...rest }: Outcome) => {
      if (inDrawer.current) {
        const told = { isError, ...rest };
        setOutcome(told);
        return () => setOutcome((now) => (now === told ? null : now));
      }
      const tone: Pick<Toast, "tone"> = isError ? { tone: "error" } : {};
      return toast({ ...rest, ...tone });
    },
    [toast],
  );
  const undo = useCallback(
    (decisions: readonly string[], isRedo = false) => {
      recorded.current = recorded.current.flatMap(({ decisions: ids, withdraw }) => {
        const left = ids.filter((id) => !decisions.includes(id));
        if (left.length === 0) withdraw();
        return left.length === 0 ? [] : [{ decisions: left, withdraw }];
      });
      const fail = ({ kind, message, remedy }: CallError) =>
        show({
          title: message === "" ? text(`parts.error.${kind}`) : message,
          isError: true,
          ...(remedy === undefined ? {} : { about: remedy }),
        });
      // As a promise: callbacks given to `mutate` are lost where another one follows.
      mutateAsync({ decisions: [...decisions] }).then((answer) => {
        const why = answer.refused[0]?.why;
        const about = why === undefined ? {} : { about: why };
        if (answer.count === 0) return void show({ title: text("findings.undo.nothing"), isError: true, ...about });
        const title = text(isRedo ? "findings.redo.done" : "findings.undo.done", { count: answer.count });
        const onUndo = () => undo(answer.decisions, !isRedo);
        const withdraw = show({ title, isError: false, ...about, onUndo });
        if (isRedo) recorded.current.push({ decisions: answer.decisions, withdraw });
      }, fail);
    },
    [mutateAsync, show, text],
  );
  const tell = useCallback(
    (title: string, decisions: readonly string[]) => {
      const withdraw = show({ title, isError: false, onUndo: () => undo(decisions) });
      recorded.current.push({ decisions, withdraw });
    },
    [show, undo],
  );
  const undoLast = useCallback(() => {
    const last = recorded.current.at(-1);
    if (last) undo(last.decisions);
    else show({ title: text("findings.undo.none"), isError: false });
  }, [show, text, undo]);
  const forgetOutcome = useCallback(() => setOutcome(null), []);
  return { outcome, forgetOutcome, tell, undo: useCallback((ids) => undo(ids), [undo]), undoLast };
}
