import { type Command, Option } from "commander";
import type { CalibrateOptions } from "#cli/commands/calibrate";
import type { EvalOptions } from "#cli/commands/eval";
import type { VocabularyListOptions } from "#cli/commands/vocabulary";
import { atLeast, collect, CONFIG_OPTION, share } from "#cli/option-values";
import type { ReadOptions } from "#cli/program";

/** Commands that prove the classifier and adapt it; `reading` adds the options of commands that read exports. */
export function addLabCommands(program: Command, reading: (command: Command) => Command): void {
  addEval(program);
  addVocabulary(program, reading);
  addCalibrate(program, reading);
}

function addEval(program: Command): void {
  program
    .command("eval <labelled>")
    .summary("how well the classifier judges items that people have labelled")
    .description(
      "Judges labelled items and compares: macro-F1 with every item decided and as the thresholds decide, precision and recall by class, coverage, calibration, confusion, responsibilities, by project and by draw, with 95 % intervals, beside simple methods on the same items. Nothing leaves this machine.",
    )
    .option("--folds <n>", "train anew n times, each time without the items that are judged then", atLeast(2))
    .addOption(
      new Option("--by <unit>", "what stays together in a fold: items of a project know each other's words")
        .choices(["project", "item"])
        .default("project"),
    )
    .option(
      "--also-train <file>",
      "further labelled items to train on in every fold, never judged; repeatable",
      collect,
      [],
    )
    .option("--forced", "classes, confusion and groups with every item decided, instead of as the thresholds decide")
    .option("--prior <share>", "share of strategic items in your backlog; scores and calibration also for it", share)
    .option("--seed <n>", "another deal of the folds and resamples", atLeast(0), 1)
    .option("--without-descriptions", "judge and train on titles alone")
    .addOption(
      new Option("-f, --format <format>", "format of the result").choices(["terminal", "json"]).default("terminal"),
    )
    .option(...CONFIG_OPTION)
    .option("--no-color", "plain text without colours")
    .addHelpText("after", EVAL_HELP)
    .action(async (labelled: string, options: EvalOptions) =>
      (await import("#cli/commands/eval")).runEval(labelled, options),
    );
}

const EVAL_HELP = `
The labelled file is JSON lines (gzip too; - is standard input), one item a line:
  {"title": "Interview ten customers about churn", "label": "strategic", "project": "GROW"}

  label           strategic, tactical or unclear (unclear is not scored)
  title           may be empty where there is a description
  id, key         what errors call the item
  project         items of a project are never split between training and judging
  description     as the tracker has it
  type            the tracker's own type name
  labels, components   lists of texts
  responsibility  what it is a sign of; scored where it is given. Strategic: product-strategy, market-research,
                  customer-engagement, long-term-planning, go-to-market, business-case, stakeholder-communication.
                  Tactical: user-stories, requirements-readiness, backlog-prioritization, team-coordination,
                  testing-acceptance, delivery
  confidence      3 sure, 2 probably, 1 could go either way; an unsure label trains less
  draw            how the item was found, for example random or topic; scored apart
  level, estimate, sprint, priority, dueDate, created   read as in an export
Only label and a text are needed; other fields are ignored.

Examples:
  rolecall eval labelled.jsonl                          the published weights on your items
  rolecall eval labelled.jsonl --folds 10               weights trained on nine tenths, judging the rest
  rolecall eval labelled.jsonl --prior 0.05             as if one item in twenty were strategic
  rolecall eval labelled.jsonl --without-descriptions
  rolecall eval labelled.jsonl --format json > eval.json`;

function addVocabulary(program: Command, reading: (command: Command) => Command): void {
  const vocabulary = program.command("vocabulary").summary("the terms of the classifier, and yours to add or take out");
  vocabulary
    .command("list [word...]")
    .summary("terms with their ids, weights and reasons")
    .description(
      "Lists what the classifier reads as a reason: weight in a title (log-odds; positive is strategic), focus, responsibility, feature id, pattern and reason. With words: the terms that have them in the id, the pattern or the reason, and those that would be read in them. The id is what vocabulary.weights and vocabulary.remove of a policy take.",
    )
    .option("--json", "the terms as JSON")
    .option(...CONFIG_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  rolecall vocabulary list pricing
  rolecall vocabulary list reduce churn
  rolecall vocabulary list --json | jq -r '.[] | select(.weight > 3) | .id'`,
    )
    .action(async (words: string[], options: VocabularyListOptions) =>
      (await import("#cli/commands/vocabulary")).runVocabularyList(words, options),
    );
  reading(vocabulary.command("suggest <files...>"))
    .summary("words that name what your product is made of, and should not speak for strategy")
    .description(
      "Proposes domain terms: words that the classifier reads as strategic, that are frequent in your backlog and stand in titles that build something (add, fix, implement): a pricing product's own pricing. Prints them with counts, examples and the block to paste into the policy. Writes nothing.",
    )
    .option("--json", "the proposals as JSON")
    .addHelpText("after", "\nExample:\n  rolecall vocabulary suggest backlog.csv")
    .action(async (files: string[], options: ReadOptions & { json?: boolean }) =>
      (await import("#cli/commands/vocabulary")).runVocabularySuggest(files, options),
    );
}

function addCalibrate(program: Command, reading: (command: Command) => Command): void {
  reading(program.command("calibrate [files...]"))
    .summary("turn people's corrections into a proposal of changed weights")
    .description(
      "Reads what people decided against the classifier (overrides) and proposes the fewest and smallest changes of weights that get such items right, with everything else in the files that would change. A proposal is a block for the policy: nothing changes by itself. Without files it looks in the bundled sample.",
    )
    .requiredOption(
      "--overrides <file>",
      'JSON with the decisions: a policy with "overrides", or a list of { "item": "PAY-12", "focus": "tactical", "reason": "…" }',
    )
    .option("--json", "the proposal as JSON")
    .addHelpText("after", "\nExample:\n  rolecall calibrate --overrides rolecall.config.json backlog.csv")
    .action(async (files: string[], options: CalibrateOptions) =>
      (await import("#cli/commands/calibrate")).runCalibrate(files, options),
    );
}
