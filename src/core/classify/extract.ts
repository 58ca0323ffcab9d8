import {
  HAS_CHECKLIST,
  HAS_CODE,
  HAS_CRITERIA,
  HAS_EXPECTED,
  HAS_SCREENSHOT,
  HAS_STEPS,
  HAS_TRACE,
  type ReadableText,
  readBlocks,
} from "#core/classify/blocks";
import type { CompiledLanguage, CompiledModel } from "#core/classify/compiled";
import { metadataSignals } from "#core/classify/metadata";
import { type Feature, LABEL, LEAD, LEAD_TOKENS, type Place, REST, TITLE, shareOfRank } from "#core/classify/model";
import { frameTitle } from "#core/classify/title-frame";
import { IDENTIFIER, type Tokens, VERSION } from "#core/classify/tokens";
import type { WorkItem } from "#core/model";

/** One reason before it is weighed: a feature, where it was found, and the share of its weight that counts. */
export interface Signal {
  feature: Feature;
  place: Place;
  share: number;
  field: string;
  term: string;
  start: number;
  end: number;
  isVoided: boolean;
}

/**
 * All reasons of one item under a model. Without a language the text counts for nothing and only metadata remains. `blocks` are those
 * of the description, where they are known already.
 */
export function extractSignals(
  item: WorkItem,
  model: CompiledModel,
  language: CompiledLanguage | undefined,
  blocks?: ReadableText,
): Signal[] {
  const signals: Signal[] = [];
  if (language) readItem(item, model, language, blocks ?? readBlocks(item.description), signals);
  metadataSignals(item, model, signals);
  return signals;
}

function readItem(
  item: WorkItem,
  model: CompiledModel,
  language: CompiledLanguage,
  { segments, layout }: ReadableText,
  signals: Signal[],
): void {
  const { tokens } = language.matcher;
  language.counted.startItem();
  const state = { isStory: false };

  tokens.read(item.title);
  const wordsInTitle = tokens.count;
  readTitleBuild(tokens, model, signals);
  state.isStory = isStory(tokens, language);
  collectHits(language, model, "title", signals);
  const builder = namedByStrategicWords(signals);
  if (builder)
    signals.push({ ...statement(model.structure.namesWhatIsBuilt, "title"), start: builder.start, end: builder.end });

  tokens.read(item.description, segments);
  readDescriptionBuild(tokens, layout, model, signals);
  state.isStory ||= isStory(tokens, language);
  collectHits(language, model, "description", signals);

  for (const field of ["labels", "components"] as const) {
    if (item[field].length === 0) continue;
    tokens.read(joinNames(item[field]));
    collectHits(language, model, field, signals);
  }
  if (state.isStory) signals.push(statement(model.structure.story, "description"));
  shareOut(signals);
  const hasText = wordsInTitle > 0 || segments.length > 0;
  const hasStrategy = signals.some(
    ({ feature, isVoided }) =>
      !isVoided && feature.focus !== "tactical" && (feature.kind === "term" || feature.kind === "frame"),
  );
  if (hasText && !hasStrategy) signals.push(statement(model.absence.noStrategy, "title"));
}

/** The verb that builds, or the built thing, of a title whose strategic words name the thing: "Add a pricing selector". */
function namedByStrategicWords(inTitle: readonly Signal[]): Signal | undefined {
  const isStrategic = inTitle.some(
    ({ feature, isVoided }) => !isVoided && feature.kind === "term" && feature.focus === "strategic",
  );
  if (!isStrategic) return undefined;
  return inTitle.find(({ feature, isVoided }) => !isVoided && feature.kind === "frame" && feature.focus === "tactical");
}

/** Labels or components as one text, in an order that does not depend on the source. */
function joinNames(names: readonly string[]): string {
  const [first = ""] = names;
  return names.length === 1 ? spellOut(first) : names.map(spellOut).sort().join("\n");
}

/** Labels as words: `Team::Growth`, `tech_debt` and `needsDesign` hide none. */
function spellOut(label: string): string {
  // Most labels are a plain word; looking first is faster than two replacements.
  if (!/[_:./]|[^A-Z][A-Z]|[^\x00-\x7f]/.test(label)) return label;
  return label.replaceAll(/[_:./]+/g, " ").replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
}

type TextField = "title" | "description" | "labels" | "components";

/** Adds the first place at which each feature counts; one that is only voided is kept as such. */
function collectHits(language: CompiledLanguage, model: CompiledModel, field: TextField, signals: Signal[]): void {
  const { matcher, features, counted } = language;
  const { tokens } = matcher;
  const hits = matcher.match(field === "title" ? frameTitle(tokens, language.titleWords) : null);
  if (hits.length === 0) return;
  let voided: Map<number, Signal> | null = null;
  for (const hit of hits) {
    const family = counted.familyOf(hit.entry);
    if (counted.has(family) || (hit.isVoided && voided?.has(family))) continue;
    const feature = features[hit.entry];
    if (!feature) continue;
    const start = tokens.start[hit.first] ?? 0;
    const end = tokens.end[hit.last] ?? 0;
    const term = tokens.text.slice(start, end);
    const isVoided = hit.isVoided || (feature.focus !== "tactical" && model.domainTerms.standIn(term));
    const signal: Signal = { feature, place: placeOf(field, hit.first), share: 1, field, term, start, end, isVoided };
    if (isVoided) (voided ??= new Map()).set(family, signal);
    else {
      counted.add(family);
      signals.push(signal);
    }
  }
  if (voided) for (const [family, signal] of voided) if (!counted.has(family)) signals.push(signal);
}

function placeOf(field: TextField, token: number): Place {
  if (field === "title") return TITLE;
  if (field === "description") return token < LEAD_TOKENS ? LEAD : REST;
  return LABEL;
}

/** Groups of reasons of one direction at one place, and in each a number for every rank that `rankOf` gives. */
const GROUPS = 6;
const RANKS = 12;
const ranks = new Int32Array(GROUPS * RANKS);

/** Further reasons of one direction at one place count for less, the strongest first. */
function shareOut(signals: readonly Signal[]): void {
  ranks.fill(0);
  for (const signal of signals) if (isShared(signal)) ranks[rankOf(signal)] = (ranks[rankOf(signal)] ?? 0) + 1;
  for (let group = 0; group < GROUPS; group++)
    for (let rank = 0, stronger = 0; rank < RANKS; rank++) {
      const count = ranks[group * RANKS + rank] ?? 0;
      ranks[group * RANKS + rank] = stronger;
      stronger += count;
    }
  for (const signal of signals) {
    if (!isShared(signal)) continue;
    const rank = rankOf(signal);
    const stronger = ranks[rank] ?? 0;
    ranks[rank] = stronger + 1;
    if (stronger > 0) signal.share = shareOfRank(signal.place, stronger);
  }
}

const isShared = ({ isVoided, feature }: Signal): boolean => !isVoided && feature.group !== null;

const strengthRank = { strong: 0, plain: 4, weak: 8 } as const;

/** The group of a reason and its rank there: by strength, then by place. */
function rankOf({ feature, field, place }: Signal): number {
  const ofField = field === "title" ? 0 : place === LABEL ? 2 : 1;
  const group = ofField * 2 + (feature.focus === "tactical" ? 1 : 0);
  return group * RANKS + strengthRank[feature.strength] + place;
}

function statement(feature: Feature, field: string): Signal {
  return { feature, place: TITLE, share: 1, field, term: feature.statement, start: -1, end: -1, isVoided: false };
}

function readTitleBuild(tokens: Tokens, model: CompiledModel, signals: Signal[]): void {
  const identifier = findFlag(tokens, IDENTIFIER);
  if (identifier >= 0) signals.push(pointed(model.structure.titleIdentifier, "title", tokens, identifier));
  const version = findFlag(tokens, VERSION);
  if (version >= 0) signals.push(pointed(model.structure.titleVersion, "title", tokens, version));
}

function findFlag(tokens: Tokens, flag: number): number {
  for (let i = 0; i < tokens.count; i++)
    if (((tokens.flags[i] ?? 0) & flag) !== 0 && (tokens.word[i] ?? 0) === 0) return i;
  return -1;
}

/** A statement that shows the words it is about. */
function pointed(feature: Feature, field: string, tokens: Tokens, token: number): Signal {
  return { ...statement(feature, field), start: tokens.start[token] ?? 0, end: tokens.end[token] ?? 0 };
}

const layoutSignals = [
  [HAS_CODE, "code"],
  [HAS_TRACE, "trace"],
  [HAS_STEPS, "steps"],
  [HAS_EXPECTED, "expected"],
  [HAS_CRITERIA, "criteria"],
  [HAS_CHECKLIST, "checklist"],
  [HAS_SCREENSHOT, "screenshot"],
] as const;

function readDescriptionBuild(tokens: Tokens, layout: number, model: CompiledModel, signals: Signal[]): void {
  for (const [bit, name] of layoutSignals)
    if ((layout & bit) !== 0) signals.push(statement(model.structure[name], "description"));
  let identifiers = 0;
  for (let i = 0; i < tokens.count; i++)
    if (((tokens.flags[i] ?? 0) & IDENTIFIER) !== 0 && (tokens.word[i] ?? 0) === 0) identifiers++;
  if (identifiers >= 2) signals.push(statement(model.structure.bodyIdentifiers, "description"));
}

const LONGEST_ROLE = 12;

/** "As a <role> … I want …" within the first words of a text or of a line. */
function isStory(tokens: Tokens, { story }: CompiledLanguage): boolean {
  const { openers, subjects, wishes } = story;
  const most = Math.min(tokens.count, 200);
  for (let i = 0; i < most; i++) {
    if (!openers.includes(tokens.word[i] ?? 0)) continue;
    const end = Math.min(tokens.count - 1, i + LONGEST_ROLE);
    for (let j = i + 2; j < end; j++) {
      const isSubject = subjects.includes(tokens.word[j] ?? 0);
      if (isSubject && (wishes.includes(tokens.word[j + 1] ?? 0) || wishes.includes(tokens.word[j + 2] ?? 0)))
        return true;
    }
  }
  return false;
}
