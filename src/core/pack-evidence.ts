import type { Evidence } from "#core/verdict";

/** What two lines of evidence from the same feature and field have in common: written once per run. */
export type CommonEvidence = Pick<Evidence, "kind" | "feature" | "topic" | "responsibility" | "field" | "isShared">;
/** One line of evidence as a list, for JSON: a fifth of what the whole line takes. */
export type PackedLine = [common: number, term: string, weight: number, start?: number, end?: number];

/** Turns lines of evidence into short lists and back. */
export interface EvidencePacker {
  pack: (line: Evidence) => PackedLine;
  /** Only reads what the same packer wrote. Lines without a place in the text may be one object for several items. */
  unpack: (line: PackedLine) => Evidence;
  /** Number of what a line has in common with others. */
  indexOf: (line: CommonEvidence) => number;
  commonAt: (index: number) => CommonEvidence | undefined;
}

/** Lines of one kind to share; beyond it, as with the keys of parents, they differ from item to item. */
const MOST_SHARED = 1000;

/** A packer for one run: what lines have in common is kept in it, in memory bounded by the lexicon and not by the items. */
export function createEvidencePacker(): EvidencePacker {
  const commons: CommonEvidence[] = [];
  /** By index into `commons`, the lines without a place in the text: "has an estimate" is one object for all items. */
  const plain: Map<string, Evidence>[] = [];
  /** Indexes into `commons`: one per field in which the feature was found. */
  const byFeature = new Map<string, number[]>();

  const indexOf = (line: CommonEvidence): number => {
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
    indexOf,
    commonAt: (index) => commons[index],
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

const isCommon = (common: CommonEvidence | undefined, line: CommonEvidence): boolean =>
  common?.field === line.field &&
  common.kind === line.kind &&
  common.topic === line.topic &&
  common.responsibility === line.responsibility &&
  (common.isShared ?? false) === (line.isShared ?? false);
