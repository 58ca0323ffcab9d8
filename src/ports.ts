import type { Decision } from "#core/decision";
import type { Finding } from "#core/finding";
import type { AuditReport, ReportItem, ReportSource, SkippedRow } from "#core/report";
import type { ListedFinding, ListFilter, ListNarrowing, ListSort, Tally, TallyChange } from "#core/listed-finding";
import type { ItemSummary, Level, Person, WorkItem } from "#core/model";
import type { CountedProfile, ItemProfile } from "#core/profile";
import type { AdfDocument } from "#core/render/backlog/adf-nodes";
import type { GoneReason, Lapse, WakeFacts } from "#core/triage";
import type { ClassifiedItem, Evidence, Verdict } from "#core/verdict";

/** What the outside must provide. Every port is defined by the use case that needs it and as small as that use allows. */

/** One page of work, in the order of the source. */
export interface Page {
  items: readonly WorkItem[];
  /** Position of the first item in the source, counted from 0; a page read twice has the same positions. */
  start: number;
  skipped: readonly SkippedRow[];
  /** Ids of items that are no longer there; only from a source of changes. */
  removed?: readonly string[];
  /** Where the next page starts; undefined after the last. Plain text: it survives a restart. */
  next?: string;
  /** On the last page of a source with an `identity`: from where a later reading need only bring what changed. Plain text. */
  mark?: string;
  /** Bytes or items read so far and in all, where known, for a progress display. */
  progress?: { done: number; total?: number };
}

/** Where work items come from. Throws SourceError for input that cannot be read at all, TrackerError for a tracker's answer. */
export interface WorkItemSource {
  fetchPage(cursor?: string): Promise<Page>;
  /** `changes`: what is not delivered is as it was. Left out, a source delivers everything there is. */
  readonly delivers?: "changes";
  /**
   * What is read, and which parts of it, as one text. A source that has one can go on in another process where this one stopped:
   * from a cursor, and after the last page from a mark.
   */
  readonly identity?: string;
  /** What was read so far: one entry per file or tracker, with its notices. Complete after the last page. */
  describe(): readonly ReportSource[];
}

/** Where the reading of a source stands, for a later process. */
export interface ReadingPlace {
  /** Of the source: a place in something else holds nothing. */
  identity: string;
  /** `ReadingRules.reading` under which it was read. */
  reading: string;
  /** Of the page to read next; left out once everything was read. */
  cursor?: string;
  /** From where changes are to be read; left out until everything was read once. */
  mark?: string;
  /** Nothing of the tracker was remembered when it was read for the first time: nothing can be gone. */
  isFirst?: true;
  /** ISO 8601 instant at which ids were last compared with what is there. */
  sweptAt?: string;
  /** What could not be read any more then: one sentence each. */
  unread?: readonly string[];
}

/** What a tracker says is there, without its content. */
export interface ItemLister {
  /** Beginning of the ids of its items. */
  readonly prefix: string;
  /** How many items there are, as near as the tracker tells at once; left out where it does not. */
  count?: () => Promise<number>;
  /** Ids of everything there is, a page at a time. */
  ids(): AsyncIterable<readonly string[]>;
  /** Whether a scope can be read at all: what is missing in one that cannot is not gone. Complete after `ids`. */
  canRead: (scope: string) => boolean;
  /** Items by their ids; those that are not there any more are left out. */
  fetchItems(ids: readonly string[]): Promise<readonly WorkItem[]>;
}

/** Who is in a group that a tracker knows, and where; no scope: everywhere. */
export interface GroupMembers {
  scope?: string;
  people: readonly Person[];
}

/** What an asking for the members of a group has found out so far, by scope; an empty scope: everywhere. */
export interface AskedMembers {
  /** Null: the tracker has none there; undefined: it was not asked yet. */
  of(scope: string): readonly Person[] | null | undefined;
  note(scope: string, people: readonly Person[] | null): Promise<void>;
}

/**
 * Asks a tracker who is in a group, a project role or a team of that name: nothing where it has none. What `asked` knows is not asked
 * again: a tracker may have many scopes. Throws TrackerError.
 */
export type MemberLister = (group: string, asked?: AskedMembers) => Promise<readonly GroupMembers[]>;

/** Members of groups as they are remembered: by reference, so that the record names nobody. */
export interface Memberships {
  /** ISO 8601 instant of the asking. */
  asOf: string;
  groups: Readonly<Record<string, readonly { scope?: string; refs: readonly string[] }[]>>;
}

/** Points of a tracker's limit that were used in one hour. */
export interface HourlyPoints {
  /** Full hours since 1970, in UTC. */
  hour: number;
  points: number;
}

/** One thing that was checked about a tracker. */
export interface Check {
  /** `noted`: nothing has to be done, but it is worth knowing. */
  state: "fine" | "noted" | "failed";
  /** A sentence, with the remedy where there is one. */
  about: string;
}

/** A tracker that answers. */
export interface OpenTracker {
  /** As `WorkItemSource.identity` of what it reads. */
  readonly identity: string;
  /** Everything there is; with the mark of an earlier reading, what changed since. */
  read(mark?: string): WorkItemSource;
  readonly lister: ItemLister;
}

/** A classified item with its position in the source: of two rows with one id the later one wins. */
export interface StoredItem extends ClassifiedItem {
  position: number;
}

/** What holds of an item once its parent is known. */
export interface SettledItem {
  item: ItemSummary;
  profile: ItemProfile;
  /** Id of its parent, where the item is tactical and the parent was read; else null. */
  deliversTo: string | null;
}

/** What a run judged by: where it is the same, an item with the same facts has the same findings. */
export interface RunContext {
  /** Of the rules, the policy, the program and the roles on that day. */
  judging: string;
  /** What people say items are, by the items' names. */
  overrides: Readonly<Record<string, string>>;
  /** What item rules may know of a scope, by its id. */
  scopes: Readonly<Record<string, string>>;
  /** Hashes of the names that findings may show, by reference. */
  names: Readonly<Record<string, string>>;
}

/** Which items have to be judged again though they are as they were. */
export interface Unsettled {
  all?: boolean;
  scopes?: readonly string[];
  levels?: readonly Level[];
  /** Items that go by one of these names, and those whose parent does. */
  names?: readonly string[];
}

/**
 * What is true of items that were not delivered: they are no longer there; they are, but have no part in this run; they are as they
 * were; or everything was delivered since readings began under these rules, by this process or an earlier one.
 */
export type Missing = "gone" | "unread" | "unchanged" | "delivered-before";

/**
 * The backlog of one run, and where it outlives the run, what earlier ones knew of it. Saving is idempotent: the same page twice
 * changes nothing; of two positions with one id the higher wins.
 */
export interface RunStore {
  /** Which of these items, by index, are known just so: they count as read and need not be classified. */
  recall(items: readonly WorkItem[], start: number): Promise<ReadonlySet<number>>;
  /** Classified items; those of a page are saved after they were asked for. */
  savePage(items: readonly StoredItem[], skipped: readonly SkippedRow[], removed?: readonly string[]): Promise<void>;
  /** Everything was read that will be. */
  endReading: (missing: Missing) => Promise<void>;
  /** The items that others name as their parent, by any of their names, a page at a time. */
  parents(): AsyncIterable<readonly ClassifiedItem[]>;
  /** Items whose verdict under their parent has to be found out, a page at a time; pages may be settled while they are read. */
  unsettled(): AsyncIterable<readonly ClassifiedItem[]>;
  settle(items: readonly SettledItem[]): Promise<void>;
  /** Of all settled items. */
  profiles(): Promise<readonly CountedProfile[]>;
  /** Every id that `deliversTo` holds. */
  deliveries(): Promise<Iterable<string>>;
  unsettle(which: Unsettled): Promise<void>;
  /** Of these ids those whose items are there and need not be judged: what is remembered of them holds. */
  keeps(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of these names those that no item goes by. */
  unknownNames: (names: readonly string[]) => Promise<readonly string[]>;
  /** Of these names those that a remembered item goes by; none where nothing outlives a run. */
  recalls: (names: readonly string[]) => Promise<readonly string[]>;
  /** How many different items the backlog has. */
  count(): Promise<number>;
  /** How many different items were delivered to this run. */
  delivered(): number;
  skipped(): readonly SkippedRow[];
  /** `ReadingRules.reading` under which all items were read; null where they were not, or nothing outlives a run. */
  reading(): Promise<string | null>;
  /** Where the reading of a source stands; null where nothing outlives a run. */
  place(identity: string): Promise<ReadingPlace | null>;
  savePlace(place: ReadingPlace): Promise<void>;
  /** Which items are there whose ids begin with this, with their scopes. */
  scopesOf(prefix: string): AsyncIterable<readonly { id: string; scope: string }[]>;
  /** Whether every item that is remembered has a part in this run: none was left out by `endReading("unread")`. */
  isWhole(): Promise<boolean>;
  /** Of the last run that came to its end; null where nothing outlives a run. */
  context(): Promise<RunContext | null>;
  /** The findings are saved: what was judged need not be judged again. */
  finish(context: RunContext): Promise<void>;
  /** Releases what the store holds outside memory. */
  close(): Promise<void>;
}

/** A finding as it is remembered, with what is needed to decide on it without another scan. */
export interface StoredFinding {
  finding: Finding;
  /** The item it is about, with its verdict; null for a finding about a scope or a person. */
  item: ReportItem | null;
  /** Every name the item went by when it was seen last. */
  names: readonly string[];
  /** A name of the item's parent, for offering a decision to children and siblings. */
  parent: string | null;
  /** Every reference the owner may have had. */
  ownerRefs: readonly string[];
  facts: WakeFacts | null;
  /** The decision on it that a run found to be over: an event that has come stays so where the item goes back to what it was. */
  lapsed: Lapse | null;
  /** Instants of runs, ISO 8601; `backSince` is the last one that found it again after it was gone, `backFrom` why it was. */
  backSince: string | null;
  backFrom?: GoneReason;
  firstSeen: string;
  lastSeen: string;
  /** Instant of the run that no longer found it, and why; null while it is found. */
  gone: { since: string; because: GoneReason } | null;
}

/** A finished run as it is remembered: enough to compare with later ones, without its findings. */
export interface RunRecord {
  id: string;
  /** ISO 8601 instants. */
  startedAt: string;
  finishedAt: string;
  rulesetHash: string;
  /** The policy in force, every default filled in. */
  policy: unknown;
  report: Omit<AuditReport, "findings" | "items" | "people" | "skipped">;
  /** What changed since the run before. */
  changes: { new: number; returned: number; fixed: number; removed: number };
}

/** A person behind a reference. */
export interface StoredPerson {
  ref: string;
  name: string;
}

/**
 * What is remembered across runs. Decisions are only added, state is derived from them; saving the same thing twice changes
 * nothing. Each operation is one statement or safe to repeat: Forge SQL knows no transaction across calls.
 */
export interface TriageStore {
  /** In the order in which they were made: by instant, then by id. */
  decisions(): Promise<readonly Decision[]>;
  /** A decision whose id is known already is left as it is. */
  addDecisions(decisions: readonly Decision[]): Promise<void>;
  /** A page at a time, by id. `present`: only those still found, or only those gone. */
  findings(filter?: { present?: boolean; goneSince?: string }): AsyncIterable<readonly StoredFinding[]>;
  /** Those with these ids; a page at a time is asked for. */
  findingsOf(ids: readonly string[]): Promise<readonly StoredFinding[]>;
  saveFindings(findings: readonly StoredFinding[]): Promise<void>;
  /** Notes that these were seen again, and are as they were. */
  touchFindings(ids: readonly string[], lastSeen: string): Promise<void>;
  /** Newest first. */
  runs(limit?: number): Promise<readonly RunRecord[]>;
  saveRun(run: RunRecord): Promise<void>;
  memberships(): Promise<Memberships | null>;
  saveMemberships(memberships: Memberships): Promise<void>;
  people(): Promise<ReadonlyMap<string, StoredPerson>>;
  savePeople(people: readonly StoredPerson[]): Promise<void>;
  /** Forgets who is behind a reference, for good: saving the person again does not bring the name back. False when nobody was. */
  erasePerson(ref: string): Promise<boolean>;
  readonly list: FindingList;
  readonly documents: Documents;
  readonly accounts: Accounts;
  readonly published: Published;
  /** Deletes runs that finished, and findings that were gone, before an instant. Decisions are kept. */
  purgeBefore(instant: string): Promise<{ runs: number; findings: number }>;
  /** Deletes everything, but for a document where one is named. */
  purgeAll(keep?: string): Promise<void>;
  /**
   * Lets one audit at a time write items: two would take for judged what only the other has changed. Answers how to let the next one
   * in. Throws SourceError while another holder may be at work.
   */
  lease(holder: RunHolder, now: string): Promise<() => Promise<void>>;
  /** A run that remembers its items, too, so that a later one need not read those that stay as they are. */
  openRun(rules: ReadingRules): RunStore;
  /** What is remembered of items, as a run that changes nothing of it. */
  viewItems(rules: ReadingRules): RunStore;
  /** The same items, to look through. */
  items(rules: ReadingRules): ItemList;
  close(): Promise<void>;
}

/** Texts, never empty ones, that are kept by name, of at most 80 characters: a policy, a report. */
export interface Documents {
  get(name: string): Promise<string | null>;
  put(name: string, text: string): Promise<void>;
  /** Puts a text in the place of another one, null: of none; false, and nothing is done, where something else is there. */
  replace(name: string, before: string | null, text: string): Promise<boolean>;
  /** Removes a text; with `text` only where it is still that one. */
  remove(name: string, text?: string): Promise<void>;
  /** Those whose names begin with this, by name; a limit is for many. */
  list(prefix: string, limit?: number): Promise<readonly { name: string; text: string }[]>;
}

/** Who is behind a reference in a tracker. */
export interface Account {
  ref: string;
  /** The tracker's own id of the person. */
  account: string;
}

/** The only place that holds account ids: by it a person can be asked for, named and reported. */
export interface Accounts {
  /** Notes that a tracker named these people at an instant, ISO 8601. Who was erased is not noted again. */
  save(accounts: readonly Account[], seenAt: string): Promise<void>;
  /** Those that are known. */
  of(refs: readonly string[]): Promise<readonly Account[]>;
  /** A page at a time, by reference. */
  all(): AsyncIterable<readonly (Account & { seenAt: string })[]>;
  remove(refs: readonly string[]): Promise<void>;
}

/** What was written to items in their tracker. */
export interface PublishedItem {
  /** Of the item. */
  id: string;
  /** What was written, as one text. */
  value: string;
}

/** Keeps what was written to items, so that it is written again only where it changes, and can all be removed. */
export interface Published {
  of(ids: readonly string[]): Promise<readonly PublishedItem[]>;
  save(items: readonly PublishedItem[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** A page at a time, by id. */
  all(): AsyncIterable<readonly PublishedItem[]>;
}

/** What a list of findings was made of. */
export interface ListStamp {
  /** The last finished run. */
  run: string;
  /** How many decisions there were. */
  decisions: number;
  /** ISO 8601 date for which states were found out. */
  day: string;
}

/**
 * The findings that stand, ready to be filtered, sorted and counted: made of findings and decisions, and made anew where they changed.
 * Every question but `tally` takes as long whatever the number of findings.
 */
export interface FindingList {
  /** Null where there is no list yet. */
  stamp(): Promise<ListStamp | null>;
  /** What a list would have to be made of now; null before the first audit. */
  present(): Promise<Omit<ListStamp, "day"> | null>;
  /** Puts a new list in the place of the one there is; until it is complete, the old one is read. */
  replace(stamp: ListStamp, pages: AsyncIterable<readonly ListedFinding[]>): Promise<void>;
  /** Saves some of its lines anew; answers what that changes in the counts. */
  update(stamp: ListStamp, rows: readonly ListedFinding[]): Promise<readonly TallyChange[]>;
  /** After a position as `positionIn` gives it. */
  page(
    filter: ListFilter,
    order: { by: ListSort; reverse: boolean },
    after: readonly string[] | undefined,
    limit: number,
  ): Promise<readonly { id: string; position: readonly string[] }[]>;
  tally(narrowing: ListNarrowing): Promise<readonly Tally[]>;
  /** Ids of the findings about these items, or about items whose parent goes by one of these names. */
  near(what: { items?: readonly string[]; parents?: readonly string[] }): Promise<readonly string[]>;
  /** Ids of those whose state may be another one from a day on. */
  due(day: string): Promise<readonly string[]>;
}

/** Where an item stands in a list: by profile, then by key, then by id. */
export interface ItemPlace {
  /** Id of its profile; empty while an audit is about to settle it. */
  profile: string;
  key: string;
  id: string;
}

/** A remembered item with the verdict of its own text: what its parent adds, or a person decided, is not in it. */
export interface ListedItem extends ClassifiedItem {
  place: ItemPlace;
}

/** The items that the last audit left, but for those of which it could not read whether they are still there. */
export interface ItemList {
  /** With their ids, of all scopes or one; takes as long as there are items, everything else does not. */
  profiles(scope?: string): Promise<readonly (CountedProfile & { id: string })[]>;
  /** Items that have one of these profiles, in their places, only those after a key and an id where these are given. */
  page(
    profiles: readonly string[],
    limit: number,
    after?: Pick<ItemPlace, "key" | "id">,
  ): Promise<readonly ListedItem[]>;
  /** Items that go by one of these names now or did so before, by id. */
  named(names: readonly string[]): Promise<readonly ListedItem[]>;
  /** Items that name one of these as their parent, by key, and how many there are. */
  children(names: readonly string[], limit: number): Promise<{ items: readonly ListedItem[]; count: number }>;
}

/** Who runs an audit. */
export interface RunHolder {
  /** Of the process, the same in all of its runs. */
  name: string;
  /** Whether a holder may still be at work; false only where that is sure. */
  mayLive: (name: string) => boolean;
}

/** How items of earlier runs are read. */
export interface ReadingRules {
  /** Where it is the same, a text gives the same evidence. */
  reading: string;
  /** The verdict of evidence that was found earlier, under the policy of now. */
  verdictOf: (evidence: readonly Evidence[], language: string | null) => Verdict;
  /** The reference under which a person's name is kept: items that are remembered name nobody. */
  refOf: (person: Person) => string;
}

/** Input that cannot be used at all; the message is one sentence with the remedy. Exit code 2. */
export class SourceError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SourceError";
  }
}

export type TrackerErrorKind =
  "unauthorized" | "forbidden" | "not-found" | "rate-limited" | "unavailable" | "bad-response";

/** A tracker that did not answer as needed. Credentials never reach the message. */
export class TrackerError extends Error {
  readonly kind: TrackerErrorKind;
  readonly retryAfterSeconds: number | undefined;
  constructor(kind: TrackerErrorKind, message: string, options?: ErrorOptions & { retryAfterSeconds?: number }) {
    super(message, options);
    this.name = "TrackerError";
    this.kind = kind;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}

/** Work that ends before its end because time, or a limit, is used up. What was done is kept: the same work goes on from there. */
export class Pause extends Error {
  /** Milliseconds after which it makes sense to go on. */
  readonly afterMs: number;
  /** `why` is a sentence for a person. */
  constructor(why: string, afterMs = 0) {
    super(why);
    this.name = "Pause";
    this.afterMs = afterMs;
  }
}

/** The caller may not do this. */
export class ForbiddenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ForbiddenError";
  }
}

/** What an item is to carry in its tracker for searches; the value is JSON of at most 32,768 characters (Jira). */
export interface ItemProperty {
  /** Of the item. */
  id: string;
  value: unknown;
}

/** An item in a tracker that is to be made. */
export interface NewItem {
  /** Key of its space. */
  space: string;
  /** Name of its type. */
  type: string;
  /** One line of at most 255 characters; what is longer is cut. */
  title: string;
  body: AdfDocument;
}

/** Of work that a tracker does some time after it was asked for. */
export type TaskState = "waiting" | "done" | "failed";

/** Changes a tracker, in the name of whoever its client stands for. Throws TrackerError. */
export interface TrackerWriter {
  /** Beginning of the ids of its items. */
  readonly prefix: string;
  /**
   * Gives an item to an account, null: to nobody. Throws StaleError, and does nothing, where the item is with another one than
   * expected; with the account already, it is done.
   */
  assign(id: string, account: string | null, expected: string | null): Promise<void>;
  /** Answers the id of the comment. */
  comment(key: string, body: AdfDocument): Promise<string>;
  /** Answers the key of the item. */
  createItem(item: NewItem): Promise<string>;
  /** Answers which items will carry it: those that are gone, or that may not be written, are left out. Each id comes once. */
  setProperties(properties: readonly ItemProperty[]): Promise<ReadonlySet<string>>;
  /** Answers which items will not carry it any more: those that are gone are among them, those that may not be written are not. */
  removeProperties(ids: readonly string[]): Promise<ReadonlySet<string>>;
  taskState(id: string): Promise<TaskState>;
}

/** An item is no longer with the account that whoever asks saw it with. */
export class StaleError extends TrackerError {
  /** The account it is with now. */
  readonly found: string | null;
  constructor(found: string | null) {
    super("bad-response", "Somebody else has assigned the work item meanwhile; look at it again.");
    this.name = "StaleError";
    this.found = found;
  }
}

/** An account whose data is kept, and since when that has been as it is, ISO 8601. */
export interface ReportedAccount {
  accountId: string;
  updatedAt: string;
}

/** What a tracker says of accounts that were reported to it. */
export interface AccountChanges {
  /** What is kept of these people has to go. */
  closed: readonly string[];
  /** What is kept of these people has to be read anew. */
  updated: readonly string[];
  /** Days after which accounts have to be reported again, where it tells. */
  cycleDays?: number;
}

/** Reports at most 90 accounts (Atlassian, "User privacy guide for app developers"). Throws TrackerError. */
export type PersonReporter = (accounts: readonly ReportedAccount[]) => Promise<AccountChanges>;
