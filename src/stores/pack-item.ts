import { namesOfItem } from "#core/model";
import { createEvidencePacker, type PackedLine } from "#core/pack-evidence";
import type { Verdict } from "#core/verdict";
import type { StoredItem } from "#ports";

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
