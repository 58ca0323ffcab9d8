import type { UiFiles } from "#server/ui-files";
import type { Uploads } from "#server/uploads";

/** What the HTTP server is composed of; it knows no store and no tracker. */
export interface ServerParts {
  /**
   * Answers a procedure: a value that is JSON. Its errors become HTTP answers (`describeError`). `actorName` is who the page says
   * is acting, a claim; null where it says nothing.
   */
  answer(name: string, input: unknown, actorName: string | null): Promise<unknown>;
  isKnownProcedure(name: string): boolean;
  /** Null where the pages were not built. */
  ui: UiFiles | null;
  uploads: Uploads;
  secrets: Secrets;
  /** Told of every error that is a bug, with the reference that the caller was given. */
  onBug(reference: string, error: unknown): void;
}

/** Random texts of one start of the server. */
export interface Secrets {
  /** In the address that is printed. */
  token: string;
  /** In the cookie of a browser that opened it. */
  session: string;
}

/** Largest body of a question to the API, and largest export, in bytes. */
export const LIMITS = { question: 2 * 1024 ** 2, upload: 2 * 1024 ** 3 } as const;
