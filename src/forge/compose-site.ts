import { createLedger, type Ledger } from "#adapters/http/ledger";
import { createForgeExchange } from "#adapters/jira/forge";
import { workspaceOf } from "#adapters/jira/map";
import { createJiraMembers } from "#adapters/jira/members";
import { createJiraClient, type JiraRest } from "#adapters/jira/rest";
import { type JiraDirectory, openJira, readDirectory } from "#adapters/jira/source";
import { createJiraWriter } from "#adapters/jira/write";
import type { Policy } from "#core/config";
import { type Host, readPoints, writePoints } from "#forge/host";
import { type Documents, Pause, type TrackerWriter } from "#ports";
import type { AppTracker } from "#usecases/app/parts";
import { peopleFieldsOf } from "#usecases/people-fields";

/** Points an hour of one app over all its customers (Atlassian, "Rate limiting", Tier 1). */
const APP_POINTS = 65_000;

/** The site's Jira, asked by the app. What it costs is counted over all invocations of an hour. */
export interface Site {
  jira: JiraRest;
  open(policy: Policy): Promise<AppTracker>;
  writer(): Promise<TrackerWriter>;
  /** Keeps count for the next invocation; as often as one likes. */
  savePoints(): Promise<void>;
}

export interface SiteOptions {
  host: Host;
  documents: Documents;
  policy: Policy;
  /** When the invocation is over, in milliseconds since 1970: waiting beyond it is left to a later one. */
  deadline: number;
}

/** Requests after which what they cost is kept. */
const COUNTED = 20;
/** Time that must be left after a wait, so that the request behind it can be answered and kept. */
const MARGIN = 60_000;

export async function createSite({ host, documents, policy, deadline }: SiteOptions): Promise<Site> {
  const { jira: limits } = policy.source;
  let why = "Jira asks to wait";
  const clock = {
    now: host.now,
    sleep(milliseconds: number) {
      if (host.now() + milliseconds > deadline - MARGIN) throw new Pause(`${why}; it goes on by itself.`, milliseconds);
      return host.sleep(milliseconds);
    },
  };
  const spent = await readPoints();
  const ledger: Ledger = createLedger({
    ...{ tracker: "Jira", clock, share: limits.appShare, pointsPerHour: limits.pointsPerHour ?? APP_POINTS },
    ...{ spent, maxRequests: policy.source.maxRequests, onWait: (_milliseconds, reason) => void (why = reason) },
  });
  const { firstPauseMs } = host;
  let saved = ledger.hourly();
  const savePoints = async (): Promise<void> => {
    const points = ledger.hourly();
    // Whoever has asked for nothing knows less than others who have meanwhile.
    if (points !== saved) await writePoints(points);
    saved = points;
  };
  const ask = createForgeExchange("app");
  let asked = 0;
  // An invocation that is cut off must not have used up much that nobody knows of.
  const exchange: typeof ask = async (request) => {
    asked += 1;
    if (asked % COUNTED === 0) await savePoints();
    return ask(request);
  };
  const jira = createJiraClient({ exchange, baseUrl: "", clock, ledger, firstPauseMs, asker: "app" });
  const directory = createDirectory(jira, documents, host);
  return {
    jira,
    async open(inForce) {
      const known = await directory.read(inForce);
      const peopleFields = peopleFieldsOf(inForce);
      const opened = await openJira({ jira, clock, scope: inForce.source.jira, peopleFields, directory: known });
      return { ...opened, site: known.baseUrl, listMembers: createJiraMembers(jira) };
    },
    writer: async () => createJiraWriter(jira, workspaceOf((await directory.read(policy)).baseUrl)),
    savePoints,
  };
}

const NAME = "directory";
/** Hours for which what a site has is taken for known: fields and spaces change seldom, and asking has its price. */
const HOLDS = 24 * 3_600_000;

interface KeptDirectory {
  at: number;
  /** For which people fields and spaces it was read. */
  wanted: string;
  baseUrl: string;
  fields: JiraDirectory["fields"];
  spaces: [string, { key: string; name: string }][] | null;
}

/** Address of the site and names of its fields, asked for once a day. */
function createDirectory(jira: JiraRest, documents: Documents, { now }: Host) {
  return {
    async read(policy: Policy): Promise<JiraDirectory> {
      const scope = policy.source.jira;
      const peopleFields = peopleFieldsOf(policy);
      const wanted = JSON.stringify([peopleFields.filter((name) => name.endsWith("Lead")), scope.projects]);
      const known = await readKept(documents);
      if (known && known.wanted === wanted && now() - known.at < HOLDS)
        return { ...known, spaces: known.spaces && new Map(known.spaces) };
      const { baseUrl, fields, spaces } = await readDirectory(jira, { scope, peopleFields });
      // Leads are people: where they are wanted they are read anew each time, and never kept here.
      const wantsLeads = peopleFields.some((name) => name.endsWith("Lead"));
      const nameless = spaces && [...spaces.values()].map(({ key, name }) => ({ key, name }));
      const kept: KeptDirectory = {
        ...{ at: wantsLeads ? 0 : now(), wanted, baseUrl, fields },
        spaces: nameless && nameless.map((space) => [space.key, space]),
      };
      await documents.put(NAME, JSON.stringify(kept));
      return { baseUrl, fields, spaces };
    },
  };
}

async function readKept(documents: Documents): Promise<KeptDirectory | null> {
  const text = await documents.get(NAME);
  return text === null ? null : (JSON.parse(text) as KeptDirectory);
}

/** Address of the site as the last audit knows it; null before the first. */
export const knownAddress = async (documents: Documents): Promise<string | null> =>
  (await readKept(documents))?.baseUrl ?? null;
