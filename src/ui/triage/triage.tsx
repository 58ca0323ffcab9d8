import React, { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from "react";
import { useText } from "../language";
import { DecisionDialog } from "./decision-dialog";
import type { ActKind } from "./draft";
import { OutcomeDialog } from "./outcome-dialog";
import type { Decided, Target } from "./target";
import { useUndo, type Outcome } from "./use-undo";

export interface Triage {
  /** Opens the dialog for a decision. */
  start: (kind: ActKind, target: Target) => void;
  /** Takes decisions back, by their ids. */
  undo: (decisions: readonly string[]) => void;
  /** Takes back the last decision that was made here. */
  undoLast: () => void;
  /** What was done last, for a drawer: what lies behind a drawer can neither be read nor pressed. */
  outcome: Outcome | null;
  forgetOutcome: () => void;
}

const TriageContext = createContext<Triage | null>(null);

interface TriageProviderProps {
  /** Then results are told in the drawer instead of a toast. */
  isDrawerOpen: boolean;
  onLookAgain?: (finding: string) => void;
  children: ReactNode;
}

/** Decisions on findings for a screen: their dialogs, their results, and how they are taken back. */
export function TriageProvider({ isDrawerOpen, onLookAgain, children }: TriageProviderProps) {
  const text = useText();
  const [asked, setAsked] = useState<{ kind: ActKind; target: Target }>();
  const [left, setLeft] = useState<Decided>();
  const { outcome, forgetOutcome, tell, undo, undoLast } = useUndo(isDrawerOpen);
  const start = useCallback((kind: ActKind, target: Target) => setAsked({ kind, target }), []);
  const handleDecided = (decided: Decided) => {
    const { kind, target, answer } = decided;
    setAsked(undefined);
    if (answer.refused.length + answer.stale.length > 0) setLeft(decided);
    if (answer.count === 0) return;
    tell(text(`findings.${kind}.done`, { count: answer.count }), answer.decisions);
    target.onRecorded?.();
  };
  const triage = useMemo(
    () => ({ start, undo, undoLast, outcome, forgetOutcome }),
    [start, undo, undoLast, outcome, forgetOutcome],
  );
  return (
    <TriageContext.Provider value={triage}>
      {children}
      {asked && <DecisionDialog {...asked} onDecided={handleDecided} onClose={() => setAsked(undefined)} />}
      {left && (
        <OutcomeDialog
          decided={left}
          onLookAgain={
            onLookAgain &&
            ((finding) => {
              setLeft(undefined);
              onLookAgain(finding);
            })
          }
          onClose={() => setLeft(undefined)}
        />
      )}
    </TriageContext.Provider>
  );
}

export function useTriage(): Triage {
  const triage = useContext(TriageContext);
  if (!triage) throw new Error("useTriage needs a TriageProvider around it");
  return triage;
}
