import { isBaseRate } from "#core/classify/classify";
import type { ItemSummary } from "#core/model";
import { type CommonEvidence, createEvidencePacker, type PackedLine } from "#core/pack-evidence";
import type { Evidence } from "#core/verdict";
import { digest } from "#stores/digest";
import type { ReadingRules } from "#ports";
import type { SqlConnection } from "#stores/sql-connection";
import { createPeopleKeeper, type PeopleKeeper, type StoredPersonKeys } from "#stores/sql-people";
import type { ClassifiedItem } from "#core/verdict";

/** Turns items with the evidence in their text into text and back. The base rate is the policy's and not kept, nor is who people are. */
export interface StoredPacker {
  people: PeopleKeeper;
  pack: (item: ClassifiedItem) => string;
  unpack: (row: { id: string; data: string }) => { item: ItemSummary; language: string | null; evidence: Evidence[] };
  /** Saves what lines have in common, and names; before the texts that need them. */
  save(): Promise<void>;
}

/** A packed line whose common part goes by an id that is the same in every run. */
type StoredLine = [common: string, ...rest: [term: string, weight: number, start?: number, end?: number]];

type StoredItemSummary = Omit<ItemSummary, "people"> & { people: Record<string, StoredPersonKeys> };

/** Characters of a hash that tell some thousand features apart. */
const ID_LENGTH = 12;

/** Reads what is common to lines when it is first needed, once. */
export function createStoredPacker(
  connection: SqlConnection,
  refOf: ReadingRules["refOf"],
): () => Promise<StoredPacker> {
  const { db, run, insert, readData } = connection;
  let loading: Promise<StoredPacker> | undefined;
  const load = async (): Promise<StoredPacker> => {
    const people = await createPeopleKeeper(connection, refOf);
    const packer = createEvidencePacker();
    const ids: string[] = [];
    const indexes = new Map<string, number>();
    const unsaved: { id: string; data: string }[] = [];
    const learn = (id: string, index: number): void => {
      ids[index] = id;
      indexes.set(id, index);
    };
    const rows = await run(() => db.selectFrom("rolecall_feature").select(["id", "data"]).orderBy("id").execute());
    for (const row of rows) learn(row.id, packer.indexOf(readData("rolecall_feature", row) as CommonEvidence));
    const idOf = (index: number): string => {
      const known = ids[index];
      if (known !== undefined) return known;
      const data = JSON.stringify(packer.commonAt(index));
      const id = digest(data).slice(0, ID_LENGTH);
      learn(id, index);
      unsaved.push({ id, data });
      return id;
    };
    return {
      people,
      pack({ item, verdict }) {
        const lines = verdict.evidence
          .filter((line) => !isBaseRate(line))
          .map((line): StoredLine => {
            const [index, ...rest] = packer.pack(line);
            return [idOf(index), ...rest];
          });
        return JSON.stringify([{ ...item, people: people.pack(item.people) }, verdict.language, lines]);
      },
      unpack(row) {
        const [item, language, lines] = readData("rolecall_item", row) as [
          StoredItemSummary,
          string | null,
          StoredLine[],
        ];
        const evidence = lines.map(([id, ...rest]) => {
          const index = indexes.get(id);
          if (index === undefined) throw new Error(`The database has evidence of an unknown feature ${id}.`);
          return packer.unpack([index, ...rest] as PackedLine);
        });
        return { item: { ...item, people: people.unpack(item.people) }, language, evidence };
      },
      async save() {
        await insert("rolecall_feature", unsaved, { key: "id" });
        unsaved.length = 0;
        await people.save();
      },
    };
  };
  return () => (loading ??= load());
}
