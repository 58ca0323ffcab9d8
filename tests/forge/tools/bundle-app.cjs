// Bundles the functions and UI Kit resources of the app in the current directory with Forge's own bundler, offline.
// A CommonJS file, because the bundler refuses to run where `require.main` is undefined.
// Prints as JSON where the bundles are, and what the bundler warned of: { functions, panels: [{ key, path }], warnings }.

async function main() {
  const { mkdirSync, mkdtempSync, readFileSync, writeFileSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const { parse } = await import("yaml");
  const { default: bundler } = await import("@forge/bundler");
  const { default: shared } = await import("@forge/cli-shared");

  // The wrapper that Atlassian serves from its CDN is not part of what is tested: two empty scripts stand for it.
  const runtime = mkdtempSync(join(tmpdir(), "forge-runtime-"));
  mkdirSync(join(runtime, "dist"));
  for (const script of ["wrapper", "loader"]) writeFileSync(join(runtime, "dist", `${script}.js`), "// empty");
  process.env.FORGE_RUNTIME_PATH = runtime;
  const wrapper = new bundler.LocalWrapperProvider(new shared.FileSystemReader(), runtime);

  const warnings = [];
  const warn = (line) => warnings.push(String(line));
  const logger = { info() {}, debug() {}, trace() {}, warn, error: warn };
  const manifest = parse(readFileSync("manifest.yml", "utf8"));
  const handlers = manifest.modules.function.map(({ key, handler }) => {
    const [module, name] = handler.split(".");
    return { key, module, name };
  });
  const functions = await bundler
    .getNodeBundler(logger, wrapper, { readConfig: async () => manifest })
    .bundle({ appDirectory: process.cwd(), entryPoints: bundler.getEntryPoints(handlers) });
  const resources = manifest.resources.filter(({ path }) => path.endsWith(".tsx"));
  const { nativeUiBundlesDetails } = await new bundler.NativeUIBundler(logger).bundleResources(resources);
  const panels = nativeUiBundlesDetails.map(({ key, path }) => ({ key, path }));
  return { functions: functions.outputDir, panels, warnings };
}

main().then(
  (bundles) => process.stdout.write(JSON.stringify(bundles)),
  (error) => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
