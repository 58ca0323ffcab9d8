import type { Level } from "#core/model";
import type { Responsibility } from "#core/taxonomy";

/**
 * Reasons outside the text. Bounded ones are expert weights that no data could confirm yet: the labelled items have no such
 * fields. They shift a verdict and cannot decide one alone. A missing value weighs nothing.
 */
export interface MetadataFeature {
  id: string;
  /** What the reader is shown. */
  term: string;
  field: string;
  weight: number;
  isBounded: boolean;
  responsibility?: Responsibility;
  reason: string;
}

interface TypeFeature extends MetadataFeature {
  /** Names of the type in trackers, lower case. */
  names: readonly string[];
}

const type = (
  id: string,
  names: readonly string[],
  weight: number,
  reason: string,
  responsibility?: Responsibility,
  isBounded = id !== "bug",
): TypeFeature => ({
  id: `metadata/type-${id}`,
  names,
  term: `type ${names[0] ?? id}`,
  field: "type",
  weight,
  isBounded,
  reason,
  ...(responsibility ? { responsibility } : {}),
});

export const typeFeatures: readonly TypeFeature[] = [
  type(
    "bug",
    [
      "bug",
      "defect",
      "fault",
      "error",
      "fehler",
      "bogue",
      "erreur",
      "anomalía",
      "defeito",
      "erro",
      "hotfix",
      "regression",
    ],
    -1.4,
    "A defect is delivery work.",
    "delivery",
  ),
  type(
    "story",
    ["story", "user story", "historia", "historia de usuario", "récit", "história", "história do usuário"],
    -0.5,
    "A story is a slice of a feature.",
    "user-stories",
  ),
  type(
    "feature",
    [
      "feature",
      "new feature",
      "improvement",
      "enhancement",
      "feature request",
      "wish",
      "suggestion",
      "funktion",
      "neue funktion",
      "verbesserung",
      "fonctionnalité",
      "nouvelle fonctionnalité",
      "amélioration",
      "nueva función",
      "mejora",
      "nova funcionalidade",
      "melhoria",
      "funcionalidade",
    ],
    -0.7,
    "A concrete feature is a deliverable.",
    "user-stories",
  ),
  type(
    "task",
    ["task", "tarea", "tâche", "aufgabe", "tarefa", "action item"],
    -0.1,
    "A task may be anything; in development backlogs it is mostly building.",
  ),
  type(
    "technical",
    [
      "technical task",
      "technical debt",
      "tech debt",
      "tech task",
      "chore",
      "maintenance",
      "code task",
      "refactoring",
      "spike",
      "technical story",
      "infrastructure",
      "build",
      "engineering",
      "documentation",
      "doc",
    ],
    -0.9,
    "Engineering or documentation work.",
    "delivery",
  ),
  type(
    "test",
    ["test", "test case", "test plan", "test execution", "test set", "qa", "qa task", "testfall"],
    -1.2,
    "Checking what was built.",
    "testing-acceptance",
  ),
  type(
    "support",
    [
      "support",
      "incident",
      "service request",
      "problem",
      "change",
      "change request",
      "support request",
      "question",
      "help",
      "[system] incident",
      "[system] service request",
    ],
    -0.9,
    "Handling a case.",
    "delivery",
  ),
  type(
    "subtask",
    ["sub-task", "subtask", "sub task", "unteraufgabe", "sous-tâche", "subtarea", "subtarefa", "sub-bug"],
    -0.6,
    "A step of other work.",
  ),
  type(
    "initiative",
    [
      "initiative",
      "strategic initiative",
      "strategic theme",
      "theme",
      "objective",
      "key result",
      "okr",
      "goal",
      "business goal",
      "portfolio epic",
      "capability",
      "opportunity",
      "idea",
      "bet",
      "vision",
      "iniciativa",
      "ziel",
      "objetivo",
      "objectif",
    ],
    0.9,
    "A type for direction and goals.",
    undefined,
    true,
  ),
  type(
    "marketing",
    [
      "marketing",
      "campaign",
      "launch",
      "research",
      "market research",
      "experiment",
      "interview",
      "insight",
      "feedback",
      "asset",
      "event",
      "sales",
      "lead",
      "deal",
      "contract",
      "business case",
      "budget",
    ],
    0.8,
    "A type of product management, marketing or sales work.",
    undefined,
    true,
  ),
];

export const levelFeatures: Readonly<Record<Level, MetadataFeature | undefined>> = {
  initiative: {
    id: "metadata/level-initiative",
    term: "level initiative",
    field: "level",
    weight: 0.7,
    isBounded: true,
    reason: "The top of the hierarchy is for direction.",
  },
  epic: undefined,
  story: undefined,
  subtask: {
    id: "metadata/level-subtask",
    term: "level sub-task",
    field: "level",
    weight: -0.5,
    isBounded: true,
    reason: "The bottom of the hierarchy is for steps.",
  },
};

export const fieldFeatures = {
  estimate: {
    id: "metadata/estimate",
    term: "has an estimate",
    field: "estimate",
    weight: -0.35,
    isBounded: true,
    reason: "Teams estimate what they are about to build.",
  },
  sprint: {
    id: "metadata/sprint",
    term: "is planned in a sprint",
    field: "sprint",
    weight: -0.4,
    isBounded: true,
    reason: "Sprints hold delivery work.",
  },
  farDueDate: {
    id: "metadata/due-far",
    term: "is due half a year or more after it was created",
    field: "dueDate",
    weight: 0.25,
    isBounded: true,
    reason: "Strategic work has a long horizon.",
  },
  nearDueDate: {
    id: "metadata/due-near",
    term: "is due within three weeks of its creation",
    field: "dueDate",
    weight: -0.15,
    isBounded: true,
    reason: "Short horizons are the team's.",
  },
  topPriority: {
    id: "metadata/priority-top",
    term: "has the highest priority",
    field: "priority",
    weight: -0.15,
    isBounded: true,
    reason: "Blockers and criticals are mostly defects.",
  },
  components: {
    id: "metadata/components",
    term: "names a component",
    field: "components",
    weight: -0.3,
    isBounded: true,
    reason: "Components are parts of the thing being built.",
  },
} as const satisfies Record<string, MetadataFeature>;

export const topPriorities: readonly string[] = ["blocker", "critical", "highest", "urgent", "p0", "p1"];
