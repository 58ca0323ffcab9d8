import type { Person } from "#core/model";
import { keysOfPerson } from "#core/roles";
import type { ReadingRules } from "#ports";
import type { SqlConnection } from "#stores/sql-connection";

/** A person as tables hold them: without a name, an e-mail or an account id. */
export type StoredPersonKeys = [
  ref: string,
  keys: readonly string[],
  title: string | null,
  isApp: 0 | 1,
  isActive: 0 | 1,
];

/** Turns people into what tables may hold, and back with the names that one table knows. */
export interface PeopleKeeper {
  pack: (people: Readonly<Record<string, Person | undefined>>) => Record<string, StoredPersonKeys>;
  /** Who was erased is a former person. */
  unpack: (people: Readonly<Record<string, StoredPersonKeys>>) => Record<string, Person>;
  /** Saves the names of those who were packed; who was erased stays so. */
  save(): Promise<void>;
}

const FORMER = "former person";

/** Reads the names that are known, once. */
export async function createPeopleKeeper(
  { db, run, insert }: SqlConnection,
  refOf: ReadingRules["refOf"],
): Promise<PeopleKeeper> {
  const rows = await run(() => db.selectFrom("rolecall_person").select(["ref", "name", "erased"]).execute());
  const names = new Map(rows.map(({ ref, name, erased }) => [ref, erased ? FORMER : name]));
  const erased = new Set(rows.filter((row) => row.erased).map(({ ref }) => ref));
  const packed = new Map<string, StoredPersonKeys>();
  let unsaved = new Map<string, string>();

  const packPerson = (person: Person): StoredPersonKeys => {
    // A backlog names few people very often.
    const id = JSON.stringify(person);
    const known = packed.get(id);
    if (known) return known;
    const ref = refOf(person);
    const name = person.name ?? person.email ?? person.id;
    if (!person.keys && !erased.has(ref) && names.get(ref) !== name) {
      names.set(ref, name);
      unsaved.set(ref, name);
    }
    const { title = null, isApp, isActive } = person;
    const stored: StoredPersonKeys = [ref, keysOfPerson(person), title, isApp ? 1 : 0, isActive === false ? 0 : 1];
    packed.set(id, stored);
    return stored;
  };
  const unpackPerson = ([ref, keys, title, isApp, isActive]: StoredPersonKeys): Person => ({
    id: keys[0] ?? ref,
    keys,
    name: names.get(ref) ?? FORMER,
    ...(title === null ? {} : { title }),
    ...(isApp ? { isApp: true } : {}),
    ...(isActive ? {} : { isActive: false }),
  });

  return {
    pack: (people) => mapValues(people, packPerson),
    unpack: (people) => mapValues(people, unpackPerson),
    async save() {
      const saved = [...unsaved].map(([ref, name]) => ({ ref, name, erased: 0 as const }));
      unsaved = new Map();
      await insert("rolecall_person", saved, { key: "ref", update: ["name"], unless: "erased" });
    },
  };
}

function mapValues<A, B>(record: Readonly<Record<string, A | undefined>>, change: (value: A) => B): Record<string, B> {
  const changed: Record<string, B> = {};
  for (const [key, value] of Object.entries(record)) if (value !== undefined) changed[key] = change(value);
  return changed;
}
