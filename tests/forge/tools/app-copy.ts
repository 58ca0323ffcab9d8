import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { project, runTool } from "./run-tool";

/**
 * A copy of the app as it is deployed, in `app` of the folder: its sources, and its pages, built for this copy alone. The packages are
 * beside it and not in it, so that whatever a tool leaves in the app is seen.
 */
export async function copyApp(scratch: string): Promise<string> {
  const app = join(scratch, "app");
  for (const name of ["manifest.yml", "package.json", "tsconfig.json", "src"])
    cpSync(join(project, name), join(app, name), { recursive: true });
  symlinkSync(join(project, "node_modules"), join(scratch, "node_modules"));
  await runTool("build-pages.mjs", { cwd: app, scratch });
  return app;
}
