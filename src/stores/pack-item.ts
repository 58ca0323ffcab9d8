import type { Evidence } from "#core/verdict";
import type { StoredItem } from "#ports";

/** What two lines of evidence from the same feature and field have in common: written once per run. */
type Common = Pick<Evidence, "kind" | "feature" | "topic" | "responsibility" | "field" | "isShared">;
type PackedLine = [common: number, term: string, weight: number, start?: number, end?: number];

/** Turns items into lines of JSON and back; about a third of the plain size, because evidence repeats itself. */
export interface ItemPacker {
  pack(item: StoredItem): string;
  /** Only reads lines that the same packer wrote. */
  unpack(line: string): StoredItem;
}

export function createItemPacker(): ItemPacker {
  const commons: Common[] = [];
  const indexes = new Map<string, number>();

  const indexOf = ({ kind, feature, topic, responsibility, field, isShared }: Evidence): number => {
    const key = `${kind}|${feature}|${field}|${topic}|${responsibility ?? ""}|${isShared ? "shared" : ""}`;
    const known = indexes.get(key);
    if (known !== undefined) return known;
    commons.push({
      kind,
      feature,
      topic,
      ...(responsibility ? { responsibility } : {}),
      field,
      ...(isShared ? { isShared } : {}),
    });
    indexes.set(key, commons.length - 1);
    return commons.length - 1;
  };
  const packLine = (line: Evidence): PackedLine =>
    line.span
      ? [indexOf(line), line.term, line.weight, line.span[0], line.span[1]]
      : [indexOf(line), line.term, line.weight];
  const unpackLine = ([index, term, weight, start, end]: PackedLine): Evidence => {
    const common = commons[index];
    if (!common) throw new Error("A packed line belongs to another run.");
    const { kind, feature, topic, responsibility, field, isShared } = common;
    return {
      kind,
      feature,
      term,
      topic,
      ...(responsibility ? { responsibility } : {}),
      field,
      ...(start === undefined || end === undefined ? {} : { span: [start, end] as const }),
      weight,
      ...(isShared ? { isShared } : {}),
    };
  };

  return {
    pack({ item, verdict, position }) {
      const { evidence, ...rest } = verdict;
      return JSON.stringify([position, item, rest, evidence.map(packLine)]);
    },
    unpack(line) {
      const [position, item, rest, packed] = JSON.parse(line) as [
        number,
        StoredItem["item"],
        Omit<StoredItem["verdict"], "evidence">,
        PackedLine[],
      ];
      return { item, verdict: { ...rest, evidence: packed.map(unpackLine) }, position };
    },
  };
}
