import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";

/** A server on which the tests may make databases whose names start with `rolecall_test`; undefined where there is none. */
export const mysqlServer = process.env["ROLECALL_TEST_MYSQL_URL"];

/** For the name of a suite that needs the server. */
export const ON_MYSQL = mysqlServer ? "in MariaDB" : "in MariaDB (skipped: ROLECALL_TEST_MYSQL_URL names no server)";

/** An empty database that a test fills: where it is, and how to be rid of it. */
export interface TestDatabase {
  /** Path or URL. */
  at: string;
  remove: () => Promise<void>;
}

export function makeFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "rolecall-store-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function makeSqliteFile(): Promise<TestDatabase> {
  const folder = makeFolder();
  return Promise.resolve({
    at: join(folder.path, "a folder", "rolecall.db"),
    remove: () => Promise.resolve(void folder.remove()),
  });
}

export async function makeMysqlDatabase(): Promise<TestDatabase> {
  const url = new URL(mysqlServer ?? "");
  const name = `rolecall_test_${randomUUID().replaceAll("-", "")}`;
  await askServer(`create database ${name}`);
  url.pathname = `/${name}`;
  return { at: url.href, remove: () => askServer(`drop database ${name}`) };
}

/** Runs a statement on the server; in a database, where one is named. */
export async function askServer(statement: string, url = mysqlServer ?? ""): Promise<void> {
  const connection = await createConnection(url);
  try {
    await connection.query(statement);
  } finally {
    await connection.end();
  }
}
