import { checkPermissions, MOST_CHECKED } from "#adapters/jira/permissions";
import type { JiraRest } from "#adapters/jira/rest";
import type { ItemProperty, TrackerWriter } from "#ports";

/** Issues that one request may set properties of (REST v3, issue/properties/multi). */
const MOST_SET = 100;
/** Characters of a value as JSON (REST v3, "Issue properties"). */
const LONGEST_VALUE = 32_768;

/**
 * Writes and removes one property of many issues. Jira does both some time after the request and tells refusals nowhere but in a task
 * whose result it does not document: so what may be written is asked for beforehand, and one issue that may not keeps none back.
 */
export function createPropertyWriter(
  jira: JiraRest,
  prefix: string,
  key: string,
): Pick<TrackerWriter, "setProperties" | "removeProperties"> {
  const numberOf = (id: string): string => (id.startsWith(prefix) ? id.slice(prefix.length) : "");
  const rightsTo = async (ids: readonly string[]): Promise<{ mayEdit: Test; maySee: Test }> => {
    const permissions = ["BROWSE_PROJECTS", "EDIT_ISSUES"];
    const granted = await checkPermissions(jira, { permissions, issues: ids.map(numberOf) });
    const [seen, edited] = [granted.issues("BROWSE_PROJECTS"), granted.issues("EDIT_ISSUES")];
    return {
      maySee: (id) => seen.has(numberOf(id)),
      mayEdit: (id) => seen.has(numberOf(id)) && edited.has(numberOf(id)),
    };
  };
  return {
    async setProperties(properties) {
      const written = new Set<string>();
      for (const part of chunksOf(properties, MOST_CHECKED)) {
        const { mayEdit } = await rightsTo(part.map(({ id }) => id));
        for (const few of chunksOf(
          part.filter(({ id }) => mayEdit(id)),
          MOST_SET,
        )) {
          const issues = few.map((one) => ({ issueID: Number(numberOf(one.id)), properties: { [key]: checked(one) } }));
          await jira.write("POST", "/rest/api/3/issue/properties/multi", { issues });
          for (const { id } of few) written.add(id);
        }
      }
      return written;
    },
    async removeProperties(ids) {
      const done = new Set<string>();
      for (const part of chunksOf(ids, MOST_CHECKED)) {
        const { mayEdit, maySee } = await rightsTo(part);
        const entityIds = part.filter(mayEdit).map((id) => Number(numberOf(id)));
        // Without ids Jira would take the property from every issue there is.
        if (entityIds.length > 0)
          await jira.write("DELETE", `/rest/api/3/issue/properties/${encodeURIComponent(key)}`, { entityIds });
        for (const id of part) if (mayEdit(id) || !maySee(id)) done.add(id);
      }
      return done;
    },
  };
}

type Test = (id: string) => boolean;

function checked({ id, value }: ItemProperty): unknown {
  if (JSON.stringify(value).length > LONGEST_VALUE) throw new Error(`The property of ${id} is too long for Jira.`);
  return value;
}

function* chunksOf<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}
