/** Words before a colon that name what an item belongs to; an objective only where a path follows, for items have their own. */
const PARENT =
  /^(?:(?:parent|epic|initiative|part of|parent (?:goal|objective|epic|issue)|übergeordnet|padre|pai|épica|épico)\s{0,2}:\s*\S|(?:objective|goal|ziel|objectif|objetivo)\s{0,2}:[^\n]{2,200}? > )/i;
const LONGEST = 220;
/** The longest of those words, with a colon. */
const LONGEST_NAME = 20;

/**
 * Whether a line says what an item belongs to ("Objective: Grow in schools > Win the first ten", "Parent: PAY-3 Pricing"). Its words
 * are the parent's: an item is judged by itself, and its parent has a line of evidence of its own.
 */
export function isParentLine(text: string, start: number, end: number): boolean {
  return (
    hasColon(text, start, Math.min(end, start + LONGEST_NAME)) &&
    PARENT.test(text.slice(start, Math.min(end, start + LONGEST)))
  );
}

/** `indexOf` would search on to the end of the text, for every line of it. */
function hasColon(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 58) return true;
  return false;
}
