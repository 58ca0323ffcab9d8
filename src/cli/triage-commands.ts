import { type Command, InvalidArgumentError, Option } from "commander";
import type {
  DismissOptions,
  OverrideOptions,
  ReassignOptions,
  SnoozeOptions,
  TriageOptions,
} from "#cli/commands/triage";
import type { StoreOptions } from "#cli/compose";
import type { FilterOptions } from "#cli/finding-filter";
import { collect, CONFIG_OPTION, DB_INIT_OPTION, DB_OPTION } from "#cli/option-values";
import { isDay } from "#core/days";
import { DISMISS_REASONS, dismissReasons, SNOOZE_EVENTS, snoozeEvents } from "#core/decision-kinds";
import { SEVERITIES } from "#core/severity";
import { FINDING_STATES } from "#core/triage";

/** Commands that decide on findings, and those for the decisions themselves. */
export function addTriageCommands(program: Command): void {
  addTriage(program);
  addDecisions(program);
  addDatabase(program);
}

const REASONS = dismissReasons.map((reason) => `  ${reason.padEnd(18)}${DISMISS_REASONS[reason].title}`).join("\n");
const EVENTS = snoozeEvents.map((event) => `  ${event.padEnd(18)}${SNOOZE_EVENTS[event]}`).join("\n");

const remembering = (command: Command): Command =>
  command
    .option(...CONFIG_OPTION)
    .option(...DB_OPTION)
    .option(...DB_INIT_OPTION);

const deciding = (command: Command): Command =>
  remembering(command).option(
    "--as <person>",
    "who decides: account id, e-mail or name (default: ROLECALL_USER, else git's user.email); recorded as claimed",
  );

const acting = (command: Command): Command =>
  deciding(command)
    .option("--dry-run", "show what would be recorded, and record nothing")
    .addHelpText("after", `\n${OUTCOME}`);

const OUTCOME = `What can be recorded is recorded, the rest is named with the reason.
Exit codes: 0 all of it was done, 2 something could not be done, 3 a bug.`;

const excepting = (command: Command): Command =>
  command.option("--except <name>", "leave this item or finding out; repeatable", collect, []);

const filtering = (command: Command): Command =>
  excepting(command)
    .option("--rule <id>", "findings of this rule")
    .addOption(new Option("--severity <severity>", "findings of this severity").choices(SEVERITIES))
    .option("--scope <name>", "findings in this Jira space or Linear team, by name, key or id")
    .addOption(new Option("--state <state>", "findings in this state (default: open)").choices(FINDING_STATES));

function addTriage(program: Command): void {
  const triage = deciding(program.command("triage"))
    .option("--no-color", "plain text without colours")
    .summary("decide on findings, one after the other or by name")
    .description(
      "Opens the queue of findings that nobody has decided on: one after the other, by keyboard. The commands below decide by name or by filter. Nothing is written to a tracker. `rolecall audit FILES --db` fills the queue.",
    )
    .addHelpText(
      "after",
      `
Findings go by the key of their item (PAY-12: all of its findings), by
KEY/rule, or by their id. A key that two trackers use is refused: the id of
the item says which one.

Examples:
  rolecall triage                                                    the queue
  rolecall triage list --severity error
  rolecall triage dismiss PAY-12 --reason transition --note "Dana takes it"
  rolecall triage snooze --rule unowned --scope PAY --until 2027-01-31 --dry-run
  rolecall triage override PAY-12 --focus tactical --reason "names a feature"
  rolecall triage undo PAY-12`,
    )
    .action(async (options: TriageOptions) => (await import("#cli/commands/triage-queue")).runQueue(options));

  filtering(remembering(triage.command("list")))
    .summary("findings with their states, one line each, tab-separated")
    .description(
      "Prints key, rule, severity, state (or what is new about it), title and id of each finding, tab-separated.",
    )
    .action(async (_own: unknown, command: Command) =>
      (await import("#cli/commands/triage")).runTriageList(command.optsWithGlobals<StoreOptions & FilterOptions>()),
    );
  filtering(acting(triage.command("dismiss [names...]")))
    .summary("set findings aside, with a reason")
    .description(
      "Sets findings aside; --reason and --note have to be given. They come back when the owner, the owner's role or the kind of problem changes, and when --until is over.",
    )
    .addOption(new Option("--reason <reason>", "why (required)").choices(dismissReasons).makeOptionMandatory())
    .requiredOption("--note <text>", "the story behind it (required): the next person will ask", parseText)
    .option("--until <date>", "last day on which it holds (YYYY-MM-DD), or forever (default: by reason)", parseUntil)
    .addHelpText(
      "after",
      `\nReasons:\n${REASONS}\nagreed-exception and transition are asked about again after 90 days, unless the\npolicy says otherwise.`,
    )
    .action(async (names: string[], _own: unknown, command: Command) =>
      (await import("#cli/commands/triage")).runDismiss(names, command.optsWithGlobals<DismissOptions>()),
    );
  filtering(acting(triage.command("snooze [names...]")))
    .summary("set findings aside until a date or an event")
    .description(
      "Sets findings aside until a date, or until something happens to the item: one of the two has to be given.",
    )
    .option("--until <date>", "the first day on which it is back (YYYY-MM-DD)", parseDay)
    .addOption(new Option("--until-event <event>", "what to wait for").choices(snoozeEvents))
    .option("--note <text>", "the story behind it", "")
    .addHelpText("after", `\nEvents:\n${EVENTS}`)
    .action(async (names: string[], _own: unknown, command: Command) =>
      (await import("#cli/commands/triage")).runSnooze(names, command.optsWithGlobals<SnoozeOptions>()),
    );
  filtering(acting(triage.command("reassign [names...]")))
    .summary("record who shall take an item over")
    .description(
      "Records who shall take items over. The tracker is not written to: the finding is shown as planned and is fixed when a later audit sees the new owner.",
    )
    .requiredOption("--to <person>", "account id, e-mail or name (required)")
    .option("--new-person", "somebody whom no audit and no policy has named so far")
    .option("--note <text>", "the story behind it", "")
    .action(async (names: string[], _own: unknown, command: Command) =>
      (await import("#cli/commands/triage")).runReassign(names, command.optsWithGlobals<ReassignOptions>()),
    );
  excepting(acting(triage.command("override <names...>")))
    .summary("say what an item is, against the classifier")
    .description(
      "Says what items are; --focus and --reason have to be given. It holds through later audits, new vocabularies and renames, and is shown beside what the classifier says.",
    )
    .addOption(
      new Option("--focus <focus>", "what it is (required)").choices(["strategic", "tactical"]).makeOptionMandatory(),
    )
    .requiredOption("--reason <text>", "why (required); shown beside the verdict", parseText)
    .option("--with-children", "the same for its children with findings")
    .option("--with-siblings", "the same for the other children of its parent with findings")
    .action(async (names: string[], _own: unknown, command: Command) =>
      (await import("#cli/commands/triage")).runOverride(names, command.optsWithGlobals<OverrideOptions>()),
    );
  acting(triage.command("undo <names...>"))
    .summary("take the last decision back, or one by its id")
    .description(
      "Takes back the last decision on each finding or item, or the one with the given id. An undo can be taken back, too; nothing is ever deleted.",
    )
    .option("--note <text>", "the story behind it", "")
    .action(async (names: string[], _own: unknown, command: Command) =>
      (await import("#cli/commands/triage")).runUndo(
        names,
        command.optsWithGlobals<TriageOptions & { note: string }>(),
      ),
    );
}

function addDecisions(program: Command): void {
  const decisions = program.command("decisions").summary("the decisions themselves: export, import, prune, log");
  remembering(decisions.command("export [file]"))
    .summary("write all decisions to a file for review and for CI")
    .description(
      "Writes all decisions to a file, or to standard output: `rolecall audit FILES --decisions FILE` applies them without a database.",
    )
    .action(async (file: string | undefined, options: StoreOptions) =>
      (await import("#cli/commands/decisions")).runDecisionsExport(file, options),
    );
  remembering(decisions.command("import <file>"))
    .summary("add the decisions of a file")
    .description(
      "Adds the decisions of a file that are not known yet. Importing twice changes nothing. Entries that cannot be read, or by people who may not decide here (`triage` in the policy), are named and left out; then the exit code is 2.",
    )
    .action(async (file: string, options: StoreOptions) =>
      (await import("#cli/commands/decisions")).runDecisionsImport(file, options),
    );
  remembering(decisions.command("prune <file>"))
    .summary("take out of a file what no longer sets anything aside")
    .description(
      "Takes decisions out of a file whose findings are gone, and those that were taken back. Entries that cannot be read stay as they are. The database keeps everything.",
    )
    .option("--dry-run", "show what would go, and change nothing")
    .action(async (file: string, options: StoreOptions & { dryRun?: boolean }) =>
      (await import("#cli/commands/decisions")).runDecisionsPrune(file, options),
    );
  remembering(decisions.command("log"))
    .summary("who decided what, when and why")
    .description("Prints every decision and every undo, oldest first.")
    .option("--json", "one line of JSON each")
    .action(async (options: StoreOptions & { json?: boolean }) =>
      (await import("#cli/commands/decisions")).runDecisionsLog(options),
    );
}

function addDatabase(program: Command): void {
  const database = program.command("database").summary("what is remembered: status, purge, and one person's data");
  remembering(database.command("status"))
    .summary("how much is remembered, since when, and where")
    .action(async (options: StoreOptions) => (await import("#cli/commands/database")).runDatabaseStatus(options));
  remembering(database.command("purge"))
    .summary("delete what is old, or everything")
    .description(
      "Deletes audits that finished, and findings that were gone, before a day, and says without --yes how many that are; decisions and the last audit are kept. --all deletes everything.",
    )
    .option("--before <date>", "delete what is older than this day (YYYY-MM-DD)", parseDay)
    .option("--all", "delete everything, decisions too")
    .option("-y, --yes", "do it")
    .action(async (options: StoreOptions & { before?: string; all?: boolean; yes?: boolean }) =>
      (await import("#cli/commands/database")).runDatabasePurge(options),
    );
  remembering(database.command("person <name>"))
    .summary("all that is remembered about somebody, as JSON")
    .action(async (name: string, options: StoreOptions) =>
      (await import("#cli/commands/database")).runDatabasePerson(name, options),
    );
  remembering(database.command("erase <name>"))
    .summary("forget who somebody is")
    .description(
      "Forgets for good who is behind a reference. Findings and decisions stay and show a former person, also after later audits.",
    )
    .option("-y, --yes", "do it")
    .action(async (name: string, options: StoreOptions & { yes?: boolean }) =>
      (await import("#cli/commands/database")).runDatabaseErase(name, options),
    );
}

function parseText(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("Say it in a few words.");
  return value.trim();
}

function parseDay(value: string): string {
  if (!isDay(value)) throw new InvalidArgumentError("Write a day as YYYY-MM-DD, for example 2027-01-31.");
  return value;
}

const parseUntil = (value: string): string => (value === "forever" ? value : parseDay(value));
