import { hash } from "node:crypto";

/** A short name for a text: 27 characters of base64, equal only for equal texts. Nothing secret depends on it. */
export const digest = (text: string): string => hash("sha1", text, "base64").slice(0, 27);
