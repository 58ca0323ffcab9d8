import { shortHash } from "#core/short-hash";
import type { Documents } from "#ports";
import type { PolicyPlace } from "#usecases/api/context";
import { ApiError } from "#usecases/api/error";

const NAME = "policy";

/**
 * The policy among the app's documents. Not in Forge's storage: it names people by account, which only the database may hold, and a
 * change of it is a compare-and-set.
 */
export function createPolicyDocument(documents: Documents): PolicyPlace {
  const read = async (): Promise<string> => (await documents.get(NAME)) ?? "";
  return {
    path: async () => ((await documents.get(NAME)) === null ? null : "the storage of the app in this Jira site"),
    isWritable: true,
    document: NAME,
    async read() {
      const text = await read();
      return { text, hash: shortHash(text) };
    },
    async save(given, basedOn) {
      // A document is never empty; an empty policy is the default one.
      const text = given === "" ? "{}" : given;
      const before = await documents.get(NAME);
      const isSaved = shortHash(before ?? "") === basedOn && (await documents.replace(NAME, before, text));
      if (isSaved) return shortHash(text);
      throw new ApiError("stale", "Somebody else has changed the policy meanwhile.", {
        remedy: "Load it again, and make the change once more.",
      });
    },
  };
}
