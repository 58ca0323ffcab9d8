import { foldName } from "#adapters/files/fold-name";
import type { Person } from "#core/model";

/** What exports write where nobody is named. */
const nobody = new Set(
  [
    "",
    "unassigned",
    "none",
    "null",
    "nobody",
    "automatic",
    "sin asignar",
    "non assigne",
    "nicht zugewiesen",
    "nao atribuido",
    "не назначен",
  ].map(foldName),
);

/** A person from a cell (a name, an e-mail, or both as in `Ann Lee <ann@acme.com>`) and the cell of the account id. */
export function readPerson(text: string, accountId = ""): Person | undefined {
  const id = accountId.trim();
  const shown = nobody.has(foldName(text)) ? "" : text.trim();
  const both = /^(.+?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(shown);
  const email = both?.[2] ?? (/^[^\s@<>]+@[^\s@<>]+$/.test(shown) ? shown : undefined);
  const name = both?.[1] ?? (email === shown ? undefined : shown);
  const key = id || email || name;
  return key ? { id: key, ...(name && { name }), ...(email && { email }) } : undefined;
}
