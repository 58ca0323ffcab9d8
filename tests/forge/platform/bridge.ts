import type { Core } from "./core";
import { backendContext } from "./runtime";
import { bytesOf } from "./seam";

/** Makes what calls the functions of a resolver as the bridge in the browser does. */
export function createBridge(core: Core) {
  const { limits } = core;
  return async (functionKey: string, name: string, payload: unknown, context: object, accountId: string) => {
    const bytes = bytesOf(JSON.stringify(payload ?? {}));
    if (bytes > limits.requestPayloadBytes) {
      core.violate(`A call of ${name} was refused: it has ${bytes} bytes`);
      throw new Error("Payload too large");
    }
    const request = { call: { functionKey: name, payload }, context };
    const result = await core.invoke(functionKey, [request, backendContext(accountId)], { accountId });
    if (bytesOf(JSON.stringify(result ?? null)) <= limits.responsePayloadBytes) return result;
    core.violate(`The answer of ${name} is too large for the bridge`);
    throw new Error("Response too large");
  };
}
