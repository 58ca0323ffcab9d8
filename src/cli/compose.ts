import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { createFileSource } from "#adapters/files/source";
import { boundHeap } from "#cli/bound-heap";
import { peopleFieldsOf } from "#usecases/people-fields";
import { UsageError } from "#cli/errors";
import { say } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { samplePolicy } from "#cli/sample";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import { ConfigError, type Policy } from "#core/config";
import { loadPolicy } from "#core/policy-check";
import type { RunHolder, TriageStore, WorkItemSource } from "#ports";
import type { OpenOptions, SqlStore } from "#stores/sql-store";

export const DEFAULT_CONFIG = "rolecall.config.json";

/**
 * The policy of `--config`, else of ./rolecall.config.json, else the default one.
 * Throws ConfigError for what is wrong in it and UsageError for a file that is not there.
 */
export async function readPolicy(path: string | undefined): Promise<Policy> {
  if (path !== undefined && !existsSync(path))
    throw new UsageError(`${path} does not exist. \`rolecall init\` writes a configuration.`);
  const file = path ?? (existsSync(DEFAULT_CONFIG) ? DEFAULT_CONFIG : undefined);
  return file === undefined ? loadPolicy({}) : readPolicyFile(file);
}

/** The policy in a file that is there; `toPolicy` turns what it holds into one. Throws ConfigError whose issues name the file. */
export async function readPolicyFile(file: string, toPolicy = (value: unknown): unknown => value): Promise<Policy> {
  const text = (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  try {
    return loadPolicy(toPolicy(parseJson(text)));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(
      error.issues.map((issue) => `${file}: ${issue}`),
      { cause: error },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError([`not valid JSON: ${error instanceof Error ? error.message : String(error)}`], {
      cause: error,
    });
  }
}

/** A source over the files a person named, read as the policy and the options say. */
export function openFiles(
  files: readonly string[],
  policy: Policy,
  options: Pick<ReadOptions, "map" | "encoding">,
): WorkItemSource {
  boundHeap();
  if (files.includes("-") && process.stdin.isTTY) say("Reading what is typed or pasted here; Ctrl-D ends it.");
  return createFileSource(
    files.map((path) => (path === "-" ? { name: "standard input", stream: process.stdin } : { path })),
    {
      columns: { ...policy.source.columns, ...options.map },
      workspace: policy.source.workspace,
      ...(policy.source.baseUrl ? { baseUrl: policy.source.baseUrl } : {}),
      ...(options.encoding ? { encoding: options.encoding } : {}),
      items: policy.items,
      peopleFields: peopleFieldsOf(policy),
    },
  );
}

/** Ruleset of a command, compiled once; its policy is the configured one, or the sample's for the sample without a config. */
export async function prepare(options: Pick<ReadOptions, "config">, isSample = false): Promise<Ruleset> {
  return compileRuleset(
    isSample && options.config === undefined ? await samplePolicy() : await readPolicy(options.config),
  );
}

/** This process as the holder of an audit; of others on this machine it is known whether they live. */
export const thisProcess: RunHolder = {
  name: `${hostname()}/${process.pid}`,
  mayLive(name) {
    const at = name.lastIndexOf("/");
    return name.slice(0, at) !== hostname() || isRunning(Number(name.slice(at + 1)));
  },
};

/** Whether a process of this machine is there; also somebody else's. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Where a database stands unless a policy or an option says otherwise. */
export const DEFAULT_DATABASE = ".rolecall/rolecall.db";
/** Never the bare DATABASE_URL: that is somebody's production. */
const URL_VARIABLE = "ROLECALL_DATABASE_URL";

export interface MemoryOptions {
  /** A path, or true for the default one. */
  db?: string | true;
  init?: boolean;
}

/** Options of a command over what is remembered. */
export interface StoreOptions extends MemoryOptions {
  config?: string;
}

/** The store that the options or the policy ask for; null when neither does. */
export async function openMemory(options: MemoryOptions, policy: Policy): Promise<TriageStore | null> {
  return options.db === undefined && policy.database === undefined ? null : openStore(options, policy);
}

/** The database that the options name, else the environment, else the policy, else the default one; made where there is none. */
export const openStore = async (options: MemoryOptions, policy: Policy): Promise<SqlStore> =>
  (await findPlace(options, policy)).create({ init: options.init ?? false });

/** The same database where there is one, also before the first audit. Nothing is made: throws UsageError where there is none. */
export async function openExisting(options: MemoryOptions, policy: Policy): Promise<SqlStore> {
  const store = await (await findPlace(options, policy)).find();
  if (!store) throw new UsageError(NO_AUDIT);
  return store;
}

/** The store of a command that has nothing to do before an audit. Nothing is made: throws UsageError where none is remembered. */
export async function requireMemory(options: MemoryOptions, policy: Policy): Promise<SqlStore> {
  const store = await openExisting(options, policy);
  try {
    if ((await store.runs(1)).length > 0) return store;
    throw new UsageError(NO_AUDIT);
  } catch (error) {
    // A connection that stays open would keep the process from ending.
    await store.close();
    throw error;
  }
}

const NO_AUDIT = "No audit is remembered yet. `rolecall audit FILES --db` remembers one.";

/** Where a database is, or will be. */
interface Place {
  create: (options: OpenOptions) => Promise<SqlStore>;
  /** Null where there is none. */
  find: () => Promise<SqlStore | null>;
}

async function findPlace({ db }: MemoryOptions, policy: Policy): Promise<Place> {
  const url = process.env[URL_VARIABLE];
  if (typeof db !== "string" && url) {
    const { createMysqlStore, findMysqlStore } = await import("#stores/dialects/mysql");
    return { create: (options) => createMysqlStore(url, options), find: () => findMysqlStore(url) };
  }
  const path = typeof db === "string" ? db : (policy.database ?? DEFAULT_DATABASE);
  const { createSqliteStore, findSqliteStore } = await import("#stores/dialects/sqlite");
  return { create: (options) => createSqliteStore(path, options), find: () => findSqliteStore(path) };
}

/** Opens a store, works with it and closes it, however that ends. */
export async function withStore<T>(
  options: StoreOptions,
  work: (store: SqlStore, policy: Policy) => Promise<T>,
  open = requireMemory,
): Promise<T> {
  const policy = await readPolicy(options.config);
  const store = await open(options, policy);
  try {
    return await work(store, policy);
  } finally {
    await store.close();
  }
}
