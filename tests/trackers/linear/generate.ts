import type { Issue, Label, Project, Team, User } from "./entities";
import { LinearWorkspace } from "./workspace";

const DAY = 86_400_000;

/** When the clock of an emulated server starts unless a test says otherwise. */
export const LINEAR_EPOCH = Date.UTC(2026, 0, 15, 9);

const STRATEGIC = [
  "Decide pricing for the enterprise tier",
  "Define the product vision for next year",
  "Research the market for mid-size customers",
  "Agree on OKRs for the second quarter",
  "Validate the hypothesis about self-service onboarding",
  "Write the business case for the partner programme",
];

const TACTICAL = [
  "Fix crash when saving the form",
  "Add a loading state to the invoice table",
  "Write acceptance criteria for the export story",
  "Refactor the date picker",
  "Correct the label of the cancel button",
  "Add a regression test for the search filter",
];

const STATES = ["triage", "backlog", "unstarted", "started", "completed", "canceled", "duplicate"];

/** What a generated workspace is made from. */
export interface WorkspaceOptions {
  issues?: number;
  seed?: number;
  clock?: number;
}

/** Builds a mixed backlog, always the same one for the same options. */
export function createLinearWorkspace(options: WorkspaceOptions = {}): LinearWorkspace {
  const { issues = 60, seed = 1, clock = LINEAR_EPOCH } = options;
  const workspace = new LinearWorkspace(clock);
  const random = generator(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const people = addPeople(workspace);
  const teams = addTeams(workspace, people);
  const labels = addLabels(workspace, teams);
  const projects = addProjects(workspace, people, teams);
  const milestones = projects.map((project) =>
    workspace.put("ProjectMilestone", { name: "Beta", description: null, project, targetDate: project.targetDate }),
  );
  const cycles = teams.map((team) =>
    workspace.put("Cycle", { name: null, number: 1, team, startsAt: clock - 7 * DAY, endsAt: clock + 7 * DAY }),
  );
  const recent = new Map<number, Issue>();
  let createdAt = clock;
  for (let index = 0; index < issues; index++) {
    const at = Math.floor(random() * teams.length);
    const team = teams[at] as Team;
    const strategic = random() < 0.3;
    const type = pick(STATES);
    const inProject = random() < 0.6 ? Math.floor(random() * projects.length) : -1;
    // Every tenth issue shares its millisecond with the one before it.
    if (index % 10 !== 9) createdAt = clock - Math.floor(random() * 730 * DAY) - 1;
    const misplaced = strategic ? people.otto : people.mona;
    const issue = workspace.addIssue({
      team,
      title: pick(strategic ? STRATEGIC : TACTICAL),
      description: index % 3 === 0 ? "What it is about, in a few words." : null,
      state: workspace.state(team, type),
      assignee: random() < 0.3 ? misplaced : random() < 0.8 ? pick(people.engineers) : null,
      creator: pick(people.all),
      project: projects[inProject] ?? null,
      projectMilestone: index % 7 === 0 ? (milestones[inProject] ?? null) : null,
      cycle: !strategic && type === "started" ? (cycles[at] ?? null) : null,
      parent: index % 5 === 4 ? (recent.get(at) ?? null) : null,
      labels: random() < 0.5 ? [pick(labels)] : [],
      estimate: strategic ? null : pick([1, 2, 3, 5, null]),
      priority: Math.floor(random() * 5),
      createdAt,
      updatedAt: createdAt + Math.floor(random() * (clock - createdAt)),
      archivedAt: index % 25 === 24 ? clock - 1 : null,
      completedAt: type === "completed" ? clock - 1 : null,
      canceledAt: type === "canceled" ? clock - 1 : null,
      jira: index % 20 === 0 ? [{ id: workspace.newId(), issueKey: `WEB-${index + 1}` }] : null,
    });
    recent.set(at, issue);
  }
  return workspace;
}

interface People {
  mona: User;
  otto: User;
  engineers: User[];
  all: User[];
}

function addPeople(workspace: LinearWorkspace): People {
  const add = (name: string, title: string | null, app = false) => {
    const displayName = (name.split(" ")[0] ?? name).toLowerCase();
    const email = `${displayName}@acme.example`;
    return workspace.put("User", { name, displayName, email, title, active: true, app, guest: false });
  };
  const mona = add("Mona Manager", "Product Manager");
  const otto = add("Otto Owner", "Product Owner");
  const engineers = ["Ada Engineer", "Ben Engineer", "Cleo Engineer"].map((name) => add(name, "Software Engineer"));
  add("Robot", null, true);
  return { mona, otto, engineers, all: [mona, otto, ...engineers] };
}

function addTeams(workspace: LinearWorkspace, people: People): Team[] {
  const names: [string, string][] = [
    ["ENG", "Engineering"],
    ["PRD", "Product & Design"],
    ["OPS", "Operations"],
  ];
  return names.map(([key, name]) => {
    const members = people.all;
    const team = workspace.put("Team", { key, name, isVisible: true, members, issueEstimationType: "fibonacci" });
    for (const [position, type] of STATES.entries()) {
      workspace.put("WorkflowState", { name: capital(type), type, position, team });
    }
    return team;
  });
}

function addLabels(workspace: LinearWorkspace, teams: Team[]): Label[] {
  const group = workspace.put("IssueLabel", { name: "Work type", isGroup: true, parent: null, team: null });
  const add = (name: string, parent: Label | null, team: Team | null = null) =>
    workspace.put("IssueLabel", { name, isGroup: false, parent, team });
  workspace.put("ProjectLabel", { name: "Bets & goals", isGroup: false, parent: null, team: null });
  workspace.put("InitiativeLabel", { name: "Company", isGroup: false, parent: null, team: null });
  const shared = [add("Bug", null), add("R&D", null), add("Discovery", group), add("Delivery", group)];
  add("Chore", null, teams[0] ?? null);
  return shared;
}

function addProjects(workspace: LinearWorkspace, { mona, otto }: People, teams: Team[]): Project[] {
  const types = ["backlog", "planned", "started", "paused", "completed", "canceled"];
  const statuses = types.map((type, position) =>
    workspace.put("ProjectStatus", { name: capital(type), type, position }),
  );
  const initiatives = ["Grow in the enterprise market", "Make onboarding effortless"].map((name, index) =>
    workspace.put("Initiative", {
      name,
      description: null,
      owner: index === 0 ? mona : otto,
      creator: mona,
      status: index === 0 ? "Active" : "Planned",
      labels: [],
      priority: 2,
      targetDate: "2026-12-31",
      parentInitiative: null,
      url: `https://linear.app/acme/initiative/${index + 1}`,
    }),
  );
  const names = ["Enterprise pricing", "Import & export", "Guided set-up", "Billing clean-up"];
  return names.map((name, index) =>
    workspace.addProject({
      name,
      description: `${name} in short.`,
      lead: index % 2 === 0 ? mona : otto,
      creator: mona,
      ...(statuses[index] && { status: statuses[index] }),
      labels: index === 0 ? workspace.lists.ProjectLabel.slice(0, 1) : [],
      teams: [teams[index % teams.length] as Team],
      initiatives: initiatives.slice(index % 2, (index % 2) + 1),
      targetDate: index === 3 ? null : "2026-06-30",
    }),
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A small generator of numbers from 0 to 1, the same ones for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
