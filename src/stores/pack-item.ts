import { namesOfItem } from "#core/model";
import type { Evidence, Verdict } from "#core/verdict";
import type { StoredItem } from "#ports";

/** What two lines of evidence from the same feature and field have in common: written once per run. */
type Common = Pick<Evidence, "kind" | "feature" | "topic" | "responsibility" | "field" | "isShared">;
type PackedLine = [common: number, term: string, weight: number, start?: number, end?: number];

/**
 * Turns items into lines of text and back; about half of plain JSON, because evidence repeats itself. A line reads
 * `position TAB names TAB item and verdict`: a reader who looks for names need not unpack the rest.
 */
export interface ItemPacker {
  /** One line of Latin-1 without a line feed. */
  pack: (item: StoredItem) => string;
  positionOf: (line: string) => number;
  /** Every name the item goes by. */
  namesOf: (line: string) => readonly string[];
  /** Only reads lines that the same packer wrote. */
  unpack: (line: string) => StoredItem;
}

/** Lines of one kind to share; beyond it, as with the keys of parents, they differ from item to item. */
const MOST_SHARED = 1000;

/** JSON escapes it inside texts, so it can only stand between parts. */
const TAB = "\t";

export function createItemPacker(): ItemPacker {
  const evidence = createEvidencePacker();
  return {
    pack({ item, verdict, position }) {
      const { evidence: lines, ...rest } = verdict;
      const parts = [[...new Set(namesOfItem(item))], [item, rest, lines.map(evidence.pack)]];
      return [position, ...parts.map((part) => escapeWide(JSON.stringify(part)))].join(TAB);
    },
    positionOf: (line) => Number.parseInt(line, 10),
    namesOf(line) {
      const start = line.indexOf(TAB) + 1;
      return JSON.parse(line.slice(start, line.indexOf(TAB, start))) as string[];
    },
    unpack(line) {
      const [item, rest, packed] = JSON.parse(line.slice(line.lastIndexOf(TAB) + 1)) as [
        StoredItem["item"],
        Omit<Verdict, "evidence">,
        PackedLine[],
      ];
      return {
        item,
        verdict: { ...rest, evidence: packed.map(evidence.unpack) },
        position: Number.parseInt(line, 10),
      };
    },
  };
}

/** JSON without characters beyond Latin-1, which is written and read several times faster than UTF-8. */
const escapeWide = (json: string): string =>
  json.replace(/[^\0-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

function createEvidencePacker(): { pack: (line: Evidence) => PackedLine; unpack: (line: PackedLine) => Evidence } {
  const commons: Common[] = [];
  /** By index into `commons`, the lines without a place in the text: "has an estimate" is one object for all items. */
  const plain: Map<string, Evidence>[] = [];
  /** Indexes into `commons`: one per field in which the feature was found. */
  const byFeature = new Map<string, number[]>();

  const indexOf = (line: Evidence): number => {
    let indexes = byFeature.get(line.feature);
    if (!indexes) byFeature.set(line.feature, (indexes = []));
    const known = indexes.find((index) => isCommon(commons[index], line));
    if (known !== undefined) return known;
    const { kind, feature, topic, responsibility, field, isShared } = line;
    commons.push({
      kind,
      feature,
      topic,
      ...(responsibility ? { responsibility } : {}),
      field,
      ...(isShared ? { isShared } : {}),
    });
    indexes.push(commons.length - 1);
    return commons.length - 1;
  };
  const complete = (index: number, term: string, weight: number, span?: readonly [number, number]): Evidence => {
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
      ...(span ? { span } : {}),
      weight,
      ...(isShared ? { isShared } : {}),
    };
  };
  return {
    pack: (line) =>
      line.span
        ? [indexOf(line), line.term, line.weight, line.span[0], line.span[1]]
        : [indexOf(line), line.term, line.weight],
    unpack([index, term, weight, start, end]) {
      if (start !== undefined && end !== undefined) return complete(index, term, weight, [start, end]);
      let shared = plain[index];
      if (!shared || shared.size === MOST_SHARED) plain[index] = shared = new Map<string, Evidence>();
      const known = shared.get(term);
      if (known?.weight === weight) return known;
      const line = complete(index, term, weight);
      shared.set(term, line);
      return line;
    },
  };
}

const isCommon = (common: Common | undefined, line: Evidence): boolean =>
  common?.field === line.field &&
  common.kind === line.kind &&
  common.topic === line.topic &&
  common.responsibility === line.responsibility &&
  (common.isShared ?? false) === (line.isShared ?? false);
