import { InvalidArgumentError } from "commander";

/** How the values of options are read; each throws InvalidArgumentError with what to write instead. */

/** The option that names the policy, the same in every command. */
export const CONFIG_OPTION = [
  "-c, --config <file>",
  "policy file (default: ./rolecall.config.json where it exists)",
] as const;

/** The options that say where findings and decisions are remembered. */
export const DB_OPTION = [
  "--db [file]",
  "remember findings and decisions in this file (default: .rolecall/rolecall.db; ROLECALL_DATABASE_URL names a MySQL server); stands behind the files to read",
] as const;
export const DB_INIT_OPTION = ["--init", "use a database that has other tables, too"] as const;

/** Values of a repeatable option. */
export const collect = (value: string, previous: string[]): string[] => [...previous, value];

/** Pairs `field=column` of a repeatable option. */
export function collectPair(value: string, previous: Record<string, string>): Record<string, string> {
  const at = value.indexOf("=");
  if (at < 1 || at === value.length - 1)
    throw new InvalidArgumentError("Write it as field=column, for example title=Resumen.");
  return { ...previous, [value.slice(0, at).trim()]: value.slice(at + 1).trim() };
}

/** A whole number not below a least one. */
export function atLeast(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < least)
      throw new InvalidArgumentError(`Give a whole number, ${least} or more.`);
    return number;
  };
}

/** A share between 0 and 1, neither of them. */
export function share(value: string): number {
  const number = Number(value);
  if (!(number > 0 && number < 1)) throw new InvalidArgumentError("Give a share between 0 and 1, for example 0.05.");
  return number;
}
