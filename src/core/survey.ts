import type { Policy } from "#core/config";
import { compareText } from "#core/key-order";
import type { ItemSummary, Person, Scope } from "#core/model";
import type { CountedProfile } from "#core/profile";
import { isProductManager, isProductOwner, type ListedPerson, type RoleAnswer, type RoleDirectory } from "#core/roles";
import type { OwnerFacts, ScopeFacts, ScopeMode } from "#core/rule";
import { scopePolicyOf } from "#core/scope-policy";

/** Open, unarchived and not taken out by policy: what rules judge. Everything else is read and counted only. */
export function isJudged(item: ItemSummary, policy: Policy): boolean {
  if (item.isArchived || item.status.category === "done") return false;
  const type = item.type?.toLowerCase();
  if (type !== undefined && policy.items.excludeTypes.some((excluded) => excluded.toLowerCase() === type)) return false;
  return !policy.items.excludeLabels.some((excluded) => item.labels.includes(excluded));
}

/** The owner under audit: the first filled person field of the policy's order. Apps and agents own nothing. */
export function ownerOf(item: Pick<ItemSummary, "people">, policy: Policy): Person | null {
  for (const field of policy.owner.fields) {
    const person = item.people[field];
    if (person && !person.isApp) return person;
  }
  return null;
}

/** What holds for each scope: its mode, people, mix and what nobody told about it. The order of items does not matter. */
export interface SurveyFacts {
  /** By id, in the order of ids. */
  scopes: ReadonlyMap<string, ScopeFacts>;
  /** Role and reference of an item's owner, with silence read as the policy says. */
  ownerFacts(item: Owned): OwnerFacts | null;
  /** Best known display name of a reference. */
  nameOf(ref: string): string;
  /** Display names by reference. */
  names: ReadonlyMap<string, string>;
}

/** As much of an item as tells its owner. */
type Owned = Pick<ItemSummary, "people" | "scope">;

interface Draft {
  scope: Scope;
  items: ScopeFacts["items"];
  judged: ScopeFacts["judged"];
  epics: ScopeFacts["epics"];
  hasHierarchy: boolean;
  /** Owners of judged items, each with what the directory says and one item as an example. */
  owners: Map<string, { answer: RoleAnswer; example: string }>;
  /** Product people known by field or title only. */
  observed: Map<string, { answer: RoleAnswer; isInactive: boolean }>;
}

/** Surveys a backlog by the profiles of its items. */
export function surveyProfiles(
  profiles: readonly CountedProfile[],
  policy: Policy,
  directory: RoleDirectory,
): SurveyFacts {
  const drafts = new Map<string, Draft>();
  const names = new Map<string, string>();
  const answers = createAnswerCache(policy, directory);
  const draftOf = (scope: Scope): Draft => {
    const known = drafts.get(scope.id) ?? newDraft(scope);
    drafts.set(scope.id, known);
    // A scope that was renamed while its items were exported has two names.
    if (scope.name < known.scope.name) known.scope = scope;
    return known;
  };

  /** Names have to be known, and roles observed, before anything is said about owners. */
  const observe = (draft: Draft, profile: Owned, owner: Person | null): void => {
    for (const person of [owner, ...policy.peopleFields.map(({ field }) => profile.people[field])]) {
      if (!person || person.isApp) continue;
      const { ref, answer } = answers(person, profile);
      keepSmallest(names, ref, person.name ?? person.email ?? person.id);
      const isObserved = answer.source === "people-field" || answer.source === "job-title";
      if (!isObserved || answer.role === undefined || answer.role === "other") continue;
      const known = draft.observed.get(ref);
      if (known && known.answer.reason <= answer.reason) continue;
      draft.observed.set(ref, { answer, isInactive: directory.isInactive(person) });
    }
  };
  const add = ({ profile, count, example }: CountedProfile): void => {
    const draft = draftOf(profile.scope);
    draft.items.read += count;
    draft.items[profile.focus] += count;
    if (profile.parent) draft.hasHierarchy = true;
    const owner = ownerOf(profile, policy);
    observe(draft, profile, owner);
    if (!profile.isJudged) return;
    draft.judged.all += count;
    if (profile.focus !== "unclear") draft.judged[profile.focus] += count;
    if (owner) draft.judged.owned += count;
    if (profile.level === "epic") {
      draft.epics.open += count;
      if (profile.parent === "strategic") draft.epics.withStrategicParent += count;
    }
    if (!owner || profile.level === "subtask") return;
    const { ref, answer } = answers(owner, profile);
    const known = draft.owners.get(ref);
    if (!known || example < known.example) draft.owners.set(ref, { answer, example });
  };

  for (const profile of profiles) add(profile);
  const inOrder = [...drafts].sort(([a], [b]) => compareText(a, b));
  const scopes = new Map(inOrder.map(([id, draft]) => [id, finishScope(draft, names, policy, directory)]));
  for (const { people } of scopes.values()) {
    for (const { ref, name, isNamed } of people) if (isNamed || !names.has(ref)) names.set(ref, name);
  }
  return {
    scopes,
    names,
    nameOf: (ref) => names.get(ref) ?? "former person",
    ownerFacts(item) {
      const person = ownerOf(item, policy);
      if (!person) return null;
      const { ref, answer } = answers(person, item);
      const scope = scopes.get(item.scope.id);
      const role = answer.role ?? (scope && silenceMeansOther(policy, scope.people) ? "other" : undefined);
      return { person, ref, name: names.get(ref) ?? ref, answer, role, isInactive: directory.isInactive(person) };
    },
  };
}

const newDraft = (scope: Scope): Draft => ({
  scope,
  items: { read: 0, strategic: 0, tactical: 0, unclear: 0 },
  judged: { all: 0, strategic: 0, tactical: 0, owned: 0 },
  epics: { open: 0, withStrategicParent: 0 },
  hasHierarchy: false,
  owners: new Map(),
  observed: new Map(),
});

function keepSmallest(names: Map<string, string>, ref: string, name: string): void {
  const known = names.get(ref);
  if (known === undefined || name < known) names.set(ref, name);
}

/** Asking the directory costs list searches; a backlog asks about few people very often. */
function createAnswerCache(policy: Policy, directory: RoleDirectory) {
  const cache = new Map<string, { ref: string; answer: RoleAnswer }>();
  return (person: Person, item: Owned): { ref: string; answer: RoleAnswer } => {
    if (policy.peopleFields.length > 0)
      return { ref: directory.refOf(person), answer: directory.roleOf(person, item.scope, item) };
    const key = JSON.stringify([item.scope.id, person.id, person.email, person.name, person.title, person.keys]);
    const known = cache.get(key);
    if (known) return known;
    const fresh = { ref: directory.refOf(person), answer: directory.roleOf(person, item.scope, item) };
    cache.set(key, fresh);
    return fresh;
  };
}

const silenceMeansOther = (policy: Policy, people: readonly ListedPerson[]): boolean =>
  policy.unlistedPeople === "other" ||
  (policy.unlistedPeople === "auto" &&
    people.some((person) => isProductManager(person.role)) &&
    people.some((person) => isProductOwner(person.role)));

function finishScope(
  draft: Draft,
  names: ReadonlyMap<string, string>,
  policy: Policy,
  directory: RoleDirectory,
): ScopeFacts {
  const listed = directory.listedIn(draft.scope);
  const refs = new Set(listed.map((person) => person.ref));
  const observed = [...draft.observed].filter(([ref]) => !refs.has(ref)).sort(([a], [b]) => compareText(a, b));
  const people = [...listed, ...observed.flatMap(([ref, { answer, isInactive }]) => toListed(ref, answer, isInactive))];
  const scopePolicy = scopePolicyOf(policy, draft.scope);
  const unknown = silenceMeansOther(policy, people)
    ? []
    : [...draft.owners].filter(([, owner]) => owner.answer.role === undefined);
  return {
    scope: draft.scope,
    policy: scopePolicy,
    ...modeOf(scopePolicy.mode, people),
    items: draft.items,
    judged: draft.judged,
    epics: draft.epics,
    hasHierarchy: draft.hasHierarchy,
    people,
    unknownOwners: unknown
      .map(([ref, { example }]) => ({ ref, name: names.get(ref) ?? ref, example }))
      .sort((a, b) => compareText(a.ref, b.ref)),
  };

  function toListed(ref: string, { role, source, reason }: RoleAnswer, isInactive: boolean): ListedPerson[] {
    return role ? [{ ref, name: names.get(ref) ?? ref, isNamed: false, isInactive, role, source, reason }] : [];
  }
}

/** `auto` is combined where fewer than two product people are listed, or everyone who is listed wears both hats. */
function modeOf(mode: Policy["mode"], people: readonly ListedPerson[]): { mode: ScopeMode; modeReason: string } {
  if (mode !== "auto") return { mode, modeReason: "set by the policy" };
  const product = people.filter((person) => person.role !== "other");
  if (product.length === 0)
    return { mode: "unknown", modeReason: "nobody is listed as product manager or product owner" };
  if (product.length === 1) return { mode: "combined", modeReason: "one product person is listed" };
  if (product.every((person) => person.role === "both"))
    return { mode: "combined", modeReason: "everyone listed holds both roles" };
  return { mode: "separate", modeReason: "product managers and product owners are listed" };
}
