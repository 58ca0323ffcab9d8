/** Splits a sentence of ours at its backticks: what stands between two of them is something to type. */
export function splitCode(text: string): { text: string; isCode: boolean }[] {
  const parts = text.split("`");
  // An odd number of backticks closes nothing: then they are just characters.
  if (parts.length % 2 === 0) return [{ text, isCode: false }];
  return parts.map((part, index) => ({ text: part, isCode: index % 2 === 1 })).filter((part) => part.text !== "");
}
