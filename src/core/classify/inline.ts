/** Inline markup and addresses that are not read: how far each reaches. Every look ahead is bounded, so no input can make it slow. */

const LOOK_AHEAD = 240;
const NEAR = 24;

/**
 * Where to go on reading when the character at `at` opens inline code, a tag, a macro, a mention or a path; `at` when it does not.
 */
export function skipInline(text: string, at: number, to: number): number {
  switch (text.charCodeAt(at)) {
    case 96: // `code`
      return closeAt(text, at + 1, to, 96) ?? at;
    case 60: // <tag>, <https://…>
      return isTagStart(text.charCodeAt(at + 1)) ? (closeAt(text, at + 1, to, 62) ?? at) : at;
    case 123: // {{code}}, {macro}
      return closeAt(text, at + 1, to, 125) ?? at;
    case 64: // @person, @package/name
    case 126: // [~person]
      return isLetter(text.charCodeAt(at + 1)) ? visibleEnd(text, at + 1, to) : at;
    case 47: // /etc/hosts at the start of a word
      return at > 0 && text.charCodeAt(at - 1) > 32 ? at : pathEnd(text, at, to);
    default:
      return at;
  }
}

/** End of an address whose scheme ends at `at` ("https" of "https://…"); `at` when no address follows. */
export function skipAddress(text: string, at: number, to: number): number {
  if (text.charCodeAt(at) !== 58 || text.charCodeAt(at + 1) !== 47 || text.charCodeAt(at + 2) !== 47) return at;
  return visibleEnd(text, at + 3, to);
}

function closeAt(text: string, from: number, to: number, close: number): number | undefined {
  const end = Math.min(to, from + LOOK_AHEAD);
  const near = Math.min(end, from + NEAR);
  for (let i = from; i < near; i++) {
    const code = text.charCodeAt(i);
    if (code === close) return i + 1;
    if (code === 10) return undefined;
  }
  // Most are closed soon; a text of nothing but opening signs must not cost a walk for each of them.
  const rest = text.slice(near, end);
  const found = rest.indexOf(String.fromCharCode(close));
  return found < 0 || rest.lastIndexOf("\n", found) >= 0 ? undefined : near + found + 1;
}

function visibleEnd(text: string, from: number, to: number): number {
  let i = from;
  while (i < to) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 41 || code === 93 || code === 124 || code === 62) break;
    i++;
  }
  return i;
}

/** `/usr/lib` is a path; `/ 2` and `/month` are not: a path has a second slash. */
function pathEnd(text: string, at: number, to: number): number {
  const end = visibleEnd(text, at + 1, Math.min(to, at + LOOK_AHEAD));
  for (let i = at + 1; i < end; i++) if (text.charCodeAt(i) === 47) return end;
  return at;
}

function isTagStart(code: number): boolean {
  return code === 47 || isLetter(code);
}

function isLetter(code: number): boolean {
  const small = code | 32;
  return small >= 97 && small <= 122;
}
