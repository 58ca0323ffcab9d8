import type { Messages } from "../messages";

/** What reads differently inside Jira: there is no server, no file and no other tracker. */
const en = {
  "shell.lost": "Rolecall does not answer. It is asked again every few seconds; nothing you decided is lost.",
  "shell.shut-out": "This page is no longer signed in. Load it again.",
  "shell.found": "Rolecall answers again.",
  "parts.error.unreachable": "Rolecall does not answer",
  "findings.no-audit.about": "Findings come from an audit of the work items of this site.",
  "findings.reassign.about":
    "This records the plan. The work item stays as it is: change its assignee in Jira, and the next audit sees it.",
  "overview.first.about":
    "Rolecall reads the work items of this site, tells strategic work from tactical, and shows what sits with the wrong role, with every reason. Work items are not changed.",
  "overview.again.full.about": "Takes longer; use it where something seems to be missing.",
  "policy.read-only.about": "Jira administrators change it, on the page of Rolecall in the settings of Jira.",
  "policy.default.about": "Write only what is to be different. It is kept with the app’s data in Jira.",
  "roles.read-only.about": "Jira administrators change them, on the page of Rolecall in the settings of Jira.",
  "roles.empty.action": "To the overview",
  "roles.groups.about": "The name is looked up as a Jira group and as a project role in every space, once a day.",
  "roles.groups.listed":
    "{count, plural, =0 {not looked up yet: the next audit does} one {# in the policy} other {# in the policy}}",
  "roles.groups.told":
    "{count, plural, =0 {nobody found, looked up on {day}} one {# found, looked up on {day}} other {# found, looked up on {day}}}",
  "setup.lead": "What Rolecall reads, where it keeps it, and what is missing.",
  "setup.doctor.start": "Check what Rolecall may read",
  "setup.doctor.empty": "Not checked yet",
  "setup.doctor.empty.about": "The check-up says what the app sees of this site, and what is missing. It only reads.",
  "setup.run.doctor": "Checking: {checks} checks so far",
  "setup.gaps.unread.about": "Start an audit on the overview.",
  "setup.again.files": "The findings on screen are those of the last audit.",
  "setup.places.no-policy": "Nothing is saved yet: the default policy holds.",
  "setup.places.about":
    "Descriptions of work items are read and not kept; titles, names and decisions stay in the app’s storage at Atlassian.",
  "trail.mine.unknown": "Only mine",
} satisfies Partial<Messages>;
export default en;
