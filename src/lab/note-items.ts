import type { LabelledItem } from "#lab/labelled";

/** Fewer items than this of one class leave its figures to chance. */
const FEW_ITEMS = 30;

/** What a reader must know of the items before the figures, a sentence each. */
export function noteItems(all: readonly LabelledItem[], scored: readonly LabelledItem[], folds: number): string[] {
  const notes: string[] = [];
  if (folds < 2)
    notes.push(
      "On items that the published weights were trained on these figures are optimistic; --folds 10 trains anew without the items it judges.",
    );
  for (const focus of ["strategic", "tactical"] as const) {
    const count = scored.filter(({ label }) => label === focus).length;
    if (count < FEW_ITEMS)
      notes.push(
        count === 0
          ? `No item is labelled ${focus}: macro-F1 and the ${focus} figures mean nothing here.`
          : `Only ${count} ${count === 1 ? "item is" : "items are"} labelled ${focus}: see the intervals before the figures.`,
      );
  }
  const repeated = all.length - new Set(all.map(({ item }) => item.id)).size;
  if (repeated > 0) notes.push(`${repeated} rows repeat the id of another; each row counts.`);
  return notes;
}
