import { deflateSync, inflateSync } from "node:zlib";

/** Characters from which a text is packed: reports on many scopes say much the same of each. */
const LARGE = 100_000;
const MARK = "deflate:";

/** A text as a column holds it; a large one takes a tenth, so that a request of 1 MiB holds what a thousand scopes are told of. */
export const packText = (text: string): string =>
  text.length < LARGE ? text : MARK + deflateSync(text).toString("base64");

export const unpackText = (stored: string): string =>
  stored.startsWith(MARK) ? inflateSync(Buffer.from(stored.slice(MARK.length), "base64")).toString("utf8") : stored;
