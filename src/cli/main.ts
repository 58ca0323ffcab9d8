#!/usr/bin/env node
import { isKnownError, reportCrash, reportKnownError } from "#cli/errors";
import { createProgram } from "#cli/program";

// A reader that closes the pipe early (`rolecall classify big.csv | head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : isKnownError(error) ? reportKnownError(error) : reportCrash(error));
});

try {
  const program = await createProgram(process.argv.slice(2));
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = isKnownError(error) ? reportKnownError(error) : reportCrash(error);
}
