import { type Command, InvalidArgumentError } from "commander";
import type { ServeOptions } from "#cli/commands/serve";
import { CONFIG_OPTION, DB_INIT_OPTION } from "#cli/option-values";

/** The command that shows what is remembered in a browser. */
export function addServeCommand(program: Command): void {
  program
    .command("serve")
    .summary("work through findings in a browser; everything stays on this machine")
    .description(
      "Starts a server that only this machine reaches, prints its address and opens it. There you hand over an export or read the trackers, look at findings, decide on them and try another policy. It works on the same database as `rolecall audit --db` and `rolecall triage`. The address holds a key that is new with every start: nobody gets in without it.",
    )
    .option("--port <n>", "port to listen on, 0 for any (default: 4747, or the next free one)", port)
    .option("--no-open", "do not open the browser")
    .option(
      "--as <person>",
      "who decides: account id, e-mail or name (default: ROLECALL_USER, else git's user.email); recorded as claimed",
    )
    .option(...CONFIG_OPTION)
    .option(
      "--db <file>",
      "the database, made where there is none (default: .rolecall/rolecall.db; ROLECALL_DATABASE_URL names a MySQL server)",
    )
    .option(...DB_INIT_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  rolecall serve                       open the database of this folder
  rolecall serve --db payments.db      another one
  rolecall serve --no-open --port 8080 on a machine without a browser; from
                                       yours: ssh -L 8080:127.0.0.1:8080 HOST

Credentials of Jira and Linear are read from the environment, as by
\`rolecall doctor\`. Ctrl-C ends the server, and an audit that runs; what it
had read is kept. Exports that were handed over are deleted then at the latest.`,
    )
    .action(async (options: ServeOptions) => (await import("#cli/commands/serve")).runServe(options));
}

function port(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError("Give a whole number from 0 to 65535.");
  return number;
}
