import { spawn, type ChildProcess } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import Database from "libsql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSqliteStore, findSqliteStore } from "#stores/dialects/sqlite";
import { collect } from "../build-apart";
import { makeFolder } from "./databases";
import { instant, makeDecision, makeGone, makeRun, makeStored } from "./triage-samples";

/** Writes decisions one by one and says the id of each once it is written. Arguments: file, prefix of the ids, how many. */
const WRITER = `
  import { createSqliteStore } from "#stores/dialects/sqlite";
  import { makeDecision } from "./tests/stores/triage-samples";
  const [file, prefix, count] = process.argv.slice(2);
  const store = await createSqliteStore(file);
  for (let index = 0; index < Number(count); index += 1) {
    await store.addDecisions([makeDecision(prefix + index)]);
    process.stdout.write(prefix + index + "\\n");
  }
  await store.close();
`;

const folder = makeFolder();
const writer = join(folder.path, "writer.mjs");
beforeAll(async () => {
  symlinkSync(resolve("node_modules"), join(folder.path, "node_modules"));
  await build({
    stdin: { contents: WRITER, resolveDir: resolve("."), loader: "ts" },
    outfile: writer,
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["libsql"],
    logLevel: "warning",
  });
});
afterAll(folder.remove);

const write = (file: string, prefix: string, count: number): ChildProcess =>
  spawn(process.execPath, [writer, file, prefix, `${count}`]);

async function decisionsIn(file: string): Promise<string[]> {
  const store = await createSqliteStore(file);
  const decisions = await store.decisions();
  await store.close();
  return decisions.map(({ id }) => id);
}

describe("Processes that share an SQLite file", () => {
  test("lose no decision that was acknowledged when one is killed in the middle", async () => {
    const file = join(folder.path, "killed.db");
    for (const round of [1, 2, 3]) {
      const child = write(file, `${round}-`, 1_000_000);
      let said = "";
      const ended = new Promise((done) => child.on("close", done));
      child.stdout?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.split("\n").length > 30 * round) child.kill("SIGKILL");
      });
      await ended;
      const acknowledged = said.split("\n").slice(0, -1);
      expect(child.signalCode).toBe("SIGKILL");
      expect(acknowledged.length).toBeGreaterThanOrEqual(30 * round);
      const kept = new Set(await decisionsIn(file));
      expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    }
  });

  test("may all make it and write to it at once", async () => {
    const file = join(folder.path, "new", "shared.db");
    const results = await Promise.all(["a", "b", "c", "d"].map((prefix) => collect(write(file, prefix, 25))));
    expect(results.map(({ code, stderr }) => `${code} ${stderr}`)).toEqual(["0 ", "0 ", "0 ", "0 "]);
    expect(await decisionsIn(file)).toHaveLength(100);
  });
});

describe("A path that is no database of the store's", () => {
  const place = (name: string, content?: string): string => {
    const file = join(folder.path, "refused", name);
    mkdirSync(dirname(file), { recursive: true });
    if (content !== undefined) writeFileSync(file, content);
    return file;
  };

  test.each([
    ["a file of text", () => place("notes.txt", "Not a database. ".repeat(100)), "is not a database"],
    ["a file that is cut off", () => place("cut.db", "SQLite format 3\u0000".padEnd(100, "\u0001")), "database"],
    ["a folder", () => dirname(place("folder/x")), "cannot be opened"],
    ["a file below a file", () => join(place("file", "text"), "rolecall.db"), "cannot be opened"],
  ])("%s is refused with a remedy and not written to", async (_name, makePath, problem) => {
    const path = makePath();
    const isFile = existsSync(path) && !path.endsWith("folder");
    const before = isFile ? readFileSync(path) : null;
    const failure = await createSqliteStore(path).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "SourceError" });
    const { message } = failure as Error;
    expect(message).toContain(path);
    expect(message).toContain(problem);
    expect(message).toMatch(/\. [A-Z][^\n]*\.$/);
    if (before) expect(readFileSync(path)).toEqual(before);
  });

  test("a name that looks like an address is a file", async () => {
    const file = join(folder.path, "http:", "127.0.0.1:1", "rolecall.db");
    const here = process.cwd();
    process.chdir(folder.path);
    try {
      await (await createSqliteStore("http://127.0.0.1:1/rolecall.db")).close();
    } finally {
      process.chdir(here);
    }
    expect(existsSync(file)).toBe(true);
  });
});

describe("A file in which another program writes for long", () => {
  const place = async (name: string) => {
    const file = join(folder.path, name);
    await (await createSqliteStore(file)).close();
    const other = new Database(file);
    other.exec("begin immediate; insert into rolecall_note values ('n', '{}')");
    return { file, end: () => other.exec("rollback") };
  };

  test("is waited for by whoever writes, and then named with a remedy", async () => {
    const { file, end } = await place("locked for writing.db");
    const start = Date.now();
    const store = await createSqliteStore(file);
    await expect(store.addDecisions([makeDecision("d")])).rejects.toMatchObject({
      name: "SourceError",
      message: `${file} is in use by another program. Try again when that is done.`,
    });
    await store.close();
    const waited = Date.now() - start;
    expect(waited).toBeGreaterThan(4_500);
    expect(waited).toBeLessThan(9_000);
    end();
  });

  test("keeps nobody waiting who only reads", async () => {
    const { file, end } = await place("locked for reading.db");
    const start = Date.now();
    const store = await createSqliteStore(file);
    expect(await store.decisions()).toEqual([]);
    await store.close();
    expect(Date.now() - start).toBeLessThan(3_000);
    end();
  });
});

test("Looking for a store makes no file and no folder, and leaves an empty file empty", async () => {
  const empty = join(folder.path, "empty.db");
  writeFileSync(empty, "");
  for (const path of [join(folder.path, "nowhere", "rolecall.db"), join(folder.path, "nothing.db"), empty])
    expect(await findSqliteStore(path)).toBeNull();
  expect(readdirSync(folder.path).filter((name) => /^(nowhere|nothing|empty)/.test(name))).toEqual(["empty.db"]);
  expect(readFileSync(empty)).toHaveLength(0);
});

test("What was purged for its age is not in a closed SQLite file", async () => {
  const file = join(folder.path, "aged", "rolecall.db");
  const store = await createSqliteStore(file);
  await store.saveFindings([{ ...makeGone("f", 1), names: ["SECRET-1"] }]);
  await store.saveRun(makeRun("old", 0, { policy: "SECRET-2" }));
  await store.saveRun(makeRun("new", 5));
  await store.close();
  expect(readFileSync(file).includes("SECRET-1")).toBe(true);
  const again = await createSqliteStore(file);
  expect(await again.purgeBefore(instant(9))).toEqual({ runs: 1, findings: 1 });
  await again.close();
  for (const name of readdirSync(dirname(file)))
    expect([name, readFileSync(join(dirname(file), name)).includes("SECRET-")]).toEqual([name, false]);
});

test("A closed SQLite file stands alone, and what was purged or erased is not in it", async () => {
  const file = join(folder.path, "alone", "rolecall.db");
  const store = await createSqliteStore(file);
  await store.savePeople([{ ref: "person:1", name: "Ada Lovelace" }]);
  await store.saveFindings([makeStored("f", { names: ["SECRET-1"] })]);
  await store.erasePerson("person:1");
  await store.purgeAll();
  await store.close();
  for (const name of readdirSync(dirname(file))) {
    const bytes = readFileSync(join(dirname(file), name));
    expect([name, bytes.includes("Ada Lovelace"), bytes.includes("SECRET-1")]).toEqual([name, false, false]);
  }

  const again = await createSqliteStore(file);
  await again.saveFindings([makeStored("f")]);
  await again.close();
  const copy = join(folder.path, "copy.db");
  copyFileSync(file, copy);
  const copied = await createSqliteStore(copy);
  expect((await copied.findingsOf(["f"]))[0]).toEqual(makeStored("f"));
  await copied.close();
});

test("A file that is deleted or replaced while it is open takes and gives nothing more, and says so", async () => {
  const file = join(folder.path, "gone", "rolecall.db");
  const store = await createSqliteStore(file);
  await store.addDecisions([makeDecision("d")]);
  rmSync(dirname(file), { recursive: true });
  for (const ask of [() => store.decisions(), () => store.addDecisions([makeDecision("e")])])
    await expect(ask()).rejects.toThrow(/gone\/rolecall\.db was deleted or replaced while it was open/);
  const other = await createSqliteStore(file);
  await expect(store.decisions()).rejects.toThrow(/deleted or replaced/);
  expect(await other.decisions()).toEqual([]);
  await store.close();
  await other.close();
});
