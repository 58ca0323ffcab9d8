import { isParentLine } from "#core/classify/parent-line";
import { headings } from "#core/classify/headings";
import type { Segments } from "#core/classify/tokens";
import { withoutAccents } from "#core/lexicon/spelling";

/** Facts about the layout of a description, each a possible reason; bits, so that reading costs no allocation. */
export const HAS_CODE = 1;
export const HAS_TRACE = 2;
export const HAS_STEPS = 4;
export const HAS_EXPECTED = 8;
export const HAS_CRITERIA = 16;
export const HAS_CHECKLIST = 32;
export const HAS_SCREENSHOT = 64;

export interface ReadableText {
  /** What is left to read: no code, traces, quotes, comments, template headings. Offsets of the text as it came. */
  segments: Segments;
  /** Layout facts, or-ed. */
  layout: number;
}

/** Pairs that enclose text nobody wrote as prose. An unclosed one reaches to the end. */
const ENCLOSURES: readonly { open: string; close: string; isCode: boolean }[] = [
  { open: "```", close: "```", isCode: true },
  { open: "{code", close: "{code}", isCode: true },
  { open: "{noformat", close: "{noformat}", isCode: true },
  { open: "<pre", close: "</pre>", isCode: true },
  { open: "{quote}", close: "{quote}", isCode: false },
  { open: "<!--", close: "-->", isCode: false },
];

const layoutByHeading = new Map<string, number>();
for (const { steps, expected, criteria, neutral } of Object.values(headings)) {
  const layouts = [
    [neutral, 0],
    [steps, HAS_STEPS],
    [expected, HAS_EXPECTED],
    [criteria, HAS_CRITERIA],
  ] as const;
  for (const [list, layout] of layouts)
    for (const heading of list.split("|")) layoutByHeading.set(keyOf(heading), layout);
}
const LONGEST_HEADING = 60;
const headingHashes = new Set([...layoutByHeading.keys()].map((key) => hashOfKey(key, 0, key.length)));

/** Text preparation of a description: what to read and what its layout tells. Linear in the length of the text. */
export function readBlocks(text: string): ReadableText {
  if (text.length < 12 && !text.includes("\n")) return { segments: [0, text.length], layout: 0 };
  const state = { lineEnd: -1, segments: [] as number[], layout: 0, boxes: 0 };
  let at = 0;
  for (const [start, end, isCode] of findEnclosures(text)) {
    readLines(text, at, start, state);
    if (isCode) state.layout |= HAS_CODE;
    at = end;
  }
  readLines(text, at, text.length, state);
  if (state.boxes >= 2) state.layout |= HAS_CHECKLIST;
  return { segments: state.segments, layout: state.layout };
}

/** Enclosed ranges in text order, none inside another. Every search starts behind the last, so the cost stays linear. */
function findEnclosures(text: string): [number, number, boolean][] {
  const ranges: [number, number, boolean][] = [];
  const hasBrace = text.includes("{");
  for (const { open, close, isCode } of ENCLOSURES) {
    if (!hasBrace && open.startsWith("{")) continue;
    for (let start = text.indexOf(open); start >= 0;) {
      const found = text.indexOf(close, start + open.length);
      const end = found < 0 ? text.length : found + close.length;
      ranges.push([start, end, isCode]);
      start = text.indexOf(open, end);
    }
  }
  if (ranges.length < 2) return ranges;
  ranges.sort((a, b) => a[0] - b[0]);
  const outer: [number, number, boolean][] = [];
  for (const range of ranges) if (range[0] >= (outer.at(-1)?.[1] ?? 0)) outer.push(range);
  return outer;
}

interface ReadState {
  /** The first line end that was not passed yet: looking for it once keeps many enclosures in one long line linear. */
  lineEnd: number;
  segments: number[];
  layout: number;
  boxes: number;
}

function readLines(text: string, from: number, to: number, state: ReadState): void {
  for (let start = from; start < to;) {
    if (state.lineEnd < start) {
      const found = text.indexOf("\n", start);
      state.lineEnd = found < 0 ? text.length : found;
    }
    const end = Math.min(state.lineEnd, to);
    readLine(text, start, end, state);
    start = end + 1;
  }
}

function readLine(text: string, from: number, to: number, state: ReadState): void {
  let start = from;
  while (start < to && text.charCodeAt(start) <= 32) start++;
  if (start >= to) return;
  const first = text.charCodeAt(start);
  if (first === 62) return; // a quotation
  if (first === 124 && text.charCodeAt(start + 1) === 124) return; // head of a wiki table
  if (isParentLine(text, start, to)) return;
  if (isTraceLine(text, start, to)) {
    state.layout |= HAS_TRACE;
    return;
  }
  if (isCheckbox(text, start)) state.boxes++;
  if ((first === 33 || first === 91) && isImage(text, start, to)) state.layout |= HAS_SCREENSHOT;
  const heading = headingLayout(text, start, to);
  if (heading !== undefined) {
    state.layout |= heading;
    return;
  }
  state.segments.push(start, to);
}

const TRACE_STARTS =
  /^(?:at [\w$.<>/]+[(:]|Caused by:|Traceback \(|File "[^"]{1,200}", line|\[?(?:ERROR|WARN|INFO|DEBUG|TRACE)\]?[ :]|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[^a-z]{0,30}(?:ERROR|WARN|INFO|DEBUG)|(?:[a-z]\w*\.){2,}\w*(?:Exception|Error)\b|#\d+ +0x)/;

/** Lines of a stack trace or a log. Only a short head of the line is looked at, and only when it could be one. */
function isTraceLine(text: string, start: number, to: number): boolean {
  return couldBeTrace(text, start) && TRACE_STARTS.test(text.slice(start, Math.min(to, start + 240)));
}

function couldBeTrace(text: string, start: number): boolean {
  const first = text.charCodeAt(start);
  const second = text.charCodeAt(start + 1);
  if (first === 97 && second === 116) return text.charCodeAt(start + 2) === 32; // "at "
  if (first >= 97 && first <= 122) return hasDotInWord(text, start);
  if (first >= 65 && first <= 90)
    return "CTFEWID".includes(text.charAt(start)) && "arilEARNF".includes(text.charAt(start + 1));
  if (first === 91) return second >= 65 && second <= 90;
  return first === 35 ? isDigit(second) : isDigit(first) && isDigit(second);
}

/** "java.lang.…": a dot before the first space. */
function hasDotInWord(text: string, start: number): boolean {
  for (let i = start + 1; i < start + 24; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) return text.charCodeAt(i + 1) > 64;
    if (code < 48 || Number.isNaN(code)) return false;
  }
  return false;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** `- [ ]`, `* [x]`, `[ ]`. */
function isCheckbox(text: string, start: number): boolean {
  const first = text.charCodeAt(start);
  const open =
    first === 91
      ? start
      : (first === 45 || first === 42 || first === 43) && text.charCodeAt(start + 1) === 32
        ? start + 2
        : -1;
  if (open < 0 || text.charCodeAt(open) !== 91 || text.charCodeAt(open + 2) !== 93) return false;
  const mark = text.charCodeAt(open + 1) | 32;
  return mark === 32 || mark === 120;
}

/** `!screen.png!`, `![alt](address)`, `[^file.png]`. */
function isImage(text: string, start: number, to: number): boolean {
  return /^(?:!\[|![\w .-]{1,80}\.(?:png|jpe?g|gif|svg)|\[\^)/i.test(text.slice(start, Math.min(to, start + 100)));
}

/** Layout facts of a line that is nothing but a template's heading; undefined for a line with words of its own. */
function headingLayout(text: string, start: number, to: number): number | undefined {
  if (to - start > LONGEST_HEADING) return undefined;
  const isMarked = isHeadingMark(text, start, to);
  const isFormLine = text.charCodeAt(lastVisible(text, start, to)) === 58;
  if (!isMarked && !isFormLine) return undefined;
  const hash = hashOfKey(text, start, to);
  if (hash !== null && !headingHashes.has(hash)) return undefined;
  return layoutByHeading.get(keyOf(text.slice(start, to)));
}

/** A heading without marks, signs and accents. */
function keyOf(line: string): string {
  return withoutAccents(line.toLowerCase().replaceAll("’", "'"))
    .replace(/^h[1-6]\./, "")
    .replace(/[^a-z' ]+/g, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Hash of the key of a line in plain letters, so that most lines need no key; null where letters with accents need more care. */
function hashOfKey(line: string, from: number, to: number): number | null {
  let hash = 0;
  let isGap = false;
  const start = from + (/^h[1-6]\./i.test(line.slice(from, Math.min(to, from + 3))) ? 3 : 0);
  for (let i = start; i < to; i++) {
    const code = line.charCodeAt(i);
    if (code > 127) return null;
    const small = code >= 65 && code <= 90 ? code + 32 : code;
    if (small !== 39 && (small < 97 || small > 122)) isGap = true;
    else {
      if (isGap && hash !== 0) hash = Math.imul(hash ^ 32, 0x01000193);
      isGap = false;
      hash = Math.imul((hash || 1) ^ small, 0x01000193);
    }
  }
  return hash;
}

function isHeadingMark(text: string, start: number, to: number): boolean {
  const code = text.charCodeAt(start);
  if (code === 35 || code === 42 || code === 95 || code === 43) return true;
  return code === 104 && text.charCodeAt(start + 2) === 46 && to - start > 3;
}

function lastVisible(text: string, start: number, to: number): number {
  let last = to - 1;
  while (last > start && (text.charCodeAt(last) <= 32 || text.charCodeAt(last) === 42)) last--;
  return last;
}
