import { type SymbolTable, signatureOf } from "#core/classify/symbols";
import { BREAK_BEFORE, type Tokens } from "#core/classify/tokens";

/** Places of sequences, a row each with its choices, in flat arrays: memory is what comparing them costs. */
export class ChoiceRows {
  private readonly symbols: SymbolTable;
  private readonly building = { starts: [0], signatures: [] as number[], choices: [] as number[] };
  private starts = new Int32Array(1);
  private signatures = new Int32Array(0);
  private choices = new Uint16Array(0);

  constructor(symbols: SymbolTable) {
    this.symbols = symbols;
  }

  /** Adds the places of one sequence; answers the row of the first. */
  add(places: readonly (readonly number[])[]): number {
    const { starts, signatures, choices } = this.building;
    const row = signatures.length;
    for (const symbols of places) {
      for (const symbol of symbols) choices.push(symbol);
      signatures.push(signatureOf(symbols));
      starts.push(choices.length);
    }
    return row;
  }

  seal(): void {
    const { starts, signatures, choices } = this.building;
    this.starts = Int32Array.from(starts);
    this.signatures = Int32Array.from(signatures);
    this.choices = Uint16Array.from(choices);
    starts.length = signatures.length = choices.length = 0;
  }

  /** Whether the rows of a sequence fit the tokens from `first` on, in one sentence; the token at `known` is known to. */
  fit(row: number, length: number, first: number, known: number, tokens: Tokens): boolean {
    for (let place = 0; place < length; place++) {
      const token = first + place;
      if (place > 0 && ((tokens.flags[token] ?? 0) & BREAK_BEFORE) !== 0) return false;
      if (token !== known && !this.hasChoice(row + place, tokens.word[token] ?? 0)) return false;
    }
    return true;
  }

  private hasChoice(row: number, word: number): boolean {
    const { symbols, choices } = this;
    if ((symbols.signature(word) & (this.signatures[row] ?? 0)) === 0) return false;
    const end = this.starts[row + 1] ?? 0;
    const listEnd = symbols.listEnd(word);
    for (let i = symbols.listStart(word); i < listEnd; i++) {
      const symbol = symbols.symbolAt(i);
      for (let j = this.starts[row] ?? 0; j < end; j++) if (choices[j] === symbol) return true;
    }
    return false;
  }
}
