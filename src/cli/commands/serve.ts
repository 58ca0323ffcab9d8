import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DEFAULT_DATABASE, isRunning, openStore, readPolicy, type MemoryOptions } from "#cli/compose";
import { createApi } from "#cli/compose-api";
import { UsageError } from "#cli/errors";
import { print, say } from "#cli/output";
import { createPerformer } from "#cli/perform-job";
import type { Policy } from "#core/config";
import { PortError, type RunningServer, startServer } from "#server/listen";
import { LIMITS, type ServerParts } from "#server/parts";
import { createRuns } from "#server/runs";
import { createSecrets } from "#server/session";
import { readUiFiles } from "#server/ui-files";
import { createUploads, sweepUploads } from "#server/uploads";

export interface ServeOptions extends MemoryOptions {
  port?: number;
  open: boolean;
  config?: string;
  as?: string;
}

/** Milliseconds that requests get to end in, and then everything else. */
const GRACE_MS = 2_000;
const LONGEST_MS = 2_900;

/** `rolecall serve`: the pages and their API on a port of this machine, until Ctrl-C. */
export async function runServe(options: ServeOptions): Promise<void> {
  const policy = await readPolicy(options.config);
  const store = await openStore(options, policy);
  sweepUploads(isRunning);
  const uploads = createUploads(LIMITS.upload);
  // Also where the process ends at once.
  process.on("exit", () => uploads.removeAll());
  const runs = createRuns({
    perform: createPerformer({ db: databaseOf(options, policy), config: options.config }),
    now: () => new Date().toISOString(),
    newId: randomUUID,
    // One that failed may be audited once more, with other columns.
    onEnded: (job, state) => {
      if (state === "done" && job.kind === "audit" && "files" in job.source) void uploads.remove(job.source.files);
    },
  });
  try {
    const api = await createApi({ store, runs, uploads, config: options.config, as: options.as });
    const isAsked = untilStopped();
    const server = await start(
      {
        ...{ answer: api.answer, isKnownProcedure: api.isKnownProcedure, uploads },
        ui: readUiFiles(uiFolder()),
        secrets: createSecrets(),
        onBug: (reference, error) => say(`rolecall: ${reference}: ${stackOf(error)}`),
      },
      options.port,
    );
    await print(`Rolecall is at ${server.address}  (Ctrl-C ends it)\n`);
    if (options.open && process.stdout.isTTY) await openBrowser(server.address);
    await isAsked;
    // Whatever still hangs then is safe to leave: the store knows no half-done step.
    setTimeout(() => process.exit(0), LONGEST_MS).unref();
    await Promise.all([server.stop(GRACE_MS), runs.stop()]);
  } finally {
    uploads.removeAll();
    await store.close();
  }
}

async function start(parts: ServerParts, port: number | undefined): Promise<RunningServer> {
  try {
    return await startServer(parts, port);
  } catch (error) {
    throw error instanceof PortError ? new UsageError(error.message) : error;
  }
}

/** The database that was opened, for jobs that read the policy anew: it may name another one by then. */
function databaseOf({ db }: MemoryOptions, policy: Policy): string | undefined {
  if (typeof db === "string") return db;
  return process.env["ROLECALL_DATABASE_URL"] ? undefined : (policy.database ?? DEFAULT_DATABASE);
}

/** The build puts the pages beside the bundle, whose parts stand a folder deeper. */
function uiFolder(): string {
  const [near = "", far = ""] = ["./ui", "../ui"].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return existsSync(near) ? near : far;
}

/** Until somebody asks for the end; who asks again gets it at once. */
function untilStopped(): Promise<void> {
  return new Promise((done) => {
    let isAsked = false;
    const ask = (): void => {
      if (isAsked) process.exit(130);
      isAsked = true;
      done();
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, ask);
  });
}

async function openBrowser(address: string): Promise<void> {
  try {
    await (await import("open")).default(address);
  } catch {
    say("No browser could be opened. Open the address yourself.");
  }
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
