import type { Responsibility } from "#core/taxonomy";

/** Reasons that lie in the build of a text, not in its words; the same in every language. */
export interface StructureFeature {
  id: string;
  /** What the reader is shown. */
  term: string;
  responsibility?: Responsibility;
  /** Cautious weight before training, in log-odds. */
  weight: number;
  reason: string;
}

export const structureFeatures = {
  code: {
    id: "structure/code-block",
    term: "a block of code",
    responsibility: "delivery",
    weight: -0.7,
    reason: "Code speaks about how something is built.",
  },
  trace: {
    id: "structure/stack-trace",
    term: "a stack trace or log",
    responsibility: "delivery",
    weight: -1,
    reason: "Traces are quoted to get a defect fixed.",
  },
  steps: {
    id: "structure/steps-to-reproduce",
    term: "steps to reproduce",
    responsibility: "delivery",
    weight: -1.2,
    reason: "The mark of a defect report.",
  },
  expected: {
    id: "structure/expected-and-actual",
    term: "expected and actual behaviour",
    responsibility: "delivery",
    weight: -0.9,
    reason: "Compares behaviour with a specification.",
  },
  criteria: {
    id: "structure/acceptance-criteria",
    term: "a heading for acceptance criteria",
    responsibility: "requirements-readiness",
    weight: -0.3,
    reason: "Weak: strategic items carry such headings too, from a template.",
  },
  checklist: { id: "structure/checklist", term: "a checklist", weight: -0.1, reason: "Weak: a list of steps to do." },
  screenshot: {
    id: "structure/screenshot",
    term: "a screenshot",
    responsibility: "delivery",
    weight: -0.4,
    reason: "Shows a screen as it is or should be.",
  },
  story: {
    id: "structure/user-story",
    term: "a user story (as a … I want …)",
    responsibility: "user-stories",
    weight: -0.6,
    reason: "The form in which a feature slice is described.",
  },
  titleIdentifier: {
    id: "structure/identifier-in-title",
    term: "a code identifier in the title",
    responsibility: "delivery",
    weight: -0.6,
    reason: "Names a class, file, field or setting.",
  },
  bodyIdentifiers: {
    id: "structure/identifiers-in-description",
    term: "code identifiers in the description",
    responsibility: "delivery",
    weight: -0.5,
    reason: "Names classes, files, fields or settings.",
  },
  namesWhatIsBuilt: {
    id: "structure/strategic-words-name-what-is-built",
    term: "the title builds something that the strategic words name",
    responsibility: "delivery",
    weight: -0.8,
    reason:
      'In "Add a pricing selector" or "OKR table" the strategic word says what the thing is for, not what is to be decided.',
  },
  titleVersion: {
    id: "structure/version-in-title",
    term: "a version number in the title",
    responsibility: "delivery",
    weight: -0.4,
    reason: "Versions are built and shipped.",
  },
} as const satisfies Record<string, StructureFeature>;

/** Said of what is missing: counted, but never a reason to decide by itself. */
export const absenceFeatures = {
  noStrategy: {
    id: "absence/no-strategic-reason",
    term: "nothing in the text speaks of product management",
    weight: -0.9,
    reason: "Strategic items nearly always name what they are about.",
  },
} as const satisfies Record<string, StructureFeature>;
