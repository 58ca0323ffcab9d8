import type { PolicyPlace } from "#usecases/api/context";
import { ApiError } from "#usecases/api/error";
import { parsePolicyText } from "#usecases/api/in-force";

type Document = Readonly<Record<string, unknown>>;

/**
 * Changes a part of the policy; the rest of the document stays as it is. Answers the new hash. Throws ApiError `stale` where it was
 * changed since it had `basedOn`, and ConfigError where the result cannot be used.
 */
export async function changePolicy(
  policy: PolicyPlace,
  basedOn: string,
  change: (document: Document) => Document,
): Promise<string> {
  const { text, hash } = await policy.read();
  if (hash !== basedOn)
    throw new ApiError("stale", "Somebody else has changed the policy meanwhile.", {
      remedy: "Load it again, and make the change once more.",
    });
  const changed = `${JSON.stringify(change(readDocument(text)), null, 2)}\n`;
  parsePolicyText(changed);
  return policy.save(changed, basedOn);
}

/** The document as it is written. What is wrong in it may be what is about to be replaced, unless it cannot be read at all. */
function readDocument(text: string): Document {
  if (text.trim() === "") return {};
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (isRecord(document)) return document;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { ...parsePolicyText(text) };
}

/** Whether it is an object of JSON. */
export const isRecord = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);
