import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { pastRuns } from "#usecases/api/past-runs";
import { readTallies } from "#usecases/api/tallies";
import { collectPersonData } from "#usecases/person-data";

/** Everything that is remembered about one person, for whoever asks for their data. */
export const exportPerson: Handler<"exportPerson"> = async ({ ref }, { store }) => {
  const data = await collectPersonData(ref, store);
  const [known] = await store.accounts.of([ref]);
  const isUnknown = data.name === null && !known && data.findings.length === 0 && data.decisions.length === 0;
  if (isUnknown)
    throw new ApiError("not-found", "Nothing is remembered about anybody of that reference.", {
      remedy: "Choose somebody from the list: who was forgotten is in it no longer.",
    });
  const text = `${JSON.stringify({ ...data, account: known?.account ?? null }, null, 2)}\n`;
  return { name: "rolecall-person.json", mediaType: "application/json", text };
};

export const erasePerson: Handler<"erasePerson"> = async ({ ref }, { store }) => ({
  isErased: await store.erasePerson(ref),
});

/** Deletes what ended before a day, or everything; of everything it counts the last hundred audits and what was found last. */
export const purge: Handler<"purge"> = async (input, context) => {
  if ("before" in input) return context.store.purgeBefore(`${input.before}T00:00:00.000Z`);
  const runs = (await pastRuns(context)).length;
  const findings = (await readTallies({}, context)).reduce((sum, { count }) => sum + count, 0);
  for await (const page of context.store.published.all())
    if (page.length > 0)
      throw new ApiError("bad-input", "Work items still carry what was written to them for JQL.", {
        remedy: "Have that removed first: once everything is forgotten, nobody knows where it is.",
      });
  // How the app is set up is no record of anybody's work: where the same place holds it, it stays.
  await context.store.purgeAll(context.policy.document);
  return { runs, findings };
};
