import type { TitleFrame } from "#core/classify/term-matcher";
import { BREAK_BEFORE, LINKED, NUMBER, type Tokens } from "#core/classify/tokens";
import type { Grammar } from "#core/lexicon/grammar";

const LONGEST_PREFIX = 5;

/** The words that the title reader goes by, as a matcher knows them. */
export interface TitleWords {
  isHeadEnder: (word: number) => boolean;
  isArticle: (word: number) => boolean;
  /** Set for languages whose head noun comes first: what may stand before it. */
  headFirst: { isAdjective: (word: number) => boolean; isInfinitive: (word: string) => boolean } | null;
}

/** Words of a language that a matcher must know for its titles to be read. */
export const listTitleWords = (headEnders: readonly string[], { articles, headFirst }: Grammar): string[] => [
  ...headEnders,
  ...articles,
  ...(headFirst?.adjectives ?? []),
];

/** The words of a language for the title reader, given how the matcher numbers them. */
export function createTitleWords(
  headEnders: readonly string[],
  { articles, headFirst }: Grammar,
  idOf: (word: string) => number,
): TitleWords {
  const among = (words: readonly string[]): ((word: number) => boolean) => {
    const known = new Set(words.map(idOf));
    return (word) => word !== 0 && known.has(word);
  };
  return {
    isHeadEnder: among(headEnders),
    isArticle: among(articles),
    headFirst: headFirst && { isAdjective: among(headFirst.adjectives), isInfinitive: headFirst.isInfinitive },
  };
}

/**
 * Where a title starts and what it is about. It may start behind tags and prefixes ("[PAY-12]", "Epic 3:", "M2 - ") and behind an
 * article, so there are several starts. Its head is the last noun before the first "for", "of", bracket or break; where the head
 * comes first, it is the first word after verb, article and adjective.
 */
export function frameTitle(tokens: Tokens, words: TitleWords): TitleFrame {
  const starts = titleStarts(tokens);
  const last = starts[starts.length - 1] ?? 0;
  const head = words.headFirst ? findFirstHead(tokens, last, words) : findHead(tokens, last, words);
  for (let i = 0, count = starts.length; i < count; i++) {
    const after = (starts[i] ?? 0) + 1;
    if (after < tokens.count && words.isArticle(tokens.word[after - 1] ?? 0)) starts.push(after);
  }
  return { starts, head };
}

function titleStarts(tokens: Tokens): number[] {
  const starts = tokens.count > 0 ? [0] : [];
  let depth = 0;
  for (let i = 1; i < tokens.count && starts.length < 4; i++) {
    if (isSpaceOnly(tokens, i)) continue;
    let opens = false;
    const to = tokens.start[i] ?? 0;
    for (let at = tokens.end[i - 1] ?? 0; at < to; at++) {
      const code = tokens.text.charCodeAt(at);
      if (code === 91 || code === 40) depth++;
      else if (code === 93 || code === 41) depth = Math.max(0, depth - 1);
      if (
        code === 93 ||
        ((code === 58 || isDash(code)) &&
          tokens.text.charCodeAt(at + 1) === 32 &&
          (code === 58 || tokens.text.charCodeAt(at - 1) === 32))
      )
        opens = true;
    }
    const since = i - (starts[starts.length - 1] ?? 0);
    if (opens && depth === 0 && since <= LONGEST_PREFIX) starts.push(i);
  }
  return starts;
}

const isDash = (code: number): boolean => code === 45 || code === 0x2013 || code === 0x2014;

/** Most words are one space apart. */
function isSpaceOnly(tokens: Tokens, i: number): boolean {
  const from = tokens.end[i - 1] ?? 0;
  return (tokens.start[i] ?? 0) - from === 1 && tokens.text.charCodeAt(from) === 32;
}

function findFirstHead(tokens: Tokens, start: number, words: TitleWords): number {
  const { isHeadEnder, isArticle, headFirst } = words;
  const isInside = (i: number): boolean =>
    i < tokens.count && (i === start || !(endsPhrase(tokens, i) || isHeadEnder(tokens.word[i] ?? 0)));
  let at = start;
  const first = tokens.text.slice(tokens.start[start] ?? 0, tokens.end[start] ?? 0).toLowerCase();
  if (headFirst?.isInfinitive(first)) at++;
  while (isInside(at) && (isArticle(tokens.word[at] ?? 0) || headFirst?.isAdjective(tokens.word[at] ?? 0))) at++;
  return isInside(at) ? at : start;
}

function findHead(tokens: Tokens, start: number, { isHeadEnder }: TitleWords): number {
  let head = -1;
  for (let i = start; i < tokens.count; i++) {
    const flags = tokens.flags[i] ?? 0;
    if (i > start) {
      if (endsPhrase(tokens, i) || isHeadEnder(tokens.word[i] ?? 0)) break;
    }
    if ((flags & NUMBER) === 0) head = i;
  }
  return head;
}

/** Whether what is named cannot reach as far as this token. */
const endsPhrase = (tokens: Tokens, i: number): boolean =>
  ((tokens.flags[i] ?? 0) & (BREAK_BEFORE | LINKED)) !== 0 || (!isSpaceOnly(tokens, i) && endsName(tokens, i));

/** A bracket, colon, comma or spaced dash before the token. */
function endsName(tokens: Tokens, i: number): boolean {
  const to = tokens.start[i] ?? 0;
  for (let at = tokens.end[i - 1] ?? 0; at < to; at++) {
    const code = tokens.text.charCodeAt(at);
    if (code === 40 || code === 91 || code === 58 || code === 44) return true;
    if (isDash(code) && tokens.text.charCodeAt(at - 1) === 32) return true;
  }
  return false;
}
