export const data = {
  "data.title": "Data and privacy",
  "data.lead": "What is remembered about people, and how to delete it.",
  "data.person": "What is remembered about a person",
  "data.person.about":
    "Names of owners, and who decided what. Find the person, hand out what is remembered, or have it forgotten.",
  "data.person.export": "Export as JSON",
  "data.person.exported": "{name} is downloaded",
  "data.person.erase": "Forget this person",
  "data.person.choose": "Choose a person first.",
  "data.erase.title": "Forget {name} for good?",
  "data.erase.about":
    "The name is removed from everything that is kept, also from decisions: they stay, and nobody can tell any more who made them. This cannot be taken back. Later audits do not learn it again. An entry of the policy that names the person stays: remove it on the Roles page.",
  "data.erase.confirm": "Forget {name}",
  "data.erase.done": "{name} is forgotten",
  "data.erase.nothing": "Nothing was kept about {name}",
  "data.purge": "Old audits",
  "data.purge.about":
    "Deletes audits and findings that ended before a day. Open findings, decisions and the last audit stay.",
  "data.purge.before": "Before",
  "data.purge.action": "Delete old audits",
  "data.purge.title": "Delete what ended before {day}?",
  "data.purge.warning": "Trends and comparisons begin later then. This cannot be taken back.",
  "data.purge.confirm": "Delete",
  "data.purge.done":
    "{runs, plural, =0 {No audits} one {# audit} other {# audits}} and {findings, plural, =0 {no findings} one {# finding} other {# findings}} deleted",
  "data.published": "What was written to work items",
  "data.published.about":
    "Where spaces allow it, Rolecall writes what it found to work items, so that JQL finds it. This removes all of it, in every space.",
  "data.published.action": "Remove it from all work items",
  "data.published.title": "Remove it from all work items?",
  "data.published.warning":
    "Filters and boards that use rolecallFocus or rolecallFinding find nothing any more. Spaces that still allow it are written to again by the next audit.",
  "data.published.confirm": "Remove it",
  "data.published.done": "Nothing of Rolecall is left in work items",
  "data.everything": "Everything",
  "data.everything.about":
    "Deletes all audits, findings and decisions. The policy stays. Nothing in your work items changes.",
  "data.everything.action": "Delete everything",
  "data.everything.title": "Delete everything?",
  "data.everything.warning":
    "All audits, findings and decisions of everybody are deleted, with the audit trail, and also who was to stay forgotten: the next audit learns those names again. This cannot be taken back.",
  "data.everything.type": "Type “{phrase}” to confirm",
  "data.everything.phrase": "delete everything",
  "data.everything.done": "Everything is deleted",
};
