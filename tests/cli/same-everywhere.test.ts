import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCheckout } from "../build-apart";

const checkout = createCheckout();
let cli: string;
beforeAll(() => {
  cli = checkout.build();
});
afterAll(() => checkout.remove());

const classifySample = (env: Readonly<Record<string, string>>): string =>
  execFileSync(process.execPath, [cli, "classify", resolve("src/sample/backlog.json")], {
    cwd: checkout.folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });

test("verdicts are the same in every locale and time zone", () => {
  const here = classifySample({ LC_ALL: "en_GB.UTF-8", TZ: "UTC" });
  expect(here.trim().split("\n")).toHaveLength(161);
  // Turkish has another lower case of I, Lithuanian of J; Kiritimati is a day ahead of Honolulu.
  for (const env of [
    { LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" },
    { LC_ALL: "lt_LT.UTF-8", TZ: "Pacific/Honolulu" },
    { LC_ALL: "C", TZ: "Asia/Kathmandu" },
  ])
    expect(classifySample(env)).toBe(here);
});
