import type { ModelWeights } from "#core/classify/model";

/** The weights as the source file `core/lexicon/weights.ts`, one line a number: equal weights give equal bytes. */
export function writeWeights(weights: ModelWeights): string {
  return [
    'import type { ModelWeights } from "#core/classify/model";',
    "",
    "/** Learned by `npm run train`; not edited by hand. In log-odds: positive speaks for strategic work. */",
    "export const trainedWeights: ModelWeights = {",
    ...section("groups", weights.groups),
    ...section("responsibilities", weights.responsibilities),
    ...section("features", weights.features),
    "};",
    "",
  ].join("\n");
}

function section(name: string, values: Readonly<Record<string, number | readonly number[]>>): string[] {
  const lines = Object.entries(values).map(([key, value]) => {
    const shown = typeof value === "number" ? String(value) : `[${value.join(", ")}]`;
    return `    ${JSON.stringify(key)}: ${shown},`;
  });
  return [`  ${name}: {`, ...lines, "  },"];
}
