import type { Focus } from "#core/model";
import type { Responsibility, Topic } from "#core/taxonomy";

/** Where in the title a frame must stand: its first words, or the head noun of what it names ("pricing page for partners": page). */
export type TitlePlace = "start" | "head";

/**
 * A term of the lexicon: words that a reader would accept as a reason, with the guards that tell its other senses apart.
 *
 * Pattern language (tokens are lower-case words; matching ignores case, and hyphens and slashes separate words):
 *   `product vision`        these words in a row; a plain word also matches its plural (and its cases: grammar.ts of its language)
 *   `(price|pricing) model` alternatives
 *   `monetiz*`              any ending
 *   `*strategie`            any beginning, where a language builds compounds; an `unless` may then stand inside the word
 *   `churn ~ (reduce*|cut)` both within four tokens of each other (German: seven), in either order
 *   `# %`                   `#` is any number; `%` and `$` (any currency) are words of their own
 */
export interface LexiconEntry {
  /** What to match. */
  term: string;
  /** Short name for the feature id, where the pattern is a long list of alternatives. Never changed once published. */
  name?: string;
  /** `shared` vocabulary counts but never decides an item alone (research, experiments, analytics). */
  focus: Exclude<Focus, "unclear"> | "shared";
  /** What it is a sign of; gives the verdict its responsibility. */
  responsibility: Responsibility;
  /** strong: alone almost a proof; plain: a good reason; weak: a hint. Sets the cautious default weight of a term that training never saw. */
  strength: "strong" | "plain" | "weak";
  /** The hit counts for nothing when one of these patterns stands within four tokens of it. */
  unless?: readonly string[];
  /** The hit counts only when one of these patterns stands within six tokens of it. */
  needs?: readonly string[];
  /** Only in the title. */
  titleOnly?: true;
  /** Only at this place of the title; makes it a frame, a statement about the sentence rather than a term. */
  at?: TitlePlace;
  /** Subject that a rule asks for. */
  topic?: Topic;
  /** Why this is a reason, in one line. */
  reason: string;
  /** A real-sounding title in which it counts. */
  ok: string;
  /** A real-sounding title in which the words or their nearest look-alike stand and must not count (guard, other sense, other words). */
  notOk: string;
}
