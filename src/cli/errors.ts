import { dirname } from "node:path";
import type { ConfigError } from "#core/config";
import { printable } from "#core/render/printable";
import { ForbiddenError, SourceError, TrackerError } from "#ports";

/** Exit codes: 0 done, 1 findings over a gate the user set, 2 a known error, 3 a bug. */
export const EXIT = { done: 0, gate: 1, known: 2, bug: 3 } as const;

/** Something the user asked for that cannot be done; the message is one sentence with the remedy. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

export function isKnownError(error: unknown): error is Error {
  return (
    error instanceof UsageError ||
    isConfigError(error) ||
    error instanceof SourceError ||
    error instanceof TrackerError ||
    error instanceof ForbiddenError ||
    isFileError(error) ||
    isPromptExit(error)
  );
}

/** Prints a known error as one line (or one per configuration issue) on standard error; returns the exit code. */
export function reportKnownError(error: Error): number {
  if (isPromptExit(error)) {
    process.stderr.write("Nothing was written.\n");
    return EXIT.known;
  }
  const lines = isConfigError(error)
    ? error.issues.map((issue) => `config: ${issue}`)
    : [fileSentence(error) ?? error.message];
  for (const line of lines) process.stderr.write(`rolecall: ${printableLines(line)}\n`);
  return EXIT.known;
}

/** A known error as one text, for where no terminal shows it. */
export const messageOf = (error: Error): string =>
  isConfigError(error) ? error.issues.join("\n") : (fileSentence(error) ?? error.message);

/** A bug keeps its stack: it is what a report about it needs. */
export function reportCrash(error: unknown): number {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `rolecall: this is a bug in Rolecall, please report it with the lines below.\n${printableLines(text)}\n`,
  );
  return EXIT.bug;
}

/** By its name: the class would bring the schema of the policy into every start of the program. */
const isConfigError = (error: unknown): error is ConfigError => error instanceof Error && error.name === "ConfigError";

const isFileError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && "syscall" in error && typeof (error as NodeJS.ErrnoException).code === "string";

/** The prompt library's own class for Ctrl-C. */
const isPromptExit = (error: unknown): boolean => error instanceof Error && error.name === "ExitPromptError";

function fileSentence(error: Error): string | undefined {
  if (!isFileError(error)) return undefined;
  const path = error.path ?? "standard output";
  if (error.syscall === "mkdtemp")
    return `No temporary file can be made in ${dirname(path)}. Set TMPDIR to a folder that is there and may be written.`;
  switch (error.code) {
    case "ENOENT":
      return `${path} does not exist. Check the path.`;
    case "EACCES":
    case "EPERM":
      return `${path} may not be read or written by this user. Check its permissions.`;
    case "EISDIR":
      return `${path} is a folder. Name the files in it.`;
    case "ENOSPC":
      return `${path}: no space is left on the disk, so what was written is not complete. Free some, or write elsewhere.`;
    default:
      return `${path}: ${error.message}`;
  }
}

/** Messages quote names and cells; a control character in one must not reach the terminal. */
const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");
