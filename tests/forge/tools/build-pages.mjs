// Builds the pages of the Jira app, as `npm run build` does, into dist/jira-pages of the current directory.
// Prints as JSON where they are: { folder }.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

// The tests run under "test", and libraries would come as they are for development.
process.env.NODE_ENV = "production";
const { build } = await import("vite");
// What the build says of itself is no part of the answer.
console.log = () => undefined;
await build({ configFile: fileURLToPath(new URL("../../../.ci/ui.vite.config.mjs", import.meta.url)), mode: "jira" });
process.stdout.write(JSON.stringify({ folder: resolve("dist/jira-pages") }));
