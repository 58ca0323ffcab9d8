import { isBaseRate } from "#core/classify/classify";
import type { ItemSummary } from "#core/model";
import { type CommonEvidence, createEvidencePacker, type PackedLine } from "#core/pack-evidence";
import type { Evidence } from "#core/verdict";
import { digest } from "#stores/digest";
import type { SqlConnection } from "#stores/sql-connection";
import type { ClassifiedItem } from "#core/verdict";

/** Turns items with the evidence in their text into text and back. The base rate is the policy's and not kept. */
export interface StoredPacker {
  pack: (item: ClassifiedItem) => string;
  unpack: (data: string) => { item: ItemSummary; language: string | null; evidence: Evidence[] };
  /** Saves what lines have in common; before the texts that need it. */
  save(): Promise<void>;
}

/** A packed line whose common part goes by an id that is the same in every run. */
type StoredLine = [common: string, ...rest: [term: string, weight: number, start?: number, end?: number]];

/** Characters of a hash that tell some thousand features apart. */
const ID_LENGTH = 12;

/** Reads what is common to lines when it is first needed, once. */
export function createStoredPacker({ db, run, insert }: SqlConnection): () => Promise<StoredPacker> {
  let loading: Promise<StoredPacker> | undefined;
  const load = async (): Promise<StoredPacker> => {
    const packer = createEvidencePacker();
    const ids: string[] = [];
    const indexes = new Map<string, number>();
    const unsaved: { id: string; data: string }[] = [];
    const learn = (id: string, index: number): void => {
      ids[index] = id;
      indexes.set(id, index);
    };
    const rows = await run(() => db.selectFrom("rolecall_feature").select(["id", "data"]).orderBy("id").execute());
    for (const { id, data } of rows) learn(id, packer.indexOf(JSON.parse(data) as CommonEvidence));
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
      pack({ item, verdict }) {
        const lines = verdict.evidence
          .filter((line) => !isBaseRate(line))
          .map((line): StoredLine => {
            const [index, ...rest] = packer.pack(line);
            return [idOf(index), ...rest];
          });
        return JSON.stringify([item, verdict.language, lines]);
      },
      unpack(data) {
        const [item, language, lines] = JSON.parse(data) as [ItemSummary, string | null, StoredLine[]];
        const evidence = lines.map(([id, ...rest]) => {
          const index = indexes.get(id);
          if (index === undefined) throw new Error(`The database has evidence of an unknown feature ${id}.`);
          return packer.unpack([index, ...rest] as PackedLine);
        });
        return { item, language, evidence };
      },
      async save() {
        await insert("rolecall_feature", unsaved, { key: "id" });
        unsaved.length = 0;
      },
    };
  };
  return () => (loading ??= load());
}
