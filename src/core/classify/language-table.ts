import { GRAM_LANGUAGES, GRAM_LEADS, GRAM_REST, grams } from "#core/classify/language-grams";
import { borrowedWords, languageWords } from "#core/classify/language-words";

/** Languages by their number in all scores; the last stands for every language that only its words and letters tell. */
export const KNOWN_LANGUAGES: readonly string[] = [...GRAM_LANGUAGES, "other"];

/** Shapes of an entry, part of its hash: a group of four inside a word, at its start, at its end; a short word; a listed word. */
export const INSIDE = 0;
export const START = 1;
export const END = 2;
export const WHOLE = 3;
export const WORD = 4;

/** Points by how telling a group is, and of a listed word: what English shares with others tells little. */
const GRAM_POINTS = [0, 60, 85, 125];
function wordPoints(speakers: readonly number[]): number {
  if (!speakers.includes(0)) return 160;
  return speakers.length < 3 ? 120 : speakers.length < 5 ? 60 : 30;
}

const CAPACITY = 65_536;
const MASK = CAPACITY - 1;

/** Continues a hash by one unit; integers only, the same on every platform. */
export const mix = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
/** Start of a hash; the shape is mixed in last, so that one walk serves several shapes. */
export const SEED = 0x811c9dc5 | 0;

/** Number of the profile of borrowed words. */
export const BORROWED = 1;

/**
 * What the detector knows, in flat arrays: an open hash table from groups and words to profiles, and the languages and points of
 * each profile. Built on first use in a few milliseconds.
 */
export class LanguageTable {
  /** Two numbers a slot, side by side because both are asked for: the hash (0: empty) and the profile. */
  private readonly slots = new Int32Array(CAPACITY * 2);
  private readonly building = { starts: [0, 0, 0], languages: [] as number[], points: [] as number[] };
  private readonly starts: Uint16Array;
  private readonly languages: Uint8Array;
  private readonly points: Uint8Array;

  constructor() {
    for (const line of grams) this.addGroup(line);
    const words = new Map<string, number[]>();
    for (const [code, list] of Object.entries(languageWords))
      for (const word of new Set(list.split(" "))) {
        const speakers = words.get(word) ?? [];
        words.set(word, [...speakers, KNOWN_LANGUAGES.indexOf(code)]);
      }
    const profiles = new Map<string, number>();
    for (const [word, speakers] of words) {
      const key = speakers.join(" ");
      const profile = profiles.get(key) ?? this.addProfile(speakers.map((code) => [code, wordPoints(speakers)]));
      profiles.set(key, profile);
      this.put(hashOf(spell(word), WORD), profile);
    }
    for (const word of borrowedWords.split(" ")) this.put(hashOf(word, WORD), BORROWED);
    this.starts = Uint16Array.from(this.building.starts);
    this.languages = Uint8Array.from(this.building.languages);
    this.points = Uint8Array.from(this.building.points);
  }

  private addGroup(line: string): void {
    const [profile = "", inside = "", start = "", end = "", whole = ""] = line.split(" ");
    const shares: [number, number][] = [];
    for (let at = 0; at < profile.length; at += 3)
      shares.push([GRAM_LANGUAGES.indexOf(profile.slice(at, at + 2)), GRAM_POINTS[Number(profile[at + 2])] ?? 0]);
    const id = this.addProfile(shares);
    [inside, start, end].forEach((text, shape) => {
      for (let at = 0; at < text.length; at += 4) this.put(hashOf(text, shape, at, at + 4), id);
    });
    if (whole !== "") for (const word of whole.split(",")) this.put(hashOf(word, WHOLE), id);
  }

  private addProfile(shares: readonly (readonly [language: number, points: number])[]): number {
    const { starts, languages, points } = this.building;
    for (const [language, own] of shares) {
      languages.push(language);
      points.push(own);
    }
    return starts.push(languages.length) - 2;
  }

  private put(hash: number, profile: number): void {
    const { slots } = this;
    let slot = (hash ^ (hash >>> 16)) & MASK;
    while (slots[slot * 2] !== 0 && slots[slot * 2] !== hash) slot = (slot + 1) & MASK;
    slots[slot * 2] = hash;
    slots[slot * 2 + 1] = profile;
  }

  /** Number of the profile of a hash; 0 when it is not known. */
  find(hash: number): number {
    const { slots } = this;
    for (let slot = (hash ^ (hash >>> 16)) & MASK; ; slot = (slot + 1) & MASK) {
      const key = slots[slot * 2] ?? 0;
      if (key === hash) return slots[slot * 2 + 1] ?? 0;
      if (key === 0) return 0;
    }
  }

  /** Adds the points of a profile to the scores of the languages; English may count for less, in hundredths. */
  score(profile: number, scores: Int32Array, times: number, englishShare: number): void {
    const end = this.starts[profile + 1] ?? 0;
    for (let at = this.starts[profile] ?? 0; at < end; at++) {
      const language = this.languages[at] ?? 0;
      const points = (this.points[at] ?? 0) * times;
      scores[language] =
        (scores[language] ?? 0) + (language === 0 ? Math.trunc((points * englishShare) / 100) : points);
    }
  }

  /** Adds the points of a profile for English alone. */
  scoreEnglish(profile: number, scores: Int32Array, times: number, share: number): void {
    const at = this.starts[profile] ?? 0;
    if (at < (this.starts[profile + 1] ?? 0) && this.languages[at] === 0)
      scores[0] = (scores[0] ?? 0) + Math.trunc(((this.points[at] ?? 0) * times * share) / 100);
  }
}

/** Units of a lower-case letter beyond ASCII, as the grams spell it: two, or none for a letter that they do not have. */
export function spellLetter(code: number): readonly [lead: number, rest: number] | null {
  if (code < 0xc0 || code > 0x17f) return null;
  const lead = GRAM_LEADS[0xc0 | (code >> 6)];
  return lead === undefined ? null : [lead.charCodeAt(0), GRAM_REST.charCodeAt(code & 0x3f)];
}

function spell(word: string): string {
  return Array.from(word)
    .map((char) => (char > "\x7f" ? String.fromCharCode(...(spellLetter(char.charCodeAt(0)) ?? [])) : char))
    .join("");
}

function hashOf(units: string, shape: number, from = 0, to = units.length): number {
  let hash = SEED;
  for (let i = from; i < to; i++) hash = mix(hash, units.charCodeAt(i));
  return mix(hash, shape + 1) || 1;
}
