// Builds the screens (src/ui) into dist/ui, and with the mode "jira" those of the Forge app into dist/jira-pages. Both run
// under a CSP without inline scripts and styles: whatever Atlaskit would write into style elements while it runs is
// written into the stylesheet here.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transformSync } from "esbuild";
import { defineConfig } from "vite";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const FIRST_SCREEN = "screens/overview/index.tsx";
/** Where a build goes, what paints first in it, and how many bytes its first screen may load: in Jira the bridge, too. */
const BUILDS = {
  local: { folder: "dist/ui", paint: "paint-theme.ts", limit: 250_000 },
  jira: { folder: "dist/jira-pages", paint: "paint-theme-jira.ts", limit: 260_000 },
};

/** `virtual:atlaskit-tokens.css`: design tokens of light and dark, each in plain and increased contrast. */
function tokenThemes() {
  const id = "virtual:atlaskit-tokens.css";
  const require = createRequire(import.meta.url);
  const themes = "light dark light-increased-contrast dark-increased-contrast spacing typography shape motion".split(
    " ",
  );
  const path = (theme) => require.resolve(`@atlaskit/tokens/package.json`).replace(/package\.json$/, "") + theme;
  return {
    name: "atlaskit-token-themes",
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) =>
      source === `\0${id}`
        ? themes.map((theme) => require(path(`dist/cjs/artifacts/themes/atlassian-${theme}.js`)).default).join("\n")
        : undefined,
  };
}

/** Icons come as CommonJS, and a module of this package would see `{ default: Icon }` where it imports the icon. */
function iconsAsModules() {
  return {
    name: "icons-as-modules",
    transform(code, id) {
      if (!/@atlaskit\/icon\/core\/[^/]+\.js$/.test(id)) return undefined;
      const glyph = /dangerouslySetGlyph: (`[^`]*`)/.exec(code)?.[1];
      const name = /displayName = '(\w+)'/.exec(code)?.[1];
      if (!glyph || !name) return this.error(`An icon of a form that is not known: ${id}`);
      return {
        code: `import { createElement } from "react";
import Icon from "@atlaskit/icon/components/icon-new";
const ${name} = (props) => createElement(Icon, { name: "${name}", dangerouslySetGlyph: ${glyph}, ...props });
export default ${name};`,
        map: null,
      };
    },
  };
}

/** In Jira: host-forge in the place of host, and of the bridge only what it uses. The whole would be 30 kB more. */
function hostOfJira() {
  const id = "\0forge-bridge";
  const out = createRequire(import.meta.url)
    .resolve("@forge/bridge")
    .replace(/index\.js$/, "");
  const parts = {
    ...{ invoke: "invoke/invoke", router: "router/router", showFlag: "flag/flag" },
    ...{ getContext: "view/getContext", createHistory: "view/createHistory", theme: "view/theme" },
  };
  return {
    name: "host-of-jira",
    enforce: "pre",
    resolveId: (source) =>
      source === "@forge/bridge" ? id : /^(\.\.?\/)+host$/.test(source) ? here("../src/ui/host-forge.ts") : undefined,
    load: (source) =>
      source === id
        ? [
            ...Object.entries(parts).map(
              ([name, file]) => `import { ${name} } from ${JSON.stringify(`${out}${file}.js`)};`,
            ),
            "const view = { getContext, createHistory, theme };",
            "export { invoke, router, showFlag, view };",
          ].join("\n")
        : undefined,
  };
}

/** Puts a script of src/ui, as a file of its own, before everything else: the first paint has the right colours. */
function themeBeforeFirstPaint(paint) {
  const source = here(`../src/ui/${paint}`);
  const build = () => transformSync(readFileSync(source, "utf8"), { loader: "ts", minify: true, format: "iife" }).code;
  const nameOf = (code) => `assets/theme-${createHash("sha256").update(code).digest("hex").slice(0, 8)}.js`;
  return {
    name: "theme-before-first-paint",
    generateBundle() {
      const code = build();
      this.emitFile({ type: "asset", fileName: nameOf(code), source: code });
    },
    transformIndexHtml: () => [{ tag: "script", attrs: { src: `./${nameOf(build())}` }, injectTo: "head-prepend" }],
  };
}

/** Prints what a browser loads before it shows the overview, and refuses to build what is too slow to load. */
function firstScreenBudget(name, limit) {
  return {
    name: "first-screen-budget",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const isFirst = (chunk) => chunk.isEntry || chunk.facadeModuleId?.endsWith(FIRST_SCREEN);
      const wanted = new Set();
      const want = (chunk) => {
        if (!chunk || wanted.has(chunk)) return;
        wanted.add(chunk);
        for (const name of chunk.imports) want(bundle[name]);
      };
      chunks.filter(isFirst).forEach(want);
      const bytes = [...wanted].reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0);
      console.log(`${name}: the first screen loads ${Math.round(bytes / 1000)} kB of JavaScript (gzip)`);
      if (bytes > limit)
        this.error(`The first screen may load ${limit / 1000} kB of JavaScript, and loads ${bytes} bytes.`);
    },
  };
}

export default defineConfig(({ mode }) => {
  const isJira = mode === "jira";
  const { folder, paint, limit } = BUILDS[isJira ? "jira" : "local"];
  return {
    root: here("../src/ui"),
    // Every route is one level deep, and a Jira app is served from a folder: relative addresses fit both.
    base: "./",
    logLevel: "warn",
    // Atlaskit reads switches of Atlassian's own builds from there.
    define: { "process.env.NODE_ENV": JSON.stringify("production"), "process.env": "{}" },
    resolve: {
      alias: [
        // Would load themes and write them into style elements. The tokens are in the stylesheet.
        { find: /^@atlaskit\/app-provider\/theme-provider$/, replacement: here("../src/ui/no-theme-provider.ts") },
        // Asks Atlassian's experiment service, of which there is none here: 55 kB that would always say no.
        { find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/, replacement: here("../src/ui/no-feature-gates.ts") },
      ],
    },
    plugins: [
      tokenThemes(),
      iconsAsModules(),
      ...(isJira ? [hostOfJira()] : []),
      themeBeforeFirstPaint(paint),
      firstScreenBudget(folder.replace("dist/", ""), limit),
    ],
    build: {
      // Below the folder that is built in, as everything else of the build: it may be a link to this one.
      outDir: resolve(folder),
      emptyOutDir: true,
      target: "es2022",
      modulePreload: { polyfill: false },
      // One stylesheet: the order of Atlaskit's one-line classes decides which of two wins.
      cssCodeSplit: false,
      chunkSizeWarningLimit: 1000,
      // Files, never data: addresses in the stylesheet.
      assetsInlineLimit: 0,
      rolldownOptions: {
        // "use client" means nothing here: there is no server that renders.
        onLog: (level, log, report) => (log.code === "MODULE_LEVEL_DIRECTIVE" ? undefined : report(level, log)),
      },
    },
  };
});
