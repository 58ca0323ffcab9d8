import type { Policy } from "#core/config";
import { isRecord, type JsonDocument, withValueAt } from "#core/json-document";
import { keyOfScope } from "#core/model";
import { entryNameOf } from "#core/scope-policy";
import { rules } from "#core/rules/index";
import { changePolicy } from "#usecases/api/change-policy";
import type { ApiContext, Audience } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { pastRuns } from "#usecases/api/past-runs";

type RuleRow = ApiOutput<"getSpace">["rules"][number];

/** What the policy says of the space, beside what it says everywhere. */
export const getSpace: Handler<"getSpace"> = async (_input, context) => {
  const { scope } = audienceOf(context);
  const { policy, hash } = await policyInForce(context);
  const own = policy.scopes[entryNameOf(Object.keys(policy.scopes), scope) ?? ""];
  const [last] = await pastRuns(context);
  return {
    ...{ hash, isWritable: context.policy.isWritable && context.permissions.includes("manage"), space: { ...scope } },
    mode: { own: own?.mode ?? null, everywhere: policy.mode },
    preset: { own: own?.preset ?? null, everywhere: policy.preset },
    rules: rules.map(({ id, title }) => ({
      ...{ id, title, own: severityOf(own?.rules[id]), everywhere: severityOf(policy.rules[id]) },
    })),
    search: own?.search ?? "off",
    modeReason: last?.report.scopes[0]?.modeReason ?? null,
  };
};

/** Changes what the policy says of the space, and nothing else in it. */
export const saveSpace: Handler<"saveSpace"> = async (input, context) => {
  const { scope } = audienceOf(context);
  const { issues } = await policyInForce(context);
  // Told without them: they may be about another space.
  if (issues.length > 0)
    throw new ApiError("bad-input", "The policy cannot be used, and is not changed before it can.", {
      remedy: "Ask whoever administers Rolecall.",
    });
  const hash = await changePolicy(context.policy, input.basedOn, (document) => {
    const scopes = isRecord(document["scopes"]) ? document["scopes"] : {};
    // Never by a name: whoever makes a space names it, and might name it like another one.
    const name = Object.keys(scopes).find((one) => one === scope.id || one === keyOfScope(scope.id)) ?? scope.id;
    // What the policy says under a name is taken over, and holds no longer once the space has an entry of its own.
    const inForce = entryNameOf(Object.keys(scopes), scope);
    const entry = changeEntry(inForce === undefined ? undefined : scopes[inForce], input);
    return withEntry(document, scopes, name, { entry, isNeeded: inForce !== undefined && inForce !== name });
  });
  return { hash };
};

function audienceOf({ audience }: ApiContext): Audience {
  if (audience) return audience;
  throw new ApiError("bad-input", "These are settings of one space.", {
    remedy: "Open Rolecall in a space, or change `scopes` in the policy.",
  });
}

const severityOf = (setting: Policy["rules"][string] | undefined): RuleRow["own"] =>
  (typeof setting === "object" ? setting.severity : setting) ?? null;

/** What is as everywhere is left out. */
function changeEntry(
  entry: unknown,
  { mode, preset, search, rules: changes }: Parameters<typeof saveSpace>[0],
): JsonDocument {
  const { mode: _mode, preset: _preset, search: _search, rules: before, ...rest } = isRecord(entry) ? entry : {};
  const settings = new Map(Object.entries(isRecord(before) ? before : {}));
  for (const [id, severity] of Object.entries(changes)) {
    const setting = changeSetting(settings.get(id), severity);
    if (setting === undefined) settings.delete(id);
    else settings.set(id, setting);
  }
  return {
    ...rest,
    ...(mode !== null && { mode }),
    ...(preset !== null && { preset }),
    ...(settings.size > 0 && { rules: Object.fromEntries(settings) }),
    ...(search !== "off" && { search }),
  };
}

/** Options of a rule stay as they are. */
function changeSetting(before: unknown, severity: string | null): unknown {
  if (!isRecord(before)) return severity ?? undefined;
  const { severity: _severity, ...rest } = before;
  const options = isRecord(rest["options"]) && Object.keys(rest["options"]).length === 0 ? {} : rest;
  if (Object.keys(options).length === 0) return severity ?? undefined;
  return severity === null ? options : { ...options, severity };
}

/** An entry that says nothing is left out, unless another one would hold in its place; and so are entries of nothing. */
function withEntry(
  document: JsonDocument,
  scopes: JsonDocument,
  name: string,
  { entry, isNeeded }: { entry: JsonDocument; isNeeded: boolean },
): JsonDocument {
  const entries = Object.entries(scopes).filter(([one]) => one !== name);
  if (Object.keys(entry).length > 0 || isNeeded) {
    const at = Object.keys(scopes).indexOf(name);
    entries.splice(at < 0 ? entries.length : at, 0, [name, entry]);
  }
  return withValueAt(document, ["scopes"], entries.length > 0 ? Object.fromEntries(entries) : undefined);
}
