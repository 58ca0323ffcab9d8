#!/usr/bin/env node
import { isKnownError, reportCrash, reportKnownError } from "#cli/errors";
import { createProgram } from "#cli/program";

// A reader that closes the pipe early (`rolecall classify big.csv | head`) has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = isKnownError(error) ? reportKnownError(error) : reportCrash(error);
}
