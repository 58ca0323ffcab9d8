import { type Permission, type ProcedureName, procedures } from "#usecases/api/contract";
import type { ApiContext } from "#usecases/api/context";
import { decide, undo } from "#usecases/api/decide";
import { ApiError } from "#usecases/api/error";
import { getFinding } from "#usecases/api/finding-details";
import { countFindings, describeSelection, listFindings } from "#usecases/api/findings";
import type { Handler } from "#usecases/api/handler";
import { countItems, getItem, listItems } from "#usecases/api/items";
import { narrow } from "#usecases/api/narrow";
import { getOverview } from "#usecases/api/overview";
import { chooseActor, findPeople } from "#usecases/api/people";
import { getPolicy, savePolicy, validatePolicy } from "#usecases/api/policy";
import { erasePerson, exportPerson, purge } from "#usecases/api/person-data";
import { compareRuns, listReports, renderReport } from "#usecases/api/reports";
import { changePeople, getRoles } from "#usecases/api/roles";
import { cancelRun, getCapabilities, getRun, startRun } from "#usecases/api/runs";
import { changeSources } from "#usecases/api/role-sources";
import { getSchedule, saveSchedule } from "#usecases/api/schedule";
import { getSetup, previewImport } from "#usecases/api/setup";
import { getSpace, saveSpace } from "#usecases/api/space";
import { changeSpaces, getSpaces } from "#usecases/api/spaces";
import { listTrail } from "#usecases/api/trail";
import { listWeekly, renderWeekly } from "#usecases/api/weekly";
import { ForbiddenError } from "#ports";

const handlers: { readonly [N in ProcedureName]: Handler<N> } = {
  ...{ getCapabilities, chooseActor, getOverview },
  ...{ listFindings, countFindings, describeSelection, getFinding },
  ...{ listItems, countItems, getItem },
  ...{ decide, undo, findPeople, listTrail },
  ...{ getRoles, changePeople, changeSources, getPolicy, validatePolicy, savePolicy },
  ...{ listReports, compareRuns, renderReport, listWeekly, renderWeekly },
  ...{ getSchedule, saveSchedule, getSpace, saveSpace },
  ...{ exportPerson, erasePerson, purge },
  ...{ previewImport, startRun, getRun, cancelRun },
  ...{ getSetup, getSpaces, changeSpaces },
};

export const isProcedure = (name: string): name is ProcedureName => Object.hasOwn(procedures, name);

/**
 * Answers a procedure for whoever asks, from the part of the backlog that they may see. Throws ForbiddenError for somebody without its
 * permission, or who asks from one space for what is about all of them; ApiError for an unknown procedure and for input that does not
 * have its shape; and whatever the procedure throws. What is answered has the shape of the contract.
 */
export async function answer(name: string, input: unknown, context: ApiContext): Promise<unknown> {
  if (!isProcedure(name))
    throw new ApiError("not-found", `There is no procedure ${JSON.stringify(name.slice(0, 60))}.`, {
      remedy: "Reload the page: the server may have been updated.",
    });
  const { permission, reach, input: expected, output } = procedures[name];
  if (!context.permissions.includes(permission))
    throw new ForbiddenError(`You may not ${WORDS[permission]} here. Ask whoever administers Rolecall.`);
  if (reach === "site" && context.audience !== null)
    throw new ForbiddenError("This is about the whole site, not about one space. Ask whoever administers Rolecall.");
  const read = expected.safeParse(input ?? {});
  if (!read.success)
    throw new ApiError("bad-input", `The input of ${name} does not have its shape.`, {
      issues: read.error.issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`),
    });
  // The table of handlers holds for each name the one that takes this input: types cannot follow a name that is a variable.
  const handle = handlers[name] as (input: unknown, context: ApiContext) => Promise<unknown>;
  return output.parse(await handle(read.data, narrow(context)));
}

const WORDS: Record<Permission, string> = {
  view: "see the backlog",
  triage: "decide on findings",
  manage: "change the settings of this space",
  administer: "change the set-up",
};
