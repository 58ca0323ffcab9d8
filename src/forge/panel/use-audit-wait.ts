import { useCallback, useEffect, useRef, useState } from "react";

/** Waits for an audit in the background: asks after each of the milliseconds, and stops with the last. */
export function useAuditWait(isAudited: () => Promise<boolean>, onAudited: () => Promise<void>) {
  const [waits, setWaits] = useState<number[]>([]);
  const [isLate, setIsLate] = useState(false);
  const calls = useRef({ isAudited, onAudited });
  calls.current = { isAudited, onAudited };
  useEffect(() => {
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      for (const milliseconds of waits) {
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        // A question that fails is asked again with the next one.
        const isThere = isCurrent && (await calls.current.isAudited().catch(() => false));
        if (!isCurrent) return;
        if (isThere) {
          setWaits([]);
          await calls.current.onAudited();
          return;
        }
      }
      setIsLate(true);
      setWaits([]);
    };
    if (waits.length > 0) void ask();
    return () => void (isCurrent = false);
  }, [waits]);
  const wait = useCallback((next: number[]) => {
    setIsLate(false);
    setWaits(next);
  }, []);
  return { wait, isWaiting: waits.length > 0, isLate };
}
