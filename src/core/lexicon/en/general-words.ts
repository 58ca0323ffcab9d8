import type { LexiconEntry } from "#core/lexicon/entry";

/** Everyday words of those who describe and build products; each word of a list learns its own weight. */
export const entries: readonly LexiconEntry[] = [
  {
    term: "(section|rules|booking|workflow|handling|spec|max|minimum|basic|given|allow|default|automatic|automatically|manual|multiple|existing|properly|correctly|shown|select|selected|imported|added|edit|contains|value|values|currently|instead|scenario|scenarios|separate|specific|specified|optional|required|initial|incorrect|additional)",
    name: "described behaviour",
    focus: "tactical",
    responsibility: "user-stories",
    strength: "weak",
    unless: ["(strategy|vision|mission|market|revenue|okr|persona|investor)"],
    reason: "Describes how something in the product behaves.",
    ok: "Booking shown twice for one guest",
    notOk: "Basic market facts for investors",
  },
  {
    term: "(assignee|sprint|checklist|ticket|subtask|acceptance|uat|merge|branch|index|blob|offline|slots|tenant|admin|portal|cron|csv|pdf|python|java|linux|windows|ios|docker|https|screenshot|config|deploy|readme|wiki|docs|documentation)",
    name: "tools of delivery",
    focus: "tactical",
    responsibility: "delivery",
    strength: "weak",
    unless: ["(strategy|vision|market|revenue|pricing|persona|investor|audience)"],
    reason: "Names a thing that those who build work with.",
    ok: "Slots of the next tenant stay blank offline",
    notOk: "Market audience for the portal",
  },
];
