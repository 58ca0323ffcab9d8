import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ApiInput, ApiOutput } from "../../call";
import type { CallError } from "../../call-error";
import { PACE } from "../../host";
import { useText } from "../../language";
import { useToasts } from "../../parts/toasts";
import { useCall, useChange } from "../../queries";

export type AuditSource = Extract<ApiInput<"startRun">, { kind: "audit" }>["source"];
type Job = ApiOutput<"getRun">;

export interface Audit {
  /** The audit that runs, whoever started it; null where none does. */
  running: Pick<Job, "phase" | "items" | "share" | "pause"> | null;
  /** Why the last one ended without a result. */
  failure: Job["error"];
  /** Why it could not be started, cancelled or followed. */
  error: CallError | null;
  isCancelling: boolean;
  start: (source: AuditSource) => void;
  cancel: () => void;
}

/** Outlives the screen: who comes back learns how it ended, once. */
const seen: { followed: string | null; ended: string | null } = { followed: null, ended: null };
const STARTING = { phase: null, items: null, share: null, pause: null };

/** An audit in the background: starts it, follows it to its end, and then has the screens ask anew. */
export function useAudit(): Audit {
  const client = useQueryClient();
  const text = useText();
  const show = useToasts();
  const startRun = useChange("startRun");
  const cancelRun = useChange("cancelRun");
  const { data: capabilities } = useCall("getCapabilities", {});
  const underWay = capabilities?.running?.kind === "audit" ? capabilities.running.id : null;
  const [followed, follow] = useState(seen.followed);
  const [ended, setEnded] = useState(seen.ended);
  useEffect(() => void Object.assign(seen, { followed, ended }), [followed, ended]);
  useEffect(() => {
    if (underWay !== null) follow(underWay);
  }, [underWay]);
  const isFollowing = followed !== null && followed !== ended;
  const { data: job, error } = useCall(
    "getRun",
    { id: followed ?? "" },
    { isEnabled: isFollowing, interval: isFollowing ? PACE.run : false },
  );

  useEffect(() => {
    if (!isFollowing) return;
    if (error && error.kind !== "unreachable") setEnded(followed);
    if (job?.id !== followed || job.state === "waiting" || job.state === "running") return;
    setEnded(followed);
    if (job.state === "done") show({ title: text("overview.audit.done") });
    if (job.state === "cancelled") show({ title: text("overview.audit.cancelled"), tone: "information" });
    void client.invalidateQueries();
  }, [isFollowing, followed, job, error, client, show, text]);

  return {
    running: isFollowing ? (job ?? STARTING) : startRun.isPending ? STARTING : null,
    failure: followed !== null && job?.state === "failed" ? job.error : null,
    error: startRun.error ?? (isFollowing ? cancelRun.error : null) ?? (error?.kind === "unreachable" ? null : error),
    isCancelling: cancelRun.isPending,
    start: (source) => startRun.mutate({ kind: "audit", source }, { onSuccess: ({ id }) => follow(id) }),
    cancel: () => {
      if (followed !== null) cancelRun.mutate({ id: followed });
    },
  };
}
