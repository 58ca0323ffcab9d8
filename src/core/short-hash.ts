import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The first 48 bits of a text's SHA-256, as 12 hexadecimal digits: the same everywhere, and no way back to the text but by trying. */
export const shortHash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text))).slice(0, 12);
