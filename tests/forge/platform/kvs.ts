import { checkKey, checkMany, checkValue, KvsRefusal, ttlOf, type SetOptions } from "./kvs-check";
import { KvsMeter } from "./kvs-meter";
import { KvsStore, type Entry } from "./kvs-store";
import type { Limits } from "./limits";
import { bytesOf, json } from "./seam";

/** What the key-value store has to do with the rest of the platform. */
export interface KvsSurroundings {
  limits: Limits;
  now: () => number;
  random: () => number;
  violate: (sentence: string) => void;
}

interface Item {
  key: string;
  value?: unknown;
  entityName?: string;
  conditions?: unknown;
  options?: SetOptions;
}
interface Query {
  limit?: number;
  after?: string;
  where?: { property: string; condition: string; values: string[] }[];
  options?: { metadataFields?: string[] };
}
type Changes = Partial<Record<"set" | "delete" | "check", Item[]>>;

/** The key-value store below `@forge/kvs`. Reads by key are consistent, queries see writes later. */
export class Kvs {
  readonly #around: KvsSurroundings;
  readonly #store: KvsStore;
  readonly #meter: KvsMeter;

  constructor(around: KvsSurroundings) {
    this.#around = around;
    this.#store = new KvsStore(around.now, around.limits.kvsQueryLagMs);
    this.#meter = new KvsMeter(around.limits, around.now);
  }

  get usage() {
    return this.#meter.usage;
  }

  answer(path: string, text: string): Response {
    const { violate } = this.#around;
    try {
      this.#meter.request();
      return this.#act(path.replace(/^\/api\/v1\//, ""), text);
    } catch (error) {
      if (!(error instanceof KvsRefusal)) throw error;
      const { status, code, message, isExpected } = error;
      if (!isExpected) violate(`KVS ${path} was refused with ${status} ${code}: ${message}`);
      return json(status, { code, message });
    }
  }

  #act(path: string, text: string): Response {
    const body = JSON.parse(text) as Item & Query & Changes & Item[];
    const [what, space] = path.startsWith("secret/") ? [path.slice(7), "secret "] : [path, ""];
    switch (what) {
      case "get":
        return json(200, this.#get(body, space));
      case "set":
        return this.#set(body, space);
      case "delete":
        this.#delete(body, space);
        return json(204);
      case "query":
        return this.#query(body);
      case "batch/get":
        return this.#batch(text, body, (item) => this.#get(item, ""));
      case "batch/set":
        return this.#batch(text, body, (item) => {
          this.#write(item, "");
          return { key: item.key };
        });
      case "batch/delete":
        return this.#batch(text, body, (item) => {
          this.#delete(item, "");
          return { key: item.key };
        });
      case "transaction":
        return this.#transact(text, body);
      default:
        throw new KvsRefusal(501, "NOT_MODELLED", `the emulated platform does not model ${path}`);
    }
  }

  #get({ key }: Item, space: string): object {
    checkKey(key, this.#around.limits);
    const entry = this.#store.get(space + key);
    this.#meter.charge("reads", bytesOf(entry?.text ?? ""));
    if (!entry) throw missing(key);
    return { ...shown(entry), key };
  }

  #set(item: Item, space: string): Response {
    const { options = {} } = item;
    checkKey(item.key, this.#around.limits);
    const before = this.#store.get(space + item.key);
    if (options.keyPolicy === "FAIL_IF_EXISTS" && before) {
      this.#meter.charge("reads", 0);
      throw new KvsRefusal(409, "KEY_ALREADY_EXISTS", `the key ${item.key} exists`, true);
    }
    this.#write(item, space);
    if (options.returnValue === undefined) return new Response(null, { status: 204 });
    const told = options.returnValue === "PREVIOUS" ? before : this.#store.get(space + item.key);
    return told ? json(200, { ...shown(told), key: item.key }) : new Response(null, { status: 204 });
  }

  #write({ key, value, entityName, options = {} }: Item, space: string): void {
    const { limits, random } = this.#around;
    if (entityName !== undefined) throw new KvsRefusal(501, "NOT_MODELLED", "custom entities are not modelled");
    checkKey(key, limits);
    const text = checkValue(value, limits);
    const ttl = ttlOf(options, limits);
    this.#meter.charge("writes", bytesOf(text));
    this.#meter.usage.writtenBytes += bytesOf(text);
    this.#store.set(space + key, text, ttl, random() * limits.kvsLingerMs);
  }

  #delete({ key }: Item, space: string): void {
    checkKey(key, this.#around.limits);
    this.#meter.charge("writes", 0);
    if (!this.#store.get(space + key)) throw missing(key);
    this.#store.set(space + key, undefined);
  }

  #query({ limit = 10, after, where = [] }: Query): Response {
    const { limits } = this.#around;
    if (limit < 1 || limit > limits.kvsPage)
      throw new KvsRefusal(400, "QUERY_LIMIT_INVALID", `a page has 1 to ${limits.kvsPage} values`);
    const [first, ...more] = where;
    if (more.length > 0 || (first && (first.property !== "key" || first.condition !== "BEGINS_WITH")))
      throw new KvsRefusal(400, "QUERY_WHERE_INVALID", "a query has one condition, on how the key begins");
    const { entries, cursor } = this.#store.query(first?.values[0] ?? "", after, limit);
    this.#meter.charge(
      "reads",
      entries.reduce((sum, { text }) => sum + bytesOf(text), 0),
    );
    const data = entries.filter(({ key }) => !key.startsWith("secret ")).map(shown);
    return json(200, { data, ...(cursor !== undefined && { cursor }) });
  }

  #batch(text: string, items: Item[], act: (item: Item) => object): Response {
    checkMany(text, items, this.#around.limits);
    const failedKeys: object[] = [];
    const successfulKeys = items.flatMap((item) => {
      try {
        return [act(item)];
      } catch (error) {
        if (!(error instanceof KvsRefusal)) throw error;
        const { code, message, isExpected } = error;
        if (!isExpected) this.#around.violate(`KVS refused ${item.key} of a batch: ${code}: ${message}`);
        failedKeys.push({ key: item.key, error: { code, message } });
        return [];
      }
    });
    return json(200, { successfulKeys, failedKeys });
  }

  #transact(text: string, changes: Changes): Response {
    const { set = [], delete: gone = [], check = [] } = changes;
    checkMany(text, [...set, ...gone], this.#around.limits);
    if (check.length > 0) throw new KvsRefusal(501, "NOT_MODELLED", "checks of custom entities are not modelled");
    for (const item of set) checkValue(item.value, this.#around.limits);
    for (const item of set) this.#write(item, "");
    for (const { key } of gone) {
      this.#meter.charge("writes", 0);
      this.#store.set(key, undefined);
    }
    return json(204);
  }
}

const missing = (key: string) => new KvsRefusal(404, "KEY_NOT_FOUND", `the key ${key} does not exist`, true);

const shown = ({ key, text, createdAt, updatedAt, expiresAt }: Entry) => ({
  ...{ key, value: JSON.parse(text) as unknown, createdAt, updatedAt },
  ...(expiresAt !== undefined && { expireTime: new Date(expiresAt).toISOString() }),
});
