import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Limits } from "./limits";

/** Which events a trigger hears of. */
interface Filter {
  ignoreSelf?: boolean;
  expression?: string;
  onError?: string;
}

interface Module {
  key: string;
  function?: string;
  resolver?: { function?: string };
  queue?: string;
  events?: string[];
  filter?: Filter;
}

/** What of manifest.yml matters to the platform. Modules that are not there are none. */
export interface ManifestFile {
  app?: { runtime?: { memoryMB?: number } };
  modules?: Record<string, object[]>;
  permissions?: { scopes?: string[] | Record<string, { allowImpersonation?: boolean } | null> };
}

/** The app's manifest as it is now. */
export const readManifest = (): ManifestFile =>
  parse(readFileSync(new URL("../../../manifest.yml", import.meta.url), "utf8")) as ManifestFile;

/** Finds the functions of an app. */
export class Manifest {
  readonly memoryMB: number;
  readonly scopes: readonly string[];
  readonly #impersonates: boolean;
  readonly #modules: Record<string, Module[]>;
  readonly #limits: Limits;

  constructor(file: ManifestFile, limits: Limits) {
    const scopes = file.permissions?.scopes ?? [];
    this.#modules = (file.modules ?? {}) as Record<string, Module[]>;
    this.#limits = limits;
    this.memoryMB = file.app?.runtime?.memoryMB ?? limits.memoryMB;
    this.scopes = Array.isArray(scopes) ? scopes : Object.keys(scopes);
    this.#impersonates = !Array.isArray(scopes) && Object.values(scopes).some((one) => one?.allowImpersonation);
  }

  /** Whether the app may act for users who are not there. */
  get mayImpersonate(): boolean {
    return this.#impersonates;
  }

  /** Function key of the consumer of a queue. */
  consumerOf(queue: string): string | undefined {
    const found = this.#of("consumer").find((module) => module.queue === queue);
    return found && functionOf(found);
  }

  /** Function key of a scheduled trigger. */
  scheduled(triggerKey: string): string {
    const found = this.#of("scheduledTrigger").find(({ key }) => key === triggerKey);
    const key = found && functionOf(found);
    if (key === undefined) throw new Error(`manifest.yml has no scheduledTrigger ${triggerKey} with a function.`);
    return key;
  }

  /** Triggers of a product event. */
  triggersOf(eventType: string): { key: string; functionKey: string; filter: Filter }[] {
    return this.#of("trigger")
      .filter(({ events }) => events?.includes(eventType))
      .map((module) => ({ key: module.key, functionKey: functionOf(module) ?? "", filter: module.filter ?? {} }));
  }

  /** How long a function may run: as long as the strictest module that uses it allows. */
  secondsOf(functionKey: string): number {
    const { shortSeconds, longSeconds, mostSeconds } = this.#limits;
    const own = this.#of("function").find(({ key }) => key === functionKey) as { timeoutSeconds?: number } | undefined;
    const users = Object.entries(this.#modules)
      .filter(([type]) => type !== "function")
      .filter(([, modules]) => Array.isArray(modules) && modules.some((module) => functionOf(module) === functionKey));
    const isLong = users.length > 0 && users.every(([type]) => type === "consumer" || type === "scheduledTrigger");
    if (!isLong) return shortSeconds;
    return Math.min(own?.timeoutSeconds ?? longSeconds, mostSeconds);
  }

  #of(type: string): Module[] {
    return this.#modules[type] ?? [];
  }
}

const functionOf = (module: Module): string | undefined => module.function ?? module.resolver?.function;
