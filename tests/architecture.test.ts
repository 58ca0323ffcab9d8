import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** The table of docs/architecture.md: what each folder of src may import. */
interface Allowance {
  folders: readonly string[];
  packages: readonly string[];
  /** Packages that only the named files or folders may import, by path below src. */
  only?: Readonly<Record<string, readonly string[]>>;
}

const RENDER = "core/render/";
const law: Readonly<Record<string, Allowance>> = {
  core: {
    folders: [],
    packages: ["zod"],
    only: {
      "@noble/hashes": ["core/"],
      "fastest-levenshtein": ["core/config", "core/policy-check", "core/vocabulary-check"],
      preact: [RENDER],
      "preact-render-to-string": [RENDER],
      "d3-scale": [RENDER],
      "d3-shape": [RENDER],
      "cli-table3": [RENDER],
      picocolors: [RENDER],
      "string-width": [RENDER],
      "wrap-ansi": [RENDER],
      "csv-stringify": [RENDER],
      "mdast-util-to-markdown": [RENDER],
      "mdast-util-gfm-table": [RENDER],
      mdast: [RENDER],
      xmlbuilder2: [RENDER],
    },
  },
  ports: { folders: ["core"], packages: [] },
  usecases: {
    folders: ["core", "ports"],
    packages: ["zod"],
    only: { "@date-fns/tz": ["usecases/weekly-report-times"] },
  },
  adapters: {
    folders: ["core", "ports"],
    packages: ["zod"],
    only: {
      "@forge/api": ["adapters/jira/forge"],
      "node:": ["adapters/files/"],
      "csv-parse": ["adapters/files/"],
      "@streamparser/json": ["adapters/files/"],
      "date-fns": ["adapters/"],
      "p-retry": ["adapters/http/transport"],
      "@linear/sdk": ["adapters/linear/"],
      entities: ["adapters/linear/"],
    },
  },
  stores: {
    folders: ["core", "ports"],
    packages: ["kysely"],
    only: {
      "node:": ["stores/run-store", "stores/digest", "stores/pack-text", "stores/dialects/sqlite"],
      libsql: ["stores/dialects/sqlite"],
      mysql2: ["stores/dialects/mysql"],
      "@forge/sql": ["stores/dialects/forge-sql"],
    },
  },
  forge: {
    folders: ["core", "ports", "usecases", "adapters", "stores"],
    packages: ["zod", "@forge/api", "@forge/resolver"],
    only: {
      ...{ "@forge/react": ["forge/panel/"], "@forge/bridge": ["forge/panel/"], react: ["forge/panel/"] },
      ...{ "@forge/kvs": ["forge/host", "forge/kept-rights"], "@forge/events": ["forge/host"] },
    },
  },
  cli: {
    folders: ["core", "ports", "usecases", "adapters", "stores", "server", "sample", "lab"],
    packages: ["node:", "commander", "cli-progress", "@inquirer/prompts", "fastest-levenshtein", "open"],
  },
  server: {
    folders: ["core", "ports", "usecases"],
    packages: ["node:", "hono", "@hono/node-server"],
  },
  ui: {
    folders: ["core", "usecases"],
    packages: [
      ...["react", "react-dom", "react-intl", "wouter", "@tanstack/react-query", "@tanstack/react-virtual"],
      ...["@atlaskit", "d3-scale", "d3-shape", "virtual:"],
    ],
    only: { "@forge/bridge": ["ui/host-forge"] },
  },
  lab: { folders: ["core"], packages: ["node:", "zod", "natural", "cli-table3", "fastest-levenshtein"] },
  sample: { folders: [], packages: [] },
};

/** Only the composing files may know concrete adapters and stores. */
const composers = ["cli/compose", "cli/commands/", "forge/compose"];

/** What core may not contain: everything in it answers at once, from its arguments alone. */
const impure = /\b(async|await|Promise|process|console|fetch|Date\.now|Math\.random|new Date\(\))(?![\w"'`])/;

interface SourceFile {
  /** Path below src without its extension. */
  path: string;
  text: string;
}

function sourceFiles(folder = "src"): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.tsx?$/.test(entry.name)
      ? [{ path: relative("src", path).replace(/\.tsx?$/, ""), text: readFileSync(path, "utf8") }]
      : [];
  });
}

function violationsOf(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const folder = path.split("/")[0] ?? path;
    const allowed = law[folder];
    if (!allowed) return [`${path}: no row in the table for ${folder}`];
    const imports = ts.preProcessFile(text, true, true).importedFiles.map((file) => file.fileName);
    const found = imports.flatMap((specifier) => {
      const problem = problemOf(path, folder, specifier, allowed);
      return problem ? [`${path}: ${problem}`] : [];
    });
    const code = stripComments(path, text);
    const trace = folder === "core" ? impure.exec(code) : null;
    return trace ? [...found, `${path}: core may not contain ${trace[1]}`] : found;
  });
}

function problemOf(path: string, folder: string, specifier: string, allowed: Allowance): string | undefined {
  if (specifier.startsWith("."))
    return specifier.includes("package.json") ||
      /\.(json|tsx)$/.test(specifier) ||
      path.startsWith("forge/panel/") ||
      path.startsWith("ui/")
      ? undefined
      : `${specifier} should be a #… import`;
  if (specifier.startsWith("#")) {
    const target = specifier.slice(1);
    const into = target.split("/")[0] ?? "";
    if (into !== folder && !allowed.folders.includes(into)) return `${folder} may not import ${specifier}`;
    const isConcrete = into !== folder && (into === "adapters" || into === "stores");
    return isConcrete && !composers.some((composer) => path.startsWith(composer))
      ? `${specifier} belongs in a composing file`
      : undefined;
  }
  if (allowed.packages.some((name) => matches(specifier, name))) return undefined;
  const places = Object.entries(allowed.only ?? {}).find(([name]) => matches(specifier, name))?.[1];
  return places?.some((place) => path === place || (place.endsWith("/") && path.startsWith(place)))
    ? undefined
    : `${specifier} is not allowed here`;
}

const matches = (specifier: string, name: string): boolean =>
  specifier === name || specifier.startsWith(name.endsWith(":") ? name : `${name}/`);

/** Source without comments and without the contents of strings: prose may say "process". */
function stripComments(path: string, text: string): string {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const spans: [number, number][] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node) ||
      ts.isRegularExpressionLiteral(node)
    ) {
      spans.push([node.getStart(source), node.getEnd()]);
    }
    if (ts.isPropertyAssignment(node) || ts.isPropertySignature(node) || ts.isPropertyAccessExpression(node)) {
      const name = node.name;
      if (ts.isIdentifier(name) && name.text !== "now" && name.text !== "random")
        spans.push([name.getStart(source), name.getEnd()]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const blanked = spans.reduce(
    (code, [start, end]) => code.slice(0, start) + " ".repeat(end - start) + code.slice(end),
    text,
  );
  return blanked.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\/\/.*$/gm, "");
}

describe("The arrows of the house", () => {
  const files = sourceFiles();

  test("every import of every source file is in the table, and core is pure", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(violationsOf(files)).toEqual([]);
  });

  test.each([
    ["an arrow that points outwards", { path: "core/planted", text: 'import { x } from "#adapters/files/source";' }],
    ["a package of another room", { path: "adapters/linear/planted", text: 'import api from "@forge/api";' }],
    [
      "a store known outside the composing files",
      { path: "forge/planted", text: 'import { s } from "#stores/run-store";' },
    ],
    ["a clock in core", { path: "core/planted", text: "export const now = () => Date.now();" }],
    ["a promise in core", { path: "core/planted", text: "export async function later() {}" }],
    ["a file in core", { path: "core/planted", text: 'import { readFileSync } from "node:fs";' }],
  ])("a planted violation is found: %s", (_name, planted) => {
    expect(violationsOf([planted])).toHaveLength(1);
  });

  test("prose, comments and field names are no violation", () => {
    const text =
      '// the process\nexport const about = { process: "await the Promise" };\nexport const y = about.process;';
    expect(violationsOf([{ path: "core/planted", text }])).toEqual([]);
  });
});
