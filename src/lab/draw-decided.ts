import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { classify, compileRuleset } from "#core/classify/classify";
import { parsePolicy } from "#core/config";
import { parseLabelled } from "#lab/labelled";
import { createRandom, shuffle } from "#lab/random";

/**
 * Draws items that are decided strategic from a large unlabelled set, for a person to read one by one. What was labelled before
 * is left out, and of items with one title in one project only the first is kept. The same files give the same draw.
 */
const [pool, labelled, count = "100"] = process.argv.slice(2);
if (!pool || !labelled) {
  process.stderr.write("Say what to draw from: npm run -s draw -- POOL.jsonl.gz LABELLED.jsonl [HOW MANY]\n");
  process.exit(2);
}
interface Row {
  id: string;
  project: string;
  title: string;
}
const readRows = (path: string): Row[] => {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);
};
const known = new Set(readRows(labelled).map(({ title }) => title.trim().toLowerCase()));
const seen = new Set<string>();
const rows = readRows(pool).filter(({ project, title }) => {
  const key = `${project} ${title}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
});
const ruleset = compileRuleset(parsePolicy({}));
// A label is asked for by the reader of labelled files; here nobody reads it.
const items = parseLabelled(rows.map((row) => JSON.stringify({ ...row, label: "unclear" })).join("\n"), pool);
const counts = { strategic: 0, tactical: 0, unclear: 0 };
const decided: string[] = [];
items.forEach(({ item }, index) => {
  const { focus, probability } = classify(item, ruleset);
  counts[focus]++;
  const row = rows[index];
  if (focus === "strategic" && row && !known.has(row.title.trim().toLowerCase()))
    decided.push(`${row.id}\t${probability.toFixed(2)}\t${row.title}`);
});
process.stderr.write(
  `${items.length} items: ${counts.strategic} strategic, ${counts.tactical} tactical, ${counts.unclear} unclear; ${decided.length} of the strategic ones are not labelled.\n`,
);
process.stdout.write(`${shuffle(decided, createRandom(1)).slice(0, Number(count)).join("\n")}\n`);
