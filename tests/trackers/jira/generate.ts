import type { JiraSite, SiteOptions } from "./site";
import type { SiteIssue, SiteUser } from "./model";

const PROJECTS = [
  ["PAY", "Payments"],
  ["ONB", "Onboarding"],
  ["RPT", "Reporting"],
  ["MOB", "Mobile app"],
  ["PLT", "Platform"],
] as const;
const NAMES =
  `Ana Ruiz,Ben Okafor,Chloé Martin,Dmitri Volkov,Eva Lindqvist,Farid Haddad,Grace Kim,Hugo Silva,Ines Bauer,
Jonas Weber,Kofi Mensah,Lena Novak,Marco Rossi,Nadia Karim,Olu Adeyemi,Petra Horn,Quentin Roy,Rosa Jimenez,Sven Dahl,
Tara Singh,Umar Sheikh,Vera Popova,Wim de Vries,Yuki Tanaka`.split(/,\s*/);
const MARKETS = ["the Nordic market", "Brazil", "the Iberian market", "mid-size clinics", "the public sector"];
const PARTS = [
  ...["the checkout page", "the invoice export", "the sign-up form", "the weekly report", "the search index"],
  ...["the settings screen", "the payment webhook", "the audit log"],
];
const STRATEGIC = [
  ...["Decide pricing for the enterprise tier", "Expand to {market} in Q3", "Product vision for {market}"],
  ...["Interview ten customers about renewals", "Competitor review for {market}", "Go-to-market plan for {market}"],
  ...["Business case for a partner programme", "Set the goals of next year for {market}"],
];
const TACTICAL = [
  ...[
    "Fix crash when saving {part}",
    "As a user I want to filter the list in {part}",
    "Add acceptance tests for {part}",
  ],
  ...["Refactor {part}", "Show an error message in {part}", "Migrate {part}", "Improve the loading time of {part}"],
  ...["Translate {part}", "Bump the dependencies of {part}"],
];
const SENTENCES = [
  "The list stays empty until the page is loaded again.",
  "Support has had four tickets about this in the last two weeks.",
  "Expected: the filter is kept. Actual: it is gone and the total is wrong.",
  "We agreed in the refinement to do the simple thing first and to look at the numbers afterwards.",
  "Larger customers ask for this before they renew.",
  "Legal asked for the wording to be the same on both pages.",
  "See also the notes of the workshop in March.",
];
const TWO_YEARS = 2 * 365 * 86_400_000;

type Random = () => number;

/** Pseudo-random numbers (mulberry32): the same seed gives the same site on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Fills an empty site with people, projects, a saved filter and a backlog. */
export function fillSite(site: JiraSite, options: SiteOptions & { seed: number; clock: number }): void {
  const random = createRandom(options.seed);
  const people = addPeople(site);
  const projects = options.projects ?? PROJECTS;
  for (const [at, [key, name]] of projects.entries()) addProject(site, key, name, people, at);
  site.filters.set(10_100, {
    id: 10_100,
    name: "Open work",
    jql: `project = "${projects[0]?.[0] ?? ""}" AND statusCategory != Done ORDER BY updated DESC`,
    owner: site.account,
  });
  const descriptions = Array.from({ length: 200 }, () => describe(random));
  const latest = new Map<string, Record<"initiative" | "epic" | "story", number | null>>();
  let created = options.clock - TWO_YEARS;
  const step = TWO_YEARS / Math.max(1, options.issues);
  for (let row = 0; row < options.issues; row += 1) {
    // Ties of a millisecond: an import creates several issues at once.
    if (random() > 0.1 || row === 0)
      created = Math.floor(options.clock - TWO_YEARS + row * step + random() * step * 0.9);
    const project = projects[Math.floor(row / 50) % projects.length]?.[0] ?? "";
    const parents = latest.get(project) ?? { initiative: null, epic: null, story: null };
    latest.set(project, parents);
    const type = typeOf(row, parents.story !== null, random);
    const issue = site.addIssue({
      ...{ project, type, created, updated: Math.floor(created + random() ** 4 * (options.clock - created)) },
      summary: titleOf(type, random),
      description: random() < 0.1 ? null : pick(random, descriptions),
      ...planOf(type, row, site, random),
      ...peopleOf(type, people, random),
      ...{ parent: parentOf(type, parents), rank: Math.floor(random() * 2 ** 40) },
    });
    if (type === "Initiative") Object.assign(parents, { initiative: issue.id, epic: null, story: null });
    else if (type === "Epic") Object.assign(parents, { epic: issue.id, story: null });
    else if (type !== "Sub-task") parents.story = issue.id;
  }
}

function typeOf(row: number, hasStory: boolean, random: Random): string {
  if (row % 50 === 0) return "Initiative";
  if (row % 25 === 1) return "Epic";
  return row % 5 === 0 && hasStory ? "Sub-task" : pick(random, ["Story", "Story", "Task", "Bug"]);
}

function parentOf(type: string, parents: Record<"initiative" | "epic" | "story", number | null>): number | null {
  if (type === "Initiative") return null;
  if (type === "Epic") return parents.initiative;
  return type === "Sub-task" ? parents.story : parents.epic;
}

function titleOf(type: string, random: Random): string {
  const strategic = { Initiative: 0.9, Epic: 0.4, Story: 0.08, Task: 0.08 }[type] ?? 0;
  const pattern = pick(random, random() < strategic ? STRATEGIC : TACTICAL);
  return pattern.replace("{market}", pick(random, MARKETS)).replace("{part}", pick(random, PARTS));
}

function describe(random: Random): string {
  const sentences = Array.from({ length: 1 + Math.floor(random() * 6) }, () => pick(random, SENTENCES));
  return sentences.join(random() < 0.5 ? "\n" : " ");
}

function planOf(type: string, row: number, site: JiraSite, random: Random): Partial<SiteIssue> {
  const components = [...site.components.keys()].slice((Math.floor(row / 50) % site.projects.size) * 2).slice(0, 2);
  const isBase = type !== "Initiative" && type !== "Epic";
  return {
    status: pick(random, ["To Do", "To Do", "In Progress", "In Review", "Done"]),
    labels: random() < 0.3 ? [pick(random, ["customer", "api", "2028", "tech-debt"])] : [],
    components: random() < 0.4 ? [pick(random, components)] : [],
    priority: pick(random, ["High", "Medium", "Low"]),
    duedate: random() < 0.1 ? `2027-0${1 + Math.floor(random() * 9)}-15` : null,
    points: isBase && random() < 0.7 ? pick(random, [1, 2, 3, 5, 8]) : null,
    sprints: isBase && random() < 0.5 ? [pick(random, [...site.sprints.keys()])] : [],
  };
}

function peopleOf(type: string, people: SiteUser[], random: Random): Partial<SiteIssue> {
  const someone = () => pick(random, people).accountId;
  const reporter = someone();
  return {
    assignee: random() < 0.8 ? someone() : null,
    reporter,
    creator: random() < 0.1 ? "557058:import-app" : reporter,
    productOwner: type === "Epic" || random() < 0.2 ? (people[1]?.accountId ?? null) : null,
  };
}

function addPeople(site: JiraSite): SiteUser[] {
  const people = NAMES.map((displayName, at): SiteUser => ({
    accountId: `712020:00000000-0000-4000-8000-${String(at).padStart(12, "0")}`,
    accountType: "atlassian",
    displayName,
    ...(at % 4 === 0 && { emailAddress: `${displayName.split(" ")[0]?.toLowerCase() ?? ""}@acme.example` }),
    active: at % 12 !== 11,
  }));
  const app: SiteUser = {
    ...{ accountId: "557058:import-app", accountType: "app", displayName: "Import for Jira", active: true },
  };
  const reader: SiteUser = {
    ...{ accountId: "712020:reader", accountType: "atlassian", displayName: "Rolecall Reader", active: true },
    emailAddress: "reader@acme.example",
  };
  for (const user of [...people, app, reader]) site.users.set(user.accountId, user);
  site.account = reader.accountId;
  const group = (groupId: string, name: string, of: SiteUser[]) =>
    site.groups.set(groupId, { groupId, name, members: of.map(({ accountId }) => accountId) });
  group("276f955c-63d7-42c8-9520-92d01dca0625", "product-managers", people.slice(0, 3));
  group("6e87dc72-4f1f-421f-9382-2fee8b652487", "product-owners", people.slice(1, 8));
  group("952d12c3-5b5b-4d04-bb32-44d383afc4b2", "everyone", [...people, app, reader]);
  for (let id = 1; id <= 20; id += 1)
    site.sprints.set(id, { id, name: `Sprint ${id}`, state: id < 18 ? "closed" : id === 18 ? "active" : "future" });
  return people;
}

function addProject(site: JiraSite, key: string, name: string, people: SiteUser[], at: number): void {
  const person = (offset: number) => people[(at * 3 + offset) % people.length]?.accountId ?? "";
  const project = site.addProject({ key, name, lead: person(0) });
  const [administrators, developers, owners] = project.roles;
  administrators?.actors.push({ user: project.lead });
  developers?.actors.push({ group: "952d12c3-5b5b-4d04-bb32-44d383afc4b2" });
  owners?.actors.push({ group: "6e87dc72-4f1f-421f-9382-2fee8b652487" }, { user: person(1) });
  for (const [offset, part] of ["API", "Web"].entries()) {
    const id = 10_200 + at * 2 + offset;
    site.components.set(id, { id, project: key, name: part, description: "", lead: offset ? null : person(2) });
  }
}
