import { Command, Help, Option } from "commander";
import type { AuditOptions } from "#cli/commands/audit";
import type { InitOptions } from "#cli/commands/init";
import type { ReportOptions } from "#cli/commands/report";
import type { SimulateOptions } from "#cli/commands/simulate";
import type { RolesSyncOptions } from "#cli/commands/roles";
import type { RuleStatsOptions } from "#cli/commands/rules";
import { addLabCommands } from "#cli/lab-commands";
import { atLeast, collect, collectPair, CONFIG_OPTION, DB_INIT_OPTION, DB_OPTION } from "#cli/option-values";
import { addServeCommand } from "#cli/serve-command";
import { addTrackerCommands } from "#cli/tracker-commands";
import { addTriageCommands } from "#cli/triage-commands";
import { version } from "#cli/version";

/** Options that every command reading files has. */
export interface ReadOptions {
  config?: string;
  map: Record<string, string>;
  encoding?: string;
  strict?: boolean;
}

const FORMATS = ["terminal", "markdown", "html", "json", "ndjson", "csv", "junit"];

/** The command line. Commands load when they run: `--version` and `--help` cost nothing of them. */
export async function createProgram(args: readonly string[]): Promise<Command> {
  const program = new Command("rolecall")
    .description(
      "A linter for backlogs: finds strategic work that sits with product owners, and tactical work that sits with product managers.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show this help")
    .helpCommand("help [command]", "show the help of a command")
    .showHelpAfterError("(rolecall --help shows what there is)")
    .addHelpText("after", `\n${EXAMPLES}`);
  program.configureHelp({ optionDescription: describeOption });
  program.configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "rolecall: ")) });
  program.exitOverride((error) => {
    // Commander's own exits: help and version are fine, everything else is a usage error.
    process.exit(error.exitCode === 0 ? 0 : 2);
  });
  const describeFormats = asksForHelp(args) ? (await import("#cli/commands/formats")).describeFormats : () => "";
  addTry(program);
  addAudit(program, describeFormats);
  addClassify(program);
  addExplain(program);
  addRules(program);
  addRoles(program);
  addInit(program);
  addConfig(program);
  addReport(program);
  addTrackerCommands(program);
  addTriageCommands(program);
  addServeCommand(program);
  addLabCommands(program, reading);
  return program;
}

/** As the library does it, but a list that starts empty is no default worth a word. */
function describeOption(option: Option): string {
  const initial: unknown = option.defaultValue;
  const isEmpty = typeof initial === "object" && Object.keys(initial ?? {}).length === 0;
  return isEmpty ? option.description : new Help().optionDescription(option);
}

const asksForHelp = (args: readonly string[]): boolean => args.some((arg) => ["-h", "--help", "help"].includes(arg));

const EXAMPLES = `Examples:
  rolecall try                              audit the bundled sample backlog
  rolecall audit backlog.csv                audit a Jira or Linear export
  rolecall audit *.csv --output report.html write the report as a page to send
  rolecall explain PAY-12 backlog.csv       why an item is what it is
  rolecall audit backlog.csv --db           remember findings, and then: rolecall triage
  rolecall init backlog.csv                 answer five questions, get a rolecall.config.json

Exit codes: 0 done, 1 findings over a gate you set, 2 an error with a remedy, 3 a bug.`;

function reading(command: Command): Command {
  return command
    .option(...CONFIG_OPTION)
    .option(
      "--map <field=column>",
      "read a field from another column, for example --map title=Resumen; repeatable",
      collectPair,
      {},
    )
    .option("--encoding <label>", "encoding of the files where it is not UTF-8, for example windows-1252")
    .option("--strict", "exit 2 when a row could not be read");
}

function addTry(program: Command): void {
  reading(program.command("try [files...]"))
    .summary("audit the bundled sample backlog, or your own export, and write the HTML report")
    .description(
      "Audits the bundled sample backlog, or the export you name, prints the report and writes it as rolecall-report.html into this folder.",
    )
    .option("--output <file>", "where to write the page", "rolecall-report.html")
    .action(async (files: string[], options: ReadOptions & { output: string }) =>
      (await import("#cli/commands/try")).runTry(files, options),
    );
}

function addAudit(program: Command, describeFormats: (command: Command) => string): void {
  reading(program.command("audit [files...]"))
    .summary("audit exports, or Jira and Linear live, and report who holds what")
    .description(
      "Reads Jira and Linear exports (CSV, JSON, NDJSON; gzip too; - is standard input), or with --source the trackers themselves, classifies every work item and reports those that sit with the wrong role. Several files are one backlog. Nothing is sent anywhere but questions to the tracker you name.",
    )
    .addOption(new Option("--source <tracker>", "read live, see `rolecall doctor`").choices(["jira", "linear", "both"]))
    .option("--full", "with --source and --db: read everything again, not only what changed")
    .option("--max-requests <n>", "with --source: stop after so many requests; the next run goes on", atLeast(1))
    .addOption(new Option("-f, --format <format>", "format of the report").choices(FORMATS))
    .option(
      "-o, --output <file>",
      "write the report to a file, its format taken from the name (.html .md .json .ndjson .csv .xml); repeatable",
      collect,
      [],
    )
    .option("--scope <name>", "audit only this Jira space or Linear team; repeatable", collect, [])
    .addOption(
      new Option("--fail-on <severity>", "exit 1 when there is a finding of this severity or above")
        .choices(["error", "warning", "info", "never"])
        .default("never"),
    )
    .option(
      "--max-findings <n>",
      "exit 1 only when there are more findings than this (of --fail-on's severity or above; of any where it is not set)",
      atLeast(0),
    )
    .option("--baseline <file>", "findings that were there before: counted, but no longer open and not in the gate")
    .option("--update-baseline", "write the open findings of this audit to --baseline")
    .option("--prune", "take findings that are gone out of --baseline (else they fail the build)")
    .option("--decisions <file>", "apply the decisions of a file that `rolecall decisions export` wrote")
    .option(...DB_OPTION)
    .option(...DB_INIT_OPTION)
    .option("--limit <n>", "how many findings a page or a terminal shows; JSON and CSV always hold all", atLeast(0))
    .option("--no-color", "plain text without colours")
    .addHelpText("after", ({ command }) => `\n${describeFormats(command)}`)
    .addHelpText(
      "after",
      `
Examples:
  rolecall audit backlog.csv
  rolecall audit jira.csv linear.csv -o report.html -o findings.csv
  rolecall audit export.csv.gz --scope PAY --format markdown > report.md
  rolecall audit backlog.csv --fail-on error            in CI: no errors
  rolecall audit backlog.csv --fail-on warning --max-findings 12
  rolecall audit backlog.csv --baseline baseline.json --update-baseline
  rolecall audit backlog.csv --baseline baseline.json --fail-on warning
  rolecall audit backlog.csv --db             remember findings and decisions
  rolecall audit otro.csv --map title=Titular --map key=Ref
  rolecall audit --source jira --db           live; later runs read changes only
  rolecall audit --source both -o report.html Jira and Linear, one report

Exit codes: 0 done, also when some rows could not be read (the report names
them, --strict makes it 2); 1 findings over --fail-on or --max-findings;
2 an error with a remedy; 3 a bug.`,
    )
    .action(async (files: string[], options: AuditOptions) =>
      (await import("#cli/commands/audit")).runAuditCommand(files, options),
    );
}

function addReport(program: Command): void {
  reading(program.command("report [files...]"))
    .summary("the weekly report: what changed, what to look at, how the mix moves")
    .description(
      "Reports on what is remembered: new, fixed and returned findings since the audit before, what expires, five items to look at, the mix over time, the balance of roles, and how triage goes. With files it audits them first. For any scheduler.",
    )
    .addOption(
      new Option("-f, --format <format>", "format of the report").choices([
        "terminal",
        "markdown",
        "html",
        "csv",
        "json",
      ]),
    )
    .option(
      "-o, --output <file>",
      "write the report to a file, its format taken from the name (.html .md .csv .json); repeatable",
      collect,
      [],
    )
    .option(...DB_OPTION)
    .option(...DB_INIT_OPTION)
    .option("--no-color", "plain text without colours")
    .addHelpText(
      "after",
      `
Examples:
  rolecall report backlog.csv -o report.html      audit, remember, and report
  rolecall report                                what the last audit found`,
    )
    .action(async (files: string[], options: ReportOptions) =>
      (await import("#cli/commands/report")).runReport(files, options),
    );
}

function addClassify(program: Command): void {
  reading(program.command("classify <files...>"))
    .summary("one line of JSON per work item: focus, probability, responsibility, evidence")
    .description(
      "Prints one line of JSON per work item, in the order of the input: id, key, focus, probability (that it is strategic), responsibility, evidence. Each item is read by itself; an audit also weighs the parent.",
    )
    .addHelpText("after", "\nExample:\n  rolecall classify backlog.jsonl | jq -r '[.key, .focus, .probability] | @tsv'")
    .action(async (files: string[], options: ReadOptions) =>
      (await import("#cli/commands/classify")).runClassify(files, options),
    );
}

function addExplain(program: Command): void {
  reading(program.command("explain <key> [files...]"))
    .summary("why a work item is what it is, line by line")
    .description(
      "Shows every reason for the verdict of one work item, with weights that add up, what speaks against it and what would change it. Without files it looks in the bundled sample.",
    )
    .option("--json", "the verdict as JSON")
    .option("--no-color", "plain text without colours")
    .addHelpText("after", "\nExample:\n  rolecall explain PAY-12 backlog.csv")
    .action(async (key: string, files: string[], options: ReadOptions & { json?: boolean; color?: boolean }) =>
      (await import("#cli/commands/explain")).runExplain(key, files, options),
    );
}

function addRules(program: Command): void {
  const rules = program
    .command("rules [id]")
    .summary("list the rules, or show the page of one")
    .description(
      "Lists the rules with their severities, or shows what one finds, why it matters, how to fix it and when it is wrong.",
    )
    .action(async (id: string | undefined) => (await import("#cli/commands/rules")).runRules(id));
  rules
    .command("stats")
    .summary("which rules people disagree with")
    .description(
      "Counts, over everything that is remembered, what each rule found and how often people dismissed it or read the item otherwise. A rule that is often disagreed with is noise: change its severity or options in the policy, or tell us.",
    )
    .option(...CONFIG_OPTION)
    .option(...DB_OPTION)
    .option("--min <n>", "only rules with at least this many findings", atLeast(1))
    .option("--json", "the figures as JSON")
    .action(async (options: RuleStatsOptions) => (await import("#cli/commands/rules")).runRuleStats(options));
}

function addRoles(program: Command): void {
  const roles = program.command("roles").summary("who is product manager, who is product owner");
  reading(roles.command("suggest <files...>"))
    .summary("propose roles from job titles, columns and labels; you confirm")
    .description(
      "Proposes entries for `people` from job titles, and from columns and labels that name a role. Never from what somebody's items are about. With nothing to go by it prints the names to fill in.",
    )
    .option("--json", "the proposals as JSON")
    .action(async (files: string[], options: ReadOptions & { json?: boolean }) =>
      (await import("#cli/commands/roles")).runRolesSuggest(files, options),
    );
  roles
    .command("sync")
    .summary("ask Jira or Linear who is in the groups of the policy")
    .description(
      "Entries under `groups` without members name a Jira group, a Jira project role or a Linear team. Asks who is in them and remembers it: `audit --source` uses it and asks again once a day. A project role counts in its own space only.",
    )
    .addOption(
      new Option("--source <tracker>", "the tracker to ask").choices(["jira", "linear", "both"]).makeOptionMandatory(),
    )
    .option(...CONFIG_OPTION)
    .option(...DB_OPTION)
    .option(...DB_INIT_OPTION)
    .action(async (options: RolesSyncOptions) => (await import("#cli/commands/roles")).runRolesSync(options));
}

function addInit(program: Command): void {
  program
    .command("init [files...]")
    .summary("answer five questions, get a rolecall.config.json")
    .description(
      "Asks who holds which role and how the team works, and writes rolecall.config.json. With exports it offers the people in them to choose from. --yes asks nothing and takes the proposals and defaults.",
    )
    .option("-y, --yes", "ask nothing")
    .option("--force", "replace an existing file")
    .option("-c, --config <file>", "where to write", "rolecall.config.json")
    .option("--map <field=column>", "read a field from another column; repeatable", collectPair, {})
    .option("--encoding <label>", "encoding of the files where it is not UTF-8")
    .action(async (files: string[], options: InitOptions) =>
      (await import("#cli/commands/init")).runInit(files, options),
    );
}

function addConfig(program: Command): void {
  const config = program.command("config").summary("print, check or describe the policy");
  config
    .command("print")
    .summary("the policy in force, every default filled in")
    .option(...CONFIG_OPTION)
    .action(async (options: { config?: string }) => (await import("#cli/commands/config")).runConfigPrint(options));
  config
    .command("check")
    .summary("check the policy and run its tests")
    .option(...CONFIG_OPTION)
    .action(async (options: { config?: string }) => (await import("#cli/commands/config")).runConfigCheck(options));
  reading(config.command("simulate <policy> [files...]"))
    .summary("what another policy would change, before you save it")
    .description(
      "Audits what is remembered, or files, under the policy in force and under another one, and says which findings would go, appear or change, rule by rule. Nothing is saved. What is remembered tells exactly what thresholds, roles, rules and weights change; for new terms it says of how many items only their texts would tell, which are not kept: name an export then.",
    )
    .option("--source <file>", "judge this export, not what is remembered; repeatable", collect, [])
    .option(...DB_OPTION)
    .option("--json", "the comparison as JSON, with every finding")
    .addHelpText(
      "after",
      `
Examples:
  rolecall config simulate new-policy.json                     what is remembered
  rolecall config simulate new-policy.json --source backlog.csv`,
    )
    .action(async (file: string, files: string[], options: SimulateOptions) =>
      (await import("#cli/commands/simulate")).runSimulate(file, files, options),
    );
  config
    .command("schema")
    .summary("the JSON Schema of the policy, for editors")
    .option("-o, --output <file>", "write it to a file")
    .action(async (options: { output?: string }) => (await import("#cli/commands/config")).runConfigSchema(options));
}
