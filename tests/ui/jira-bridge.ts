import { transformSync } from "esbuild";
import { readFileSync } from "node:fs";

/** What the frame asks of the test. */
export interface Asked {
  command: "getContext" | "createHistory" | "invoke" | "navigate";
  functionKey?: string;
  payload?: { name: string; input: unknown };
  where?: { url: string };
}

/** A script that runs in every frame before anything else, and is the bridge in that of the app. */
export const bridgeScript = (): string =>
  transformSync(readFileSync(new URL("jira-bridge-frame.ts", import.meta.url), "utf8"), {
    loader: "ts",
    format: "iife",
  }).code;
