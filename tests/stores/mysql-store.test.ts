import { createServer, type Server } from "node:net";
import { Kysely, sql } from "kysely";
import { createConnection } from "mysql2/promise";
import { afterEach, describe, expect, test } from "vitest";
import { createMysqlEngine, createMysqlStore } from "#stores/dialects/mysql";
import type { StoreTables } from "#stores/sql-schema";
import { askServer, makeMysqlDatabase, mysqlServer, ON_MYSQL } from "./databases";
import { makeDecision, makeStored } from "./triage-samples";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const place = async (): Promise<string> => {
  const database = await makeMysqlDatabase();
  cleanups.push(() => database.remove());
  return database.at;
};

/** What a person reads who opens a database that cannot be used: one sentence and the remedy, without what the URL keeps secret. */
async function refusalOf(url: string): Promise<string> {
  const failure = await createMysqlStore(url).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "SourceError" });
  const { message, stack, cause } = failure as Error;
  expect(`${message}${stack ?? ""}${String(cause)}`).not.toMatch(/gandalf|mellon/);
  expect(message).toMatch(/\. [A-Z][^\n]*\.$/);
  return message;
}

describe("A database URL", () => {
  test.each([
    "mellon",
    "gandalf:mellon@db/rolecall",
    "postgres://gandalf:mellon@db/rolecall",
    "mysql://gandalf:mellon@db",
    "mysql://gandalf:mellon@db/",
    "mysql://gandalf:mellon@:3306/rolecall",
    "mysql://gandalf:mel/lon@db/rolecall",
  ])("that cannot be used is not repeated: %s", async (url) => {
    expect(await refusalOf(url)).toMatch(/cannot be used|does not answer/);
  });

  test("with an option that the driver does not take is refused", async () => {
    expect(await refusalOf("mysql://gandalf:mellon@127.0.0.1:1/rolecall?ssl=mellon")).toContain("option");
  });

  test("of a server that is not there names the host", async () => {
    const message = await refusalOf("mysql://gandalf:mellon@127.0.0.1:1/rolecall");
    expect(message).toContain("rolecall on 127.0.0.1:1 does not answer");
  });

  test("of something that is no MySQL server is refused", async () => {
    const server = await new Promise<Server>((done) => {
      const listening = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(0, "127.0.0.1");
      listening.on("listening", () => done(listening));
    });
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    try {
      expect(await refusalOf(`mysql://gandalf:mellon@127.0.0.1:${port}/rolecall`)).toContain(`127.0.0.1:${port}`);
    } finally {
      server.close();
    }
  });
});

describe.skipIf(!mysqlServer)(`A server ${ON_MYSQL}`, () => {
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(mysqlServer ?? "");
    url.pathname = "/rolecall_test_that_is_not_there";
    change(url);
    return url.href;
  };

  test("refuses a password, and the message has neither it nor the user", async () => {
    const url = changed((address) => {
      address.username = "gandalf";
      address.password = "mellon";
    });
    expect(await refusalOf(url)).toContain("refused the user or the password");
  });

  test("says that a database is not there, or not the user's", async () => {
    expect(await refusalOf(changed(() => undefined))).toContain("does not exist");
    expect(await refusalOf(changed((url) => (url.pathname = "/mysql")))).toMatch(/may not be used|other tables/);
  });

  test("keeps texts as they are whatever its settings for new connections", async () => {
    const at = await place();
    const engine = createMysqlEngine(at);
    const db = new Kysely<StoreTables>({ dialect: engine.dialect });
    const mode = await sql<{ mode: string }>`select @@session.sql_mode as mode`.execute(db);
    expect(mode.rows[0]?.mode).toBe("STRICT_ALL_TABLES");
    await db.destroy();
    const store = await createMysqlStore(at);
    cleanups.push(() => store.close());
    await store.saveFindings([makeStored("back\\slash ' quote")]);
    expect((await store.findingsOf(["back\\slash ' quote"]))[0]).toEqual(makeStored("back\\slash ' quote"));
  });

  test("refuses an id that its index cannot hold instead of cutting it", async () => {
    const store = await createMysqlStore(await place());
    cleanups.push(() => store.close());
    const long = "x".repeat(513);
    for (const save of [() => store.saveFindings([makeStored(long)]), () => store.addDecisions([makeDecision(long)])])
      await expect(save()).rejects.toMatchObject({
        name: "SourceError",
        message: expect.stringContaining("512") as string,
      });
    expect(await store.decisions()).toEqual([]);
  });

  test("is waited for while another program has its tables, and then named with a remedy", async () => {
    const at = await place();
    const store = await createMysqlStore(at);
    cleanups.push(() => store.close());
    const other = await createConnection(at);
    cleanups.push(() => other.end());
    await other.query("lock tables rolecall_decision write");
    await expect(store.addDecisions([makeDecision("d")])).rejects.toMatchObject({
      name: "SourceError",
      message: expect.stringMatching(/is in use by another program\. Try again when that is done\.$/) as string,
    });
  });

  test("may end the connections of a store that waits: the next call makes new ones", async () => {
    const at = await place();
    const store = await createMysqlStore(at);
    cleanups.push(() => store.close());
    const [name] = new URL(at).pathname.split("/").slice(1);
    const engine = createMysqlEngine(at);
    const db = new Kysely<StoreTables>({ dialect: engine.dialect });
    const others = await sql<{ id: number }>`
      select id from information_schema.processlist where db = ${name} and id <> connection_id()`.execute(db);
    expect(others.rows.length).toBeGreaterThan(0);
    for (const { id } of others.rows) await askServer(`kill ${id}`);
    await db.destroy();
    await new Promise((done) => setTimeout(done, 100));
    await store.addDecisions([makeDecision("d")]);
    expect(await store.decisions()).toHaveLength(1);
  });
});
