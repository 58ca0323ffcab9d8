import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createPolicyFile } from "#cli/policy-file";
import { createMemo } from "#usecases/api/context";
import { policyInForce } from "#usecases/api/in-force";
import { makeFolder } from "../stores/databases";

const root = makeFolder();
afterAll(root.remove);

function place(name: string): string {
  const folder = join(root.path, name);
  mkdirSync(folder);
  return join(folder, "rolecall.config.json");
}

describe("The policy in a file", () => {
  test("is the default one while there is no file, and the first save makes it", async () => {
    const path = place("new");
    const file = createPolicyFile(path);
    expect(await file.path()).toBeNull();
    const { text, hash } = await file.read();
    expect(text).toBe("");
    const { policy, issues } = await policyInForce({ policy: file, memo: createMemo() });
    expect([policy.preset, issues]).toEqual(["default", []]);
    const saved = await file.save('{ "mode": "combined" }', hash);
    expect(await file.path()).toBe(path);
    expect(await file.read()).toEqual({ text: '{ "mode": "combined" }', hash: saved });
    expect(readdirSync(join(path, ".."))).toEqual(["rolecall.config.json"]);
  });

  test("keeps every character as it was written, its mode, and the link to it", async () => {
    const path = place("kept");
    const text = '\uFEFF{\r\n\t"mode":   "auto"  }\r\n\r\n';
    writeFileSync(path, text, { mode: 0o640 });
    chmodSync(path, 0o640);
    const link = join(path, "..", "link.json");
    symlinkSync(path, link);
    const file = createPolicyFile(link);
    const { text: read, hash } = await file.read();
    expect(read).toBe(text);
    await file.save(`${text} `, hash);
    expect(readFileSync(path, "utf8")).toBe(`${text} `);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test("is not written over what somebody else changed meanwhile", async () => {
    const path = place("stale");
    writeFileSync(path, "{}");
    const file = createPolicyFile(path);
    const { hash } = await file.read();
    writeFileSync(path, '{ "mode": "separate" }');
    await expect(file.save('{ "mode": "combined" }', hash)).rejects.toMatchObject({ name: "ApiError", kind: "stale" });
    expect(readFileSync(path, "utf8")).toBe('{ "mode": "separate" }');
  });

  test("of two saves at once takes the first", async () => {
    const path = place("both");
    const file = createPolicyFile(path);
    const { hash } = await file.read();
    const saves = await Promise.allSettled(["1", "2", "3"].map((text) => file.save(text, hash)));
    expect(saves.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
    expect(readFileSync(path, "utf8")).toBe("1");
  });

  test("a folder in its place is told of, and left as it is", async () => {
    const path = place("failing");
    mkdirSync(path);
    const file = createPolicyFile(path);
    await expect(file.read()).rejects.toMatchObject({ code: "EISDIR" });
    expect(existsSync(path)).toBe(true);
    expect(readdirSync(join(path, ".."))).toEqual(["rolecall.config.json"]);
  });

  test("is writable only where its folder is", () => {
    expect(createPolicyFile(place("writable")).isWritable).toBe(true);
    expect(createPolicyFile(join(root.path, "no folder", "rolecall.config.json")).isWritable).toBe(false);
  });
});
