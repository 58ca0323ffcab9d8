import { useCallback } from "react";
import type { FindingDetail } from "#usecases/api/shapes";
import type { ActKind, Draft } from "../triage/draft";
import { useTriage } from "../triage/triage";
import type { DrawerProps } from "./drawer";
import type { Shown } from "./use-opened";

export type StartAct = (kind: ActKind, finding: FindingDetail, draft?: Partial<Draft>) => void;

/** Opens the dialogs for what the drawer shows. */
export function useDrawerActs({ asOf }: Shown, { onRecorded }: DrawerProps): StartAct {
  const { start } = useTriage();
  return useCallback(
    (kind, finding, draft) => {
      // Of something else: the answer about this one is still on its way.
      if (asOf === undefined) return;
      start(kind, {
        ...{ selection: { ids: [finding.id] }, count: 1, asOf },
        one: { id: finding.id, subject: finding.subject },
        ...(draft && { draft }),
        onRecorded: () => onRecorded?.(finding.id),
      });
    },
    [asOf, start, onRecorded],
  );
}
