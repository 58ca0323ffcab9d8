import { parsePattern } from "#core/classify/pattern";
import type { PhraseSets, Start } from "#core/classify/phrase-sets";
import type { Grammar } from "#core/lexicon/grammar";

/** Reads guards (`unless`, `needs`) into sets. Many terms have the same guards, which are read once and share a set. */
export class GuardSets {
  private readonly sets: PhraseSets;
  private readonly elisions: Grammar["elisions"];
  private readonly byList = new Map<readonly string[], number>();
  private readonly byText = new Map<string, number>();
  private readonly starts = new Map<string, readonly Start[]>();

  constructor(sets: PhraseSets, { elisions }: Grammar) {
    this.sets = sets;
    this.elisions = elisions;
  }

  /** Number of the set of some patterns; -1 when there are none. */
  setOf(patterns: readonly string[] | undefined): number {
    if (!patterns || patterns.length === 0) return -1;
    // The words of a list have the very same guards, which saves most of the comparing.
    const known = this.byList.get(patterns);
    if (known !== undefined) return known;
    const text = patterns.join("|");
    const set = this.byText.get(text) ?? this.sets.add(patterns.flatMap((pattern) => this.startsOf(pattern)));
    this.byText.set(text, set);
    this.byList.set(patterns, set);
    return set;
  }

  /** Different guards have patterns in common. */
  private startsOf(pattern: string): readonly Start[] {
    const known = this.starts.get(pattern);
    if (known) return known;
    const { parts } = parsePattern(pattern.replaceAll("~", "|"), this.elisions);
    const starts = this.sets.startsOf(parts.flat());
    this.starts.set(pattern, starts);
    return starts;
  }
}
