import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { call, type ApiOutput } from "../call";
import type { CallError } from "../call-error";
import { PACE } from "../host";
import { useChange } from "../queries";

export type RunState = ApiOutput<"getRun">;

/** Whether nothing more happens to it. */
export const isOver = ({ state }: RunState): boolean => state !== "waiting" && state !== "running";

export interface Run {
  /** Undefined until the host has told of it. */
  state: RunState | undefined;
  isUnderWay: boolean;
  /** Why nothing is known of it: it is gone, or nobody answers. */
  error: CallError | null;
  isCancelling: boolean;
  cancel: () => void;
}

/** A host that does not answer, or not yet, is asked again; one that knows of no such run is not. */
const isSettled = ({ data, error }: { data: RunState | undefined; error: CallError | null }): boolean =>
  error ? error.kind !== "unreachable" && error.kind !== "busy" : data !== undefined && isOver(data);

/**
 * Work in the background, watched until it ends; null watches nothing. When it has ended everything on screen is asked
 * for again, and `onEnd` is told once.
 */
export function useRun(id: string | null, onEnd?: (state: RunState) => void): Run {
  const client = useQueryClient();
  const cancelling = useChange("cancelRun");
  const { data, error } = useQuery<RunState, CallError>({
    queryKey: ["getRun", { id: id ?? "" }],
    queryFn: ({ signal }) => call("getRun", { id: id ?? "" }, signal),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isSettled(state) ? false : PACE.run),
    // Somebody who looks at something else still wants to see the end.
    refetchIntervalInBackground: true,
  });
  const state = id === null ? undefined : data;
  const isUnderWay = id !== null && error === null && (state === undefined || !isOver(state));
  // One that had ended before the page was opened is no news.
  const old = useRef(id);
  const told = useRef<string | null>(null);
  const tell = useRef(onEnd);
  tell.current = onEnd;
  useEffect(() => {
    if (!state || !isOver(state)) {
      if (state) old.current = null;
      return;
    }
    if (old.current === state.id || told.current === state.id) return;
    told.current = state.id;
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "getRun" });
    tell.current?.(state);
  }, [state, client]);
  return {
    state,
    isUnderWay,
    error: id === null ? null : error,
    isCancelling: cancelling.isPending || (isUnderWay && cancelling.isSuccess && cancelling.variables.id === id),
    cancel: () => {
      if (id !== null) cancelling.mutate({ id });
    },
  };
}
