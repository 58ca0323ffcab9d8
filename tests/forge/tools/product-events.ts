import { z } from "zod";
import { forgeManifestFile } from "./forge-files";

const scopes = z.array(z.string()).optional();
const { mapping } = z
  .object({
    mapping: z.array(
      z.object({ productEvent: z.string(), oAuthScopes: z.object({ current: scopes, beta: scopes }).optional() }),
    ),
  })
  .parse(forgeManifestFile("mapping/product-event-to-scope-mapping.json"));

/** Events of the app's own life; they need no scope (developer.atlassian.com/platform/forge/events-reference/life-cycle). */
const LIFE = ["avi:forge:installed:app", "avi:forge:upgraded:app"];

/** Every event that a trigger may name, with the sets of scopes of which one is enough to hear of it. */
export const productEvents: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ...LIFE.map((name): [string, string[][]] => [name, [[]]]),
  ...mapping.map(({ productEvent, oAuthScopes }): [string, string[][]] => {
    const { current, beta } = oAuthScopes ?? {};
    return [productEvent, [current, beta].filter((one) => one !== undefined)];
  }),
]);
