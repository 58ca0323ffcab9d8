import { closest } from "fastest-levenshtein";
import { UsageError } from "#cli/errors";
import type { Scope } from "#core/model";
import { printable } from "#core/render/printable";
import { namesScope } from "#core/roles";
import { rules } from "#core/rules/index";
import type { TriageStore } from "#ports";
import { goesBy, type LiveFinding, phraseAmbiguous, type Selection } from "#usecases/select-findings";

/** Options that choose findings beside their names. */
export interface FilterOptions {
  rule?: string;
  severity?: string;
  scope?: string;
  state?: string;
  except: readonly string[];
}

/**
 * The findings that options choose. Throws UsageError for a rule, a scope or an exception that is not there: it would choose
 * nothing, or leave nothing out, without a word.
 */
export async function readFilter(
  { rule, severity, scope, state, except }: FilterOptions,
  live: readonly LiveFinding[],
  store: TriageStore,
): Promise<Selection> {
  if (rule !== undefined) requireRule(rule, live);
  for (const name of except) requireFinding(name, live);
  return {
    ...(rule === undefined ? {} : { rule }),
    ...(severity === undefined ? {} : { severity }),
    ...(scope === undefined ? {} : { scope: findScope(scope, await knownScopes(store, live)) }),
    ...(state === undefined ? {} : { state }),
    except,
  };
}

function requireRule(id: string, live: readonly LiveFinding[]): void {
  const known = [...new Set([...rules.map((rule) => rule.id), ...live.map(({ stored }) => stored.finding.rule)])];
  if (!known.includes(id))
    throw new UsageError(
      `--rule: there is no rule "${printable(id)}"; did you mean "${closest(id, known)}"? \`rolecall rules\` lists them.`,
    );
}

function requireFinding(name: string, live: readonly LiveFinding[]): void {
  if (!live.some((one) => goesBy(one, name)))
    throw new UsageError(
      `--except: no remembered finding goes by "${printable(name)}". \`rolecall triage list\` shows them.`,
    );
}

/** Scopes of the last audit, and those of findings from before that it did not look for. */
async function knownScopes(store: TriageStore, live: readonly LiveFinding[]): Promise<Scope[]> {
  const [run] = await store.runs(1);
  const audited = run?.report.scopes ?? [];
  const ids = new Set(audited.map(({ id }) => id));
  const others = [...new Set(live.map(({ stored }) => stored.finding.scope))].filter((id) => !ids.has(id));
  return [...audited.map(({ id, name }) => ({ id, name })), ...others.map((id) => ({ id, name: id }))];
}

function findScope(name: string, scopes: readonly Scope[]): string {
  const found = scopes.filter((scope) => namesScope(name, scope));
  const [only] = found;
  if (!only) {
    const known = scopes.map((scope) => `${scope.name} (${scope.id})`).join(", ");
    throw new UsageError(`--scope: no scope is called "${printable(name)}". There are: ${printable(known)}.`);
  }
  if (found.length > 1)
    throw new UsageError(`--scope ${printable(name)}: ${phraseAmbiguous(found.map(({ id }) => id))}`);
  return only.id;
}
