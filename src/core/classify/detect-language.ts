import { APOSTROPHE, DIGIT, LETTER, kindOf, lowerOf } from "#core/classify/characters";
import { skipAddress, skipInline } from "#core/classify/inline";
import {
  BORROWED,
  END,
  INSIDE,
  KNOWN_LANGUAGES,
  LanguageTable,
  mix,
  SEED,
  spellLetter,
  START,
  WHOLE,
  WORD,
} from "#core/classify/language-table";
import type { Segments } from "#core/classify/tokens";

/** Characters that are read: enough to tell, and a bound on the cost. */
const READ_LENGTH = 300;
const TITLE_TIMES = 2;
const ENGLISH = 0;
/** Share of their points that borrowed words give to English, in hundredths. */
const BORROWED_SHARE = 25;
/** Reading stops where one language is so far ahead of all others that the rest would hardly change it. */
const CERTAIN_SHARE = 150;
const CERTAIN_POINTS = 900;
const WORDS_BETWEEN_LOOKS = 6;
/** How far ahead another language must be before English is given up: in hundredths, and in points. */
const AHEAD_SHARE = 115;
const AHEAD_POINTS = 180;
/** How far ahead a language that is not read must be of the best one that is. */
const FOREIGN_SHARE = 106;
const FOREIGN_POINTS = 40;
const LONGEST_WORD = 64;

/**
 * Language of an item by its title and the first parts of its description; null when the text is clearly in a language that is not
 * among those asked for. In doubt ("Login", "Pricing") it is English, or the likeliest where English is not asked for.
 */
export type DetectLanguage = (title: string, description: string, segments: Segments) => string | null;

let table: LanguageTable | undefined;

/** A detector for some languages, in the order of preference. Its answer depends on the text alone. */
export function createLanguageDetector(languages: readonly string[]): DetectLanguage {
  const asked = languages.map((code) => KNOWN_LANGUAGES.indexOf(code)).filter((index) => index >= 0);
  let reader: Reader | undefined;
  return (title, description, segments) => {
    reader ??= new Reader((table ??= new LanguageTable()));
    reader.start();
    const end = Math.min(title.length, READ_LENGTH);
    reader.read(title, 0, end, TITLE_TIMES);
    for (let i = 0, left = READ_LENGTH - end; i + 1 < segments.length && left > 0; i += 2) {
      const from = segments[i] ?? 0;
      const to = Math.min(segments[i + 1] ?? 0, from + left);
      reader.read(description, from, to, 1);
      left -= to - from;
    }
    const index = choose(reader, asked);
    return index === null ? null : (KNOWN_LANGUAGES[index] ?? null);
  };
}

/** Number of the language that counts, or null. */
function choose({ scores, isOtherScript }: Reader, asked: readonly number[]): number | null {
  if (isOtherScript) return null;
  let best = asked[0];
  if (best === undefined) return null;
  let foreign = -1;
  for (const index of asked) if ((scores[index] ?? 0) > (scores[best] ?? 0)) best = index;
  for (let index = 0; index < scores.length; index++)
    if (!asked.includes(index) && (foreign < 0 || (scores[index] ?? 0) > (scores[foreign] ?? 0))) foreign = index;
  const fallback = asked.includes(ENGLISH) ? ENGLISH : best;
  const isForeign =
    foreign >= 0 && (scores[foreign] ?? 0) * 100 > (scores[best] ?? 0) * FOREIGN_SHARE + FOREIGN_POINTS * 100;
  const winner = isForeign ? foreign : best;
  if ((scores[winner] ?? 0) * 100 < (scores[fallback] ?? 0) * AHEAD_SHARE + AHEAD_POINTS * 100) return fallback;
  return isForeign ? null : winner;
}

/** Adds up what the words of texts say. Its buffers are used again for the next item. */
class Reader {
  readonly scores = new Int32Array(KNOWN_LANGUAGES.length);
  private readonly table: LanguageTable;
  /** Lower-case letters of the word at hand, and how the groups spell it. */
  private readonly letters = new Uint16Array(LONGEST_WORD);
  private readonly units = new Uint8Array(LONGEST_WORD * 2);
  private length = 0;
  private accents = 0;
  private words = 0;
  private isCertain = false;
  private latin = 0;
  /** Letters of other scripts; an ideograph says more than a letter. */
  private other = 0;

  constructor(knowledge: LanguageTable) {
    this.table = knowledge;
  }

  start(): void {
    this.scores.fill(0);
    this.words = this.latin = this.other = 0;
    this.isCertain = false;
  }

  get isOtherScript(): boolean {
    return this.other > this.latin;
  }

  /** Reads a stretch of text, unless all is clear. */
  read(text: string, from: number, to: number, times: number): void {
    for (let i = from; i < to && !this.isCertain;) {
      const code = text.charCodeAt(i);
      const kind = kindOf(code);
      if (kind === LETTER || kind === DIGIT) i = this.readWord(text, i, to, times);
      else if (code <= 32) i++;
      else i = Math.max(i + 1, skipInline(text, i, to));
    }
  }

  private look(): void {
    let first = 0;
    let second = 0;
    for (let i = 0; i < this.scores.length; i++) {
      const score = this.scores[i] ?? 0;
      if (score > first) {
        second = first;
        first = score;
      } else if (score > second) second = score;
    }
    this.isCertain = first * 100 > second * CERTAIN_SHARE + CERTAIN_POINTS * 100;
  }

  private readWord(text: string, from: number, to: number, times: number): number {
    let uppers = 0;
    let isCode = false;
    let i = from;
    this.length = 0;
    this.accents = 0;
    for (; i < to; i++) {
      const code = text.charCodeAt(i);
      const kind = kindOf(code);
      if (kind === DIGIT || code === 95 || (code === 46 && isInside(text, i, to))) isCode = true;
      else if (kind === LETTER) {
        const small = lowerOf(code);
        if (small !== code) {
          uppers++;
          isCode ||= i > from && isLower(text.charCodeAt(i - 1));
        }
        this.addLetter(small, times);
      } else break;
    }
    if (text.charCodeAt(i) === 58) {
      const end = skipAddress(text, i, to);
      if (end > i) return end;
    }
    const isAbbreviation = uppers > 1 && uppers === this.length && uppers <= 5;
    if (isCode || isAbbreviation || this.length === 0) return i;
    this.latin += this.length;
    const isChained = text.charCodeAt(i) === 45 || (from > 0 && text.charCodeAt(from - 1) === 45);
    this.scoreWord(isApostrophe(text, i, to), isChained || this.accents > 0 ? BORROWED_SHARE : 100, times);
    if (++this.words % WORDS_BETWEEN_LOOKS === 0) this.look();
    return i;
  }

  private addLetter(code: number, times: number): void {
    if (code >= 0x300 && code <= 0x36f) this.composeLast(code);
    else if (code >= 0x370 && !(code >= 0x1e00 && code < 0x1f00)) this.other += code >= 0x1100 ? 4 : 1.5;
    else {
      if (code > 0x7f) this.accents++;
      if (code > 0x17f) this.add(KNOWN_LANGUAGES.length - 1, 60 * times);
      if (this.length < LONGEST_WORD) this.letters[this.length++] = code;
    }
  }

  /** A letter and its accent may be two characters. */
  private composeLast(mark: number): void {
    if (this.length === 0) return;
    const whole = String.fromCharCode(this.letters[this.length - 1] ?? 0, mark).normalize("NFC");
    if (whole.length === 1) this.letters[this.length - 1] = whole.charCodeAt(0);
  }

  /** The parts of a chain such as "Go-to-Market-Plan" and words with accents speak less for English. */
  private scoreWord(isElided: boolean, englishShare: number, times: number): void {
    const { table: known, scores, units } = this;
    const length = this.spell();
    let hash = SEED;
    for (let i = 0; i < length; i++) hash = mix(hash, units[i] ?? 0);
    if (isElided) hash = mix(hash, 39);
    const listed = known.find(mix(hash, WORD + 1) || 1);
    const isBorrowed = listed === BORROWED;
    if (listed > BORROWED) known.score(listed, scores, times, englishShare);
    if (length <= 4) this.scoreGroup(0, length, WHOLE, isBorrowed, englishShare, times);
    else {
      this.scoreGroup(0, 4, START, isBorrowed, englishShare, times);
      for (let at = 3; at + 4 < length; at += 3) this.scoreGroup(at, at + 4, INSIDE, isBorrowed, englishShare, times);
      this.scoreGroup(length - 4, length, END, isBorrowed, englishShare, times);
    }
  }

  private scoreGroup(
    from: number,
    to: number,
    shape: number,
    isBorrowed: boolean,
    englishShare: number,
    times: number,
  ): void {
    let hash = SEED;
    for (let i = from; i < to; i++) hash = mix(hash, this.units[i] ?? 0);
    const profile = this.table.find(mix(hash, shape + 1) || 1);
    if (profile === 0) return;
    if (isBorrowed) this.table.scoreEnglish(profile, this.scores, times, BORROWED_SHARE);
    else this.table.score(profile, this.scores, times, englishShare);
  }

  private add(language: number, points: number): void {
    this.scores[language] = (this.scores[language] ?? 0) + points;
  }

  /** Writes the letters as the groups spell them; answers the number of units. */
  private spell(): number {
    let length = 0;
    for (let i = 0; i < this.length; i++) {
      const code = this.letters[i] ?? 0;
      if (code < 128) this.units[length++] = code;
      else {
        const pair = spellLetter(code);
        if (!pair) continue;
        this.units[length++] = pair[0];
        this.units[length++] = pair[1];
      }
    }
    return length;
  }
}

const isLower = (code: number): boolean => kindOf(code) === LETTER && code !== 95 && lowerOf(code) === code;

/** A full stop with a letter or digit on both sides, as in file names. */
function isInside(text: string, at: number, to: number): boolean {
  const after = at + 1 < to ? kindOf(text.charCodeAt(at + 1)) : 0;
  return after === LETTER || after === DIGIT;
}

function isApostrophe(text: string, at: number, to: number): boolean {
  return at + 1 < to && kindOf(text.charCodeAt(at)) === APOSTROPHE && kindOf(text.charCodeAt(at + 1)) === LETTER;
}
