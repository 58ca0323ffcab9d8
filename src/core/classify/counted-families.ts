/** Which features of one item have counted already: entries with the same feature id are one family, known by a number. */
export class CountedFamilies {
  private readonly families: Int32Array;
  /** Number of the item in which a family counted last: nothing has to be cleared for the next. */
  private readonly lastItem: Float64Array;
  private item = 0;

  /** Feature ids by entry. */
  constructor(ids: readonly string[]) {
    const numbers = new Map<string, number>();
    this.families = Int32Array.from(ids, (id) => {
      const family = numbers.get(id) ?? numbers.size;
      numbers.set(id, family);
      return family;
    });
    this.lastItem = new Float64Array(numbers.size);
  }

  startItem(): void {
    this.item++;
  }

  familyOf(entry: number): number {
    return this.families[entry] ?? 0;
  }

  has(family: number): boolean {
    return this.lastItem[family] === this.item;
  }

  add(family: number): void {
    this.lastItem[family] = this.item;
  }
}
