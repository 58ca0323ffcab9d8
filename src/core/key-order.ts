/** By code unit, so that no locale changes the order. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Keys as a person counts: PAY-2 before PAY-12. */
export function compareKeys(a: string, b: string): number {
  const split = (key: string): [string, number] => {
    const match = /^(.*?)(\d*)$/.exec(key);
    return [match?.[1] ?? key, Number(match?.[2] || 0)];
  };
  const [nameA, numberA] = split(a);
  const [nameB, numberB] = split(b);
  return compareText(nameA, nameB) || numberA - numberB;
}
