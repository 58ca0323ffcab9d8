import { printable } from "#core/render/printable";

/** What the user has to type for `rolecall`: whoever came by npm has no such command on the path. */
export function commandName(): string {
  switch (process.env["npm_lifecycle_event"]) {
    case "start":
    case "rolecall":
      return "npm run -s rolecall --";
    case "npx":
      return "npx rolecall";
    default:
      return "rolecall";
  }
}

/** A name as a shell takes it back as one word; what came from a file cannot act on a terminal. */
export function quoteArgument(text: string): string {
  const clean = printable(text);
  return /^[\w./:@%+,=~-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", String.raw`'\''`)}'`;
}
