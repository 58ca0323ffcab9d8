import {
  focusName,
  joinPhrases,
  phraseEvidence,
  phraseFlip,
  phraseReasons,
  phraseVerdict,
  phraseLanguage,
} from "#core/explain";
import type { Focus } from "#core/model";
import type { RenderOptions } from "#core/render/format";
import { roundToSum } from "#core/render/numbers";
import { responsibilityDescriptions } from "#core/taxonomy";
import { probabilityOf, type Evidence, type Verdict } from "#core/verdict";

/** What is known of the item: with the description, the words in it are shown where they stand. */
export interface ExplainedItem {
  key: string;
  title: string;
  description?: string;
  url?: string;
}

export interface VerdictOptions extends Pick<RenderOptions, "colour" | "width" | "locale"> {
  /** `text` is `terminal` without colours, whatever `colour` says. */
  format?: "terminal" | "markdown" | "text";
  /** Hash of policy, lexicon and weights, so that the answer can be had again. */
  rulesetHash?: string;
}

/** Passages of a description that an argument quotes. */
export const EXCERPTS = 5;

/** A verdict laid out as an argument that a reader can check with a pencil. Texts are raw. */
export interface Argument {
  /** "PAY-12 is strategic · 94 %" */
  headline: string;
  focus: Focus;
  /** The gist in a sentence or two, without numbers. */
  because: string;
  groups: readonly ArgumentGroup[];
  /** Sum of all lines as they are shown. */
  score: string;
  /** "1/(1+e^-score) = 1/(1+e^-2.84) = 0.945" */
  equation: string;
  /** What it is about; what else it could be; what would change it; what a person decided; what it was read as. */
  notes: readonly { label: string; text: string }[];
}

export interface ArgumentGroup {
  title: string;
  focus: Focus;
  lines: readonly ArgumentLine[];
  /** Sum of the group's lines as shown. */
  sum: string;
}

export interface ArgumentLine {
  text: string;
  /** What the words are a sign of, where they are a sign of something. */
  about: string | null;
  weight: string;
  evidence: Evidence;
}

export function layOutArgument(
  key: string,
  verdict: Verdict,
  { rulesetHash }: Pick<VerdictOptions, "rulesetHash"> = {},
): Argument {
  const decimals = decimalsFor(verdict.score);
  const shown = roundToSum(
    verdict.evidence.map((line) => line.weight),
    decimals,
    verdict.score,
  );
  const lines = verdict.evidence.map((evidence, index) => ({ evidence, value: shown[index] ?? 0 }));
  return {
    headline: headlineOf(key, verdict),
    focus: verdict.override?.focus ?? verdict.focus,
    because: phraseBecause(verdict),
    groups: groupLines(lines, verdict, decimals),
    score: signed(roundOne(verdict.score, decimals), decimals),
    equation: phraseEquation(verdict, decimals),
    notes: notesOf(verdict, rulesetHash),
  };
}

function headlineOf(key: string, verdict: Verdict): string {
  if (verdict.override) return `${key} is ${phraseVerdict(verdict).replace(/^./, (letter) => letter.toLowerCase())}`;
  if (verdict.focus !== "unclear") return `${key} is ${phraseVerdict(verdict).toLowerCase()}`;
  const percent = Math.round(verdict.probability * 100);
  return `${key} could be either · strategic ${percent} %, tactical ${100 - percent} %`;
}

function phraseBecause(verdict: Verdict): string {
  const [strategic, tactical] = [phraseReasons(verdict, "strategic"), phraseReasons(verdict, "tactical")].map(
    joinPhrases,
  );
  const sides = [strategic ? `For strategic: ${strategic}.` : "", tactical ? `For tactical: ${tactical}.` : ""].filter(
    (side) => side !== "",
  );
  if (sides.length === 0) return "Nothing in it speaks for either side.";
  if (verdict.focus === "unclear") return sides.join(" ");
  const [reasons, against] = verdict.focus === "strategic" ? [strategic, tactical] : [tactical, strategic];
  const counter = against ? `Against it: ${against}.` : "Nothing speaks against it.";
  return `${reasons ? `It reads as ${verdict.focus}: ${reasons}.` : `No word of it says so; items are usually ${verdict.focus}.`} ${counter}`;
}

function phraseEquation({ score, probability, focus }: Verdict, decimals: number): string {
  const exponent = signed(-roundOne(score, decimals), decimals).replace("+", "").trim();
  const other = focus === "tactical" ? `, so ${phraseProbability(1 - probability)} that it is tactical` : "";
  return `1/(1+e^-score) = 1/(1+e^${exponent}) = ${phraseProbability(probability)}${other}`;
}

/** Three decimals, or as many as keep it from looking like the certainty that nobody has: "0.0004", "0.9996". */
function phraseProbability(probability: number): string {
  for (let decimals = 3; decimals <= 6; decimals++) {
    const text = probability.toFixed(decimals);
    if (Number(text) > 0 && Number(text) < 1) return text;
  }
  return probability < 0.5 ? "under 0.000001" : "over 0.999999";
}

type ShownLine = { evidence: Evidence; value: number };

/** For and against as the verdict sees them; what every item starts from first, what decides nothing last. */
function groupLines(lines: readonly ShownLine[], verdict: Verdict, decimals: number): ArgumentGroup[] {
  const pro = verdict.focus === "tactical" ? "tactical" : "strategic";
  const con = pro === "strategic" ? "tactical" : "strategic";
  const prefix = verdict.focus === "unclear" ? ["Speaks for", "Speaks for"] : ["For", "Against: speaks for"];
  const groups: { title: string; focus: Focus; has: (line: Evidence) => boolean }[] = [
    {
      title: "Where every item starts",
      focus: "unclear",
      has: (line) => line.kind === "base-rate" && line.weight !== 0,
    },
    { title: `${prefix[0]} ${pro}`, focus: pro, has: (line) => speaksFor(line) === pro },
    { title: `${prefix[1]} ${con}`, focus: con, has: (line) => speaksFor(line) === con },
    {
      title: "Shared words: they count, but cannot decide alone",
      focus: "unclear",
      has: (line) => line.isShared === true && line.weight !== 0,
    },
    { title: "Seen, and counted for nothing", focus: "unclear", has: (line) => line.weight === 0 },
  ];
  return groups
    .map(({ title, focus, has }) => {
      const own = lines
        .filter(({ evidence }) => has(evidence))
        .sort((a, b) => Math.abs(b.evidence.weight) - Math.abs(a.evidence.weight));
      return {
        title,
        focus,
        sum: signed(
          roundOne(
            own.reduce((sum, { value }) => sum + value, 0),
            decimals,
          ),
          decimals,
        ),
        lines: own.map(({ evidence, value }) => ({
          text: phraseEvidence(evidence),
          about: aboutOf(evidence),
          weight: signed(value, decimals),
          evidence,
        })),
      };
    })
    .filter((group) => group.lines.length > 0);
}

function speaksFor(line: Evidence): "strategic" | "tactical" | null {
  if (line.weight === 0 || line.isShared || line.kind === "base-rate") return null;
  return line.weight > 0 ? "strategic" : "tactical";
}

const aboutOf = ({ responsibility }: Evidence): string | null =>
  responsibility ? responsibilityDescriptions[responsibility].name : null;

function notesOf(verdict: Verdict, rulesetHash: string | undefined): Argument["notes"] {
  const { override, responsibility, runnerUp } = verdict;
  const flip = phraseFlip(verdict);
  const runnerUpProbability = runnerUp.focus === "strategic" ? verdict.probability : 1 - verdict.probability;
  const runnerUpAbout = runnerUp.responsibility
    ? `, as ${responsibilityDescriptions[runnerUp.responsibility].name.toLowerCase()}`
    : "";
  const notes: [string, string | null][] = [
    [
      "About",
      responsibility
        ? `${responsibilityDescriptions[responsibility].name}: ${responsibilityDescriptions[responsibility].about}`
        : null,
    ],
    ["Decided", override ? phraseOverride(override) : null],
    ["On its own", override ? `Rolecall would say: ${phraseVerdict(override.machine)}` : null],
    ["Runner-up", `${focusName[runnerUp.focus]} · ${percentOf(runnerUpProbability)}${runnerUpAbout}`],
    ["Would change", flip === null ? "nothing small would make it another verdict" : flip],
    ["Read as", phraseLanguage(verdict.language)],
    ["Ruleset", rulesetHash ?? null],
  ];
  return notes.flatMap(([label, text]) => (text === null ? [] : [{ label, text }]));
}

function phraseOverride({ focus, by, at, reason }: NonNullable<Verdict["override"]>): string {
  const who = by === undefined ? "by a person" : `by ${by}`;
  return `${focusName[focus]}, ${who}${at === undefined ? "" : ` on ${at.slice(0, 10)}`}: ${reason}`;
}

/** "6 %", and "under 1 %" rather than a certainty nobody has. */
const percentOf = (probability: number): string =>
  probability < 0.01 ? "under 1 %" : `${Math.min(99, Math.round(probability * 100))} %`;

const roundOne = (value: number, decimals: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;

const signed = (value: number, decimals: number): string =>
  `${value < 0 ? "-" : value > 0 ? "+" : " "}${Math.abs(value).toFixed(decimals)}`;

/** Two decimals, or as many as it takes for the rounded score to give the probability that is printed. */
function decimalsFor(score: number): number {
  const printed = phraseProbability(probabilityOf(score));
  for (let decimals = 2; decimals < 6; decimals++) {
    if (phraseProbability(probabilityOf(roundOne(score, decimals))) === printed) return decimals;
  }
  return 6;
}
