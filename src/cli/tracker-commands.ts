import { type Command, Option } from "commander";
import type { DoctorOptions } from "#cli/commands/doctor";
import type { SyncOptions } from "#cli/commands/sync";
import { atLeast, CONFIG_OPTION, DB_INIT_OPTION, DB_OPTION } from "#cli/option-values";

const VARIABLES = `Environment (secrets never stand in the configuration):
  ROLECALL_JIRA_BASE_URL       https://acme.atlassian.net
  ROLECALL_JIRA_EMAIL          account of the API token
  ROLECALL_JIRA_API_TOKEN      made at id.atlassian.com, Security, API tokens
  ROLECALL_JIRA_ACCESS_TOKEN   instead of both: OAuth, scope read:jira-work
  ROLECALL_LINEAR_API_KEY      Settings > Security & access, scope Read
  ROLECALL_LINEAR_ACCESS_TOKEN instead: OAuth 2.0, scope read
  ROLECALL_LINEAR_API_URL      another address of the API`;

/** Commands that talk to a tracker. */
export function addTrackerCommands(program: Command): void {
  program
    .command("doctor")
    .summary("check the connection to Jira and Linear: credentials, access, fields, cost")
    .description(
      "Asks each tracker what the token may see, which fields there are, how far the clocks are apart, and what reading costs. Reads one page of items and writes nothing. Without --source it checks the trackers that the environment has credentials for.",
    )
    .addOption(new Option("--source <tracker>", "the tracker to check").choices(["jira", "linear", "both"]))
    .option(...CONFIG_OPTION)
    .addHelpText("after", `\n${VARIABLES}\n\nExit codes: 0 all is well, 2 something has to be done.`)
    .action(async (options: DoctorOptions) => (await import("#cli/commands/doctor")).runDoctor(options));
  program
    .command("sync")
    .summary("bring what is remembered of Jira and Linear up to date, without judging")
    .description(
      "Reads what changed since the last time, or everything the first time, into the database. An interrupted reading goes on where it stopped. Once a day it compares ids, because deletions tell nobody of themselves. What cannot be read any more stays as it was, and is said.",
    )
    .addOption(
      new Option("--source <tracker>", "the tracker to read").choices(["jira", "linear", "both"]).makeOptionMandatory(),
    )
    .option("--full", "read everything again, not only what changed")
    .option("--max-requests <n>", "stop after so many requests; the next run goes on", atLeast(1))
    .option("--forget <scope>", "forget the items of a space or team that was deleted")
    .option(...CONFIG_OPTION)
    .option(...DB_OPTION)
    .option(...DB_INIT_OPTION)
    .addHelpText("after", `\n${VARIABLES}`)
    .action(async (options: SyncOptions) => (await import("#cli/commands/sync")).runSync(options));
}
