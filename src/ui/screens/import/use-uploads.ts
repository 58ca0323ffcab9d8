import { useCallback, useEffect, useRef, useState } from "react";
import { CallError } from "../../call-error";
import { upload } from "../../host";

/** An export somebody chose, on its way or handed over. */
export interface Upload {
  key: number;
  file: File;
  /** From 0 to 1. */
  share: number;
  /** What the host calls it, once it has all of it. */
  id: string | null;
  error: CallError | null;
}

export interface Uploads {
  files: readonly Upload[];
  add: (files: Iterable<File>) => void;
  remove: (key: number) => void;
  retry: (key: number) => void;
  clear: () => void;
}

/** The exports that somebody handed over since the screen was opened; leaving it stops those that are on their way. */
export function useUploads(): Uploads {
  const [files, setFiles] = useState<readonly Upload[]>([]);
  const aborts = useRef(new Map<number, AbortController>());
  const next = useRef(1);
  const change = useCallback(
    (key: number, more: Partial<Upload>) =>
      setFiles((before) => before.map((one) => (one.key === key ? { ...one, ...more } : one))),
    [],
  );
  const send = useCallback(
    async (key: number, file: File) => {
      const abort = new AbortController();
      aborts.current.set(key, abort);
      try {
        const done = await upload(file, (share) => change(key, { share }), abort.signal);
        change(key, { id: done.upload, share: 1 });
      } catch (cause) {
        if (!abort.signal.aborted) change(key, { error: asCallError(cause) });
      }
    },
    [change],
  );
  const stop = (key: number) => aborts.current.get(key)?.abort();
  useEffect(() => {
    const all = aborts.current;
    return () => all.forEach((abort) => abort.abort());
  }, []);
  return {
    files,
    add: (chosen) => {
      const added = [...chosen].map((file): Upload => ({ key: next.current++, file, share: 0, id: null, error: null }));
      setFiles((before) => [...before, ...added]);
      for (const { key, file } of added) void send(key, file);
    },
    remove: (key) => {
      stop(key);
      setFiles((before) => before.filter((one) => one.key !== key));
    },
    retry: (key) => {
      const found = files.find((one) => one.key === key);
      if (!found) return;
      change(key, { error: null, share: 0 });
      void send(key, found.file);
    },
    clear: () => {
      for (const { key } of files) stop(key);
      setFiles([]);
    },
  };
}

const asCallError = (cause: unknown): CallError =>
  cause instanceof CallError ? cause : new CallError("failed", cause instanceof Error ? cause.message : String(cause));
