import { formatJson, isRecord, type JsonDocument, parseJsonText } from "#core/json-document";
import type { PolicyPlace } from "#usecases/api/context";
import { ApiError } from "#usecases/api/error";
import { parsePolicyText } from "#usecases/api/in-force";

/**
 * Changes a part of the policy; the rest of the document stays as it is. Answers the new hash. Throws ApiError `stale` where it was
 * changed since it had `basedOn`, and ConfigError where the result cannot be used.
 */
export async function changePolicy(
  policy: PolicyPlace,
  basedOn: string,
  change: (document: JsonDocument) => JsonDocument,
): Promise<string> {
  const { text, hash } = await policy.read();
  if (hash !== basedOn)
    throw new ApiError("stale", "Somebody else has changed the policy meanwhile.", {
      remedy: "Load it again, and make the change once more.",
    });
  const changed = formatJson(change(readDocument(text)));
  parsePolicyText(changed);
  return policy.save(changed, basedOn);
}

/** The document as it is written. What is wrong in it may be what is about to be replaced, unless it cannot be read at all. */
function readDocument(text: string): JsonDocument {
  if (text.trim() === "") return {};
  try {
    const document = parseJsonText(text);
    if (isRecord(document)) return document;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { ...parsePolicyText(text) };
}
