import type { TitleFrame } from "#core/classify/term-matcher";
import { BREAK_BEFORE, NUMBER, type Tokens } from "#core/classify/tokens";

const LONGEST_PREFIX = 5;

/**
 * Where a title starts and what it is about. It may start behind tags and prefixes ("[PAY-12]", "Epic 3:", "M2 - "), so there
 * are several starts; its head is the last noun before the first "for", "of", bracket or break.
 */
export function frameTitle(tokens: Tokens, isHeadEnder: (word: number) => boolean): TitleFrame {
  const starts = titleStarts(tokens);
  const last = starts[starts.length - 1] ?? 0;
  return { starts, head: findHead(tokens, last, isHeadEnder) };
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

function findHead(tokens: Tokens, start: number, isHeadEnder: (word: number) => boolean): number {
  let head = -1;
  for (let i = start; i < tokens.count; i++) {
    const flags = tokens.flags[i] ?? 0;
    if (i > start) {
      if ((flags & BREAK_BEFORE) !== 0 || isHeadEnder(tokens.word[i] ?? 0)) break;
      if (!isSpaceOnly(tokens, i) && endsName(tokens, i)) break;
    }
    if ((flags & NUMBER) === 0) head = i;
  }
  return head;
}

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
