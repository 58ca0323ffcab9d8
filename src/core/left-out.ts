import type { AuditReport } from "#core/report";

type Read = Pick<AuditReport, "source" | "scopes">;

/**
 * What an audit read and the next one did not, by name: findings there count as gone. Nothing where only the names of files differ
 * and every scope is there again.
 */
export function findLeftOut(last: Read, now: Read): { files: string[]; scopes: string[] } {
  const [read, found] = [new Set(now.source.map(({ name }) => name)), new Set(now.scopes.map(({ id }) => id))];
  const files = last.source.filter(({ name }) => !read.has(name)).map(({ name }) => name);
  const scopes = last.scopes.filter(({ id }) => !found.has(id)).map(({ name }) => name);
  return files.length > 0 && scopes.length > 0 ? { files, scopes } : { files: [], scopes: [] };
}
