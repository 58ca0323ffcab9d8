import { useEffect, useRef, useState } from "react";

/** Milliseconds of silence after which typed text counts. */
const PAUSE_MS = 250;

/**
 * Text of a field that somewhere else (the address) is kept, too: what is typed shows at once, is kept after a pause,
 * and gives way when it is changed there.
 */
export function useTypedText(kept: string, onKeep: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(kept);
  const keep = useRef(onKeep);
  keep.current = onKeep;
  const sent = useRef(kept);
  useEffect(() => {
    if (kept === sent.current) return;
    sent.current = kept;
    setTyped(kept);
  }, [kept]);
  useEffect(() => {
    if (typed.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      keep.current(sent.current);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}
