import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { compileRuleset } from "#core/classify/classify";
import { parsePolicy } from "#core/config";
import { parseLabelled } from "#lab/labelled";
import { extractTrainingSet, train, untrained } from "#lab/training";
import { writeWeights } from "#lab/write-weights";

/**
 * Learns the weights from the labelled items that are named and from the invented ones in src/lab/items. Those were written and
 * labelled by people who did not know the vocabulary: what they teach is how far it can be trusted elsewhere.
 */
const INVENTED = "src/lab/items";

const [input, output = "src/core/lexicon/weights.ts"] = process.argv.slice(2);
if (!input) {
  process.stderr.write("Say which labelled items to train on: npm run train -- LABELLED.jsonl [weights.ts]\n");
  process.exit(2);
}
const invented = readdirSync(INVENTED)
  .filter((name) => name.endsWith(".jsonl"))
  .sort()
  .map((name) => `${INVENTED}/${name}`);
const items = [input, ...invented].flatMap((file) => parseLabelled(readFileSync(file, "utf8"), file));
const { model } = compileRuleset(parsePolicy({}), untrained);
const set = extractTrainingSet(items, model);
const { weights } = train(set, [...items.keys()]);
writeFileSync(output, writeWeights(weights));
process.stdout.write(
  `Trained on ${items.length} items; ${Object.keys(weights.features).length} weights of their own in ${output}.\n`,
);
