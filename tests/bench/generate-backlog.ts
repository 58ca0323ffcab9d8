import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { stringify } from "csv-stringify/sync";
import type { WorkItem } from "#core/model";

/** A small generator of pseudo-random numbers (mulberry32): the same seed gives the same backlog on every machine. */
function createRandom(seed: number): { next(): number; below(limit: number): number; pick<T>(list: readonly T[]): T } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error("nothing to pick from");
      return found;
    },
  };
}

const HEADER = [
  ...[
    "Summary",
    "Issue key",
    "Issue id",
    "Issue Type",
    "Status",
    "Project key",
    "Project name",
    "Priority",
    "Resolution",
    "Assignee",
    "Assignee Id",
  ],
  ...[
    "Reporter",
    "Reporter Id",
    "Created",
    "Updated",
    "Resolved",
    "Due date",
    "Labels",
    "Labels",
    "Components",
    "Description",
    "Sprint",
    "Sprint",
  ],
  ...["Custom field (Story Points)", "Custom field (Product owner)", "Parent", "Parent key", "Status Category"],
];

const SPACES = [
  ["PAY", "Payments"],
  ["ONB", "Onboarding"],
  ["RPT", "Reporting"],
  ["MOB", "Mobile app"],
  ["PLT", "Platform"],
] as const;
/** Who a backlog is about; the first two are the product manager and the product owner of `PRODUCT_PEOPLE`. */
const PEOPLE = [
  ...[
    "Ana Ruiz",
    "Ben Okafor",
    "Chloé Martin",
    "Dmitri Volkov",
    "Eva Lindqvist",
    "Farid Haddad",
    "Grace Kim",
    "Hugo Silva",
  ],
  ...[
    "Ines Bauer",
    "Jonas Weber",
    "Kofi Mensah",
    "Lena Novak",
    "Marco Rossi",
    "Nadia Karim",
    "Olu Adeyemi",
    "Petra Horn",
  ],
  ...[
    "Quentin Roy",
    "Rosa Jimenez",
    "Sven Dahl",
    "Tara Singh",
    "Umar Sheikh",
    "Vera Popova",
    "Wim de Vries",
    "Yuki Tanaka",
  ],
];

/** A policy under which some of a generated backlog has the wrong owner. */
export const PRODUCT_PEOPLE = [
  { person: "Ana Ruiz", role: "product-manager" },
  { person: "Ben Okafor", role: "product-owner" },
] as const;

const PARTS = [
  "the checkout page",
  "the invoice export",
  "the sign-up form",
  "the weekly report",
  "the search index",
  "the settings screen",
  "the payment webhook",
  "the audit log",
];
const TACTICAL = [
  "Fix a crash in",
  "Add a filter to",
  "Write acceptance tests for",
  "Refactor",
  "Show an error message in",
  "Migrate",
  "Improve the loading time of",
  "Translate",
];
const WHEN = [
  "",
  "",
  " when the customer has no address",
  " after the session has expired",
  " for accounts with more than one owner",
  " on small screens",
  " before the next release",
];
const SENTENCES = [
  "The list stays empty until the page is loaded again.",
  "Support has had four tickets about this in the last two weeks, all from accounts with many users.",
  "Steps: open the page, choose a filter, press Apply, then go back.",
  "Expected: the filter is kept. Actual: it is gone and the total is wrong.",
  "The log shows a timeout after 30 seconds; the query reads the whole table.",
  "We agreed in the refinement to do the simple thing first and to look at the numbers afterwards.",
  "Acceptance: the button is disabled while the request runs, and an error is shown below it.",
  "Design is linked in the comments; the copy is not final.",
  "Depends on the new endpoint, which is behind a flag in staging.",
  "Legal asked for the wording to be the same on both pages.",
  "Larger customers ask for this before they renew.",
  "See also the notes of the workshop in March.",
];
const STRATEGIC = [
  "Decide the pricing model for 2028",
  "Interview ten customers about renewals",
  "Competitor review of the reporting market",
  "Product vision for small teams",
  "Go-to-market plan for the Nordics",
  "Business case for a partner programme",
];
const STATUSES = [
  ["To Do", "To Do"],
  ["In Progress", "In Progress"],
  ["In Review", "In Progress"],
  ["Done", "Done"],
] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Writes a Jira Cloud export of so many rows with epics, stories and sub-tasks in five spaces; resolves when it is on the disk. */
export async function generateBacklog(path: string, rows: number, seed = 1): Promise<void> {
  const random = createRandom(seed);
  const file = createWriteStream(path);
  file.write(stringify([HEADER]));
  let block: string[][] = [];
  for (let row = 1; row <= rows; row += 1) {
    block.push(generateRow(row, random));
    if (block.length < 1000 && row < rows) continue;
    if (!file.write(stringify(block))) await once(file, "drain");
    block = [];
  }
  file.end();
  await finished(file);
}

/** The item of a row as a tracker would deliver it; another version of it has other words, people and states, and the same parent. */
export function generateItem(row: number, version = 0): WorkItem {
  const cells = generateRow(row, createRandom(row + version * 10_000_000));
  const cell = (name: string): string => cells[HEADER.indexOf(name)] ?? "";
  const space = cell("Project key");
  const type = cell("Issue Type");
  const category = ({ Done: "done", "In Progress": "in-progress" } as const)[cell("Status Category")] ?? "todo";
  const parent = cell("Parent");
  return {
    id: `jira:acme:${cell("Issue id")}`,
    key: cell("Issue key"),
    aliases: [cell("Issue id")],
    tracker: "jira",
    scope: { id: `jira:acme:${space}`, name: cell("Project name") },
    type,
    level: type === "Epic" ? "epic" : type === "Sub-task" ? "subtask" : "story",
    title: cell("Summary"),
    description: cell("Description"),
    labels: cell("Labels") === "" ? [] : [cell("Labels")],
    components: cell("Components") === "" ? [] : [cell("Components")],
    status: { name: cell("Status"), category },
    priority: cell("Priority"),
    sprint: cell("Sprint"),
    ...(parent === "" ? {} : { parent }),
    people: {
      assignee: { id: cell("Assignee Id"), name: cell("Assignee") },
      reporter: { id: cell("Reporter Id"), name: cell("Reporter") },
    },
    created: "2026-01-05T09:00:00Z",
  };
}

type Random = ReturnType<typeof createRandom>;

/** Every 25th row is an epic; the rows after it are its stories, every fifth of them a sub-task. */
function generateRow(row: number, random: Random): string[] {
  const [space, name] = SPACES[Math.floor(row / 25) % SPACES.length] ?? SPACES[0];
  const isEpic = row % 25 === 1;
  const type = isEpic ? "Epic" : row % 5 === 0 ? "Sub-task" : random.pick(["Story", "Task", "Bug"]);
  const parent = isEpic ? 0 : row - ((row - 1) % 25);
  const [status, category] = random.pick(STATUSES);
  const assignee = random.below(PEOPLE.length);
  const reporter = random.below(PEOPLE.length);
  const title =
    isEpic && random.next() < 0.4
      ? random.pick(STRATEGIC)
      : `${random.pick(TACTICAL)} ${random.pick(PARTS)}${random.pick(WHEN)}`;
  return [
    ...[
      title,
      `${space}-${row}`,
      String(100_000 + row),
      type,
      status,
      space,
      name,
      random.pick(["High", "Medium", "Low"]),
      category === "Done" ? "Done" : "",
    ],
    ...[PEOPLE[assignee] ?? "", accountId(assignee), PEOPLE[reporter] ?? "", accountId(reporter)],
    ...[
      jiraDate(random),
      jiraDate(random),
      category === "Done" ? jiraDate(random) : "",
      random.next() < 0.1 ? jiraDate(random) : "",
    ],
    ...[
      random.next() < 0.3 ? "customer" : "",
      random.next() < 0.1 ? "2028" : "",
      random.next() < 0.2 ? "api" : "",
      describe(title, random),
    ],
    ...[`${name} Sprint ${random.below(20) + 1}`, random.next() < 0.2 ? `${name} Sprint ${random.below(20) + 21}` : ""],
    ...[isEpic ? "" : String(random.pick([1, 2, 3, 5, 8])), isEpic ? (PEOPLE[reporter] ?? "") : ""],
    ...[parent ? String(100_000 + parent) : "", parent ? `${space}-${parent}` : "", category],
  ];
}

const accountId = (person: number): string => `712020:00000000-0000-4000-8000-${String(person).padStart(12, "0")}`;

function jiraDate(random: Random): string {
  const day = String(random.below(28) + 1).padStart(2, "0");
  const minute = String(random.below(60)).padStart(2, "0");
  return `${day}/${random.pick(MONTHS)}/${25 + random.below(3)} ${random.below(12) + 1}:${minute} ${random.pick(["AM", "PM"])}`;
}

/** Lengths of descriptions as public trackers have them: one in ten is empty, half have 220 characters or less, few have thousands. */
const LENGTHS: readonly (readonly [share: number, characters: number])[] = [
  [0.1, 0],
  [0.25, 54],
  [0.5, 223],
  [0.75, 536],
  [0.9, 1301],
  [1, 4000],
];

function describe(title: string, random: Random): string {
  const share = random.next();
  const at = LENGTHS.findIndex(([upTo]) => share <= upTo);
  const [to, longest] = LENGTHS[at] ?? [1, 4000];
  const [from, shortest] = LENGTHS[at - 1] ?? [0, 0];
  const wanted = shortest + ((longest - shortest) * (share - from)) / (to - from);
  if (wanted < 1) return "";
  const lines = [
    `As a ${random.pick(["user", "clerk", "manager"])} I want to ${title.toLowerCase()} so that I "save" time.`,
  ];
  for (let length = lines[0]?.length ?? 0; length < wanted; length += lines.at(-1)?.length ?? 1)
    lines.push(random.pick(SENTENCES));
  return lines.join(random.pick(["\n", " "])).slice(0, Math.ceil(wanted));
}
