import type { Finding } from "#core/finding";

/** Findings about a person say their name. What is remembered says the reference instead, so that erasing the person erases the name. */

const withTexts = (finding: Finding, change: (text: string) => string): Finding => ({
  ...finding,
  message: change(finding.message),
  why: finding.why.map(change),
  change: change(finding.change),
  remedy: change(finding.remedy),
});

/** The finding with the reference wherever the person's name stands. */
export function hideName(finding: Finding, name: string | undefined): Finding {
  const { subject } = finding;
  if (subject.kind !== "person" || !name) return finding;
  return withTexts(finding, (text) => text.replaceAll(name, subject.ref));
}

/** The finding with the name wherever the reference stands; without one it tells of a former person. */
export function showName(finding: Finding, name: string | undefined): Finding {
  const { subject } = finding;
  if (subject.kind !== "person") return finding;
  return withTexts(finding, (text) => text.replaceAll(subject.ref, name ?? "a former person"));
}
