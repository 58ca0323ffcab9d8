import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCheckout, runCli } from "./build-apart";

const checkout = createCheckout();
let cli: string;
beforeAll(() => {
  cli = checkout.build();
});
afterAll(() => checkout.remove());

test("the worked verdict of the README is what the command prints", async () => {
  const { stdout } = await runCli(cli, checkout.folder, ["explain", "BER-105"]);
  // The hash of the ruleset changes with every term; it proves nothing to a reader.
  const printed = stdout.replace(/^ *Ruleset .*\n/m, "").trim();
  expect(readFileSync("README.md", "utf8")).toContain(`\n${printed}\n`);
});
