import type { Policy } from "#core/config";
import type { ItemSummary, Person, Scope } from "#core/model";
import { isProductManager, isProductOwner, type ListedPerson, type RoleAnswer, type RoleDirectory } from "#core/roles";
import type { OwnerFacts, ParentFacts, ScopeFacts, ScopeMode } from "#core/rule";
import { scopePolicyOf } from "#core/scope-policy";
import type { ClassifiedItem } from "#core/verdict";

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

/** Reads every item once and then says what holds for each scope: its mode, people, mix and what nobody told about it. */
export interface Survey {
  add(item: ClassifiedItem, parent: ParentFacts | null): void;
  finish(): SurveyFacts;
}

export interface SurveyFacts {
  scopes: ReadonlyMap<string, ScopeFacts>;
  /** Role and reference of an item's owner, with silence read as the policy says. */
  ownerFacts(item: ItemSummary): OwnerFacts | null;
  /** Best known display name of a reference. */
  nameOf(ref: string): string;
}

interface Draft {
  scope: Scope;
  items: ScopeFacts["items"];
  judged: ScopeFacts["judged"];
  epics: ScopeFacts["epics"];
  hasHierarchy: boolean;
  /** Owners of judged items, each with what the directory says and one item as an example. */
  owners: Map<string, { name: string; answer: RoleAnswer; example: string }>;
  /** Product people known by field or title only. */
  observed: Map<string, ListedPerson>;
}

export function createSurvey(policy: Policy, directory: RoleDirectory): Survey {
  const drafts = new Map<string, Draft>();
  const names = new Map<string, string>();
  const draftOf = (scope: Scope): Draft => {
    const known = drafts.get(scope.id);
    if (known) return known;
    const draft: Draft = {
      scope,
      items: { read: 0, strategic: 0, tactical: 0, unclear: 0 },
      judged: { all: 0, strategic: 0, tactical: 0, owned: 0 },
      epics: { open: 0, withStrategicParent: 0 },
      hasHierarchy: false,
      owners: new Map(),
      observed: new Map(),
    };
    drafts.set(scope.id, draft);
    return draft;
  };
  const answers = createAnswerCache(policy, directory);

  const observe = (draft: Draft, item: ItemSummary, owner: Person | null): void => {
    const fields = policy.peopleFields.map(({ field }) => item.people[field]);
    for (const person of [owner, ...fields]) {
      if (!person || person.isApp) continue;
      const { ref, answer } = answers(person, item);
      if (!names.has(ref)) names.set(ref, person.name ?? person.email ?? person.id);
      const isObserved = answer.source === "people-field" || answer.source === "job-title";
      if (!isObserved || answer.role === undefined || answer.role === "other" || draft.observed.has(ref)) continue;
      draft.observed.set(ref, {
        ref,
        name: names.get(ref) ?? ref,
        isNamed: false,
        isInactive: directory.isInactive(person),
        role: answer.role,
        source: answer.source,
        reason: answer.reason,
      });
    }
  };

  return {
    add({ item, verdict }, parent) {
      const draft = draftOf(item.scope);
      draft.items.read += 1;
      draft.items[verdict.focus] += 1;
      if (parent) draft.hasHierarchy = true;
      const owner = ownerOf(item, policy);
      observe(draft, item, owner);
      if (!isJudged(item, policy)) return;
      draft.judged.all += 1;
      if (verdict.focus !== "unclear") draft.judged[verdict.focus] += 1;
      if (owner) draft.judged.owned += 1;
      if (item.level === "epic") {
        draft.epics.open += 1;
        if (parent?.verdict.focus === "strategic") draft.epics.withStrategicParent += 1;
      }
      if (!owner || item.level === "subtask") return;
      const { ref, answer } = answers(owner, item);
      if (!draft.owners.has(ref)) draft.owners.set(ref, { name: names.get(ref) ?? ref, answer, example: item.key });
    },
    finish() {
      const scopes = new Map([...drafts].map(([id, draft]) => [id, finishScope(draft, policy, directory)]));
      for (const { people } of scopes.values()) {
        for (const { ref, name, isNamed } of people) if (isNamed || !names.has(ref)) names.set(ref, name);
      }
      return {
        scopes,
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
    },
  };
}

/** Asking the directory costs list searches; a backlog asks about few people very often. */
function createAnswerCache(policy: Policy, directory: RoleDirectory) {
  const cache = new Map<string, { ref: string; answer: RoleAnswer }>();
  return (person: Person, item: ItemSummary): { ref: string; answer: RoleAnswer } => {
    if (policy.peopleFields.length > 0)
      return { ref: directory.refOf(person), answer: directory.roleOf(person, item.scope, item) };
    const key = JSON.stringify([item.scope.id, person.id, person.email, person.name, person.title]);
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

function finishScope(draft: Draft, policy: Policy, directory: RoleDirectory): ScopeFacts {
  const listed = directory.listedIn(draft.scope);
  const refs = new Set(listed.map((person) => person.ref));
  const people = [...listed, ...[...draft.observed.values()].filter((person) => !refs.has(person.ref))];
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
    unknownOwners: unknown.map(([ref, { name, example }]) => ({ ref, name, example })),
  };
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
