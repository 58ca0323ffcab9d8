/** Stands in the store of one space for what procedures of a space have no business with: only a mistake in one of them gets here. */
export function refuse(): never {
  throw new Error("The store of one space neither has this nor does it.");
}
