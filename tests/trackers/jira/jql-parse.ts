/** Jira refuses the JQL. `isUnmodelled` when only the emulated site cannot read it, or nobody could. */
export class JqlError extends Error {
  readonly isUnmodelled: boolean;
  constructor(message: string, isUnmodelled = true) {
    super(message);
    this.isUnmodelled = isUnmodelled;
  }
}

/** A restriction of a JQL query. */
export type Clause =
  | { kind: "and" | "or"; parts: Clause[] }
  | { kind: "not"; part: Clause }
  | { kind: "test"; field: string; operator: Operator; values: string[] };
/** Operators of the modelled part of JQL. */
export type Operator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "in" | "not in" | "is empty" | "is not empty";
/** One term of ORDER BY. */
export interface Order {
  field: "created" | "updated" | "key" | "rank";
  descending: boolean;
}
/** A parsed query; without `where` it is unbounded. */
export interface Jql {
  where?: Clause;
  order: Order[];
}

interface Token {
  kind: "word" | "text" | "sign" | "end";
  text: string;
  at: number;
}

/** Words that JQL keeps for itself: a space with such a key has to be quoted. */
const RESERVED = new Set(
  `abort access add after alias all alter and any as asc audit avg before begin between boolean break by byte catch cf
  char character check checkpoint collate collation column commit connect continue count create current date decimal
  declare decrement default defaults define delete delimiter desc difference distinct divide do double drop else empty
  encoding end equals escape exclusive exec execute exists explain false fetch file field first float for from function
  go goto grant greater group having identified if immediate in increment index initial inner inout input insert int
  integer intersect intersection into is isempty isnull join last left less like limit lock long max min minus mode
  modify modulo more multiply next noaudit not notin nowait null number object of on option or order outer output power
  previous prior privileges public raise raw remainder rename resource return returns revoke right row rowid rownum rows
  select session set share size sqrt start strict string subtract sum synonym table then to trans transaction trigger
  true uid union unique update user validate values view when whenever where while with`.split(/\s+/),
);
const PATTERN = /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(!=|>=|<=|!~|[=<>~(),])|([^\s"'=!<>~(),]+))/y;
/** What may not stand outside quotes. */
const SPECIAL = /[+.;?|*/%^$#@[\]{}\\&!]/;

function tokens(jql: string): Token[] {
  const found: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < jql.trimEnd().length) {
    const at = PATTERN.lastIndex;
    const match = PATTERN.exec(jql);
    if (!match) throw wrong("there is a character that is not understood", at);
    const [, quoted, sign, word] = match;
    if (quoted !== undefined) found.push({ kind: "text", text: unquote(quoted), at });
    else if (sign !== undefined) found.push({ kind: "sign", text: sign, at });
    else if (word !== undefined) found.push({ kind: "word", text: plain(word, at), at });
  }
  return [...found, { kind: "end", text: "", at: jql.length }];
}

function plain(word: string, at: number): string {
  const special = SPECIAL.exec(word)?.[0];
  if (special)
    throw wrong(`the character '${special}' is a reserved JQL character. You must enclose it in a string`, at);
  return word;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(u([0-9a-fA-F]{4})|.)/g, (_all, escape: string, hex?: string) => {
    if (hex) return String.fromCharCode(parseInt(hex, 16));
    const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r" };
    if (!/[ntr"'\\ ]/.test(escape))
      throw new JqlError(`Error in the JQL Query: '\\${escape}' is an illegal JQL escape.`);
    return escapes[escape] ?? escape;
  });
}

const wrong = (what: string, at: number) =>
  new JqlError(`Error in the JQL Query: ${what}. (line 1, character ${at + 1})`);

/** Reads the modelled part of JQL; throws JqlError for everything else. */
export function parseJql(jql: string): Jql {
  return new Parser(tokens(jql)).query();
}

class Parser {
  readonly #tokens: Token[];
  #next = 0;

  constructor(list: Token[]) {
    this.#tokens = list;
  }

  query(): Jql {
    const where = this.#isWord("order") || this.#peek().kind === "end" ? undefined : this.#or();
    const order = this.#order();
    if (this.#peek().kind !== "end") throw wrong(`'${this.#peek().text}' is not expected here`, this.#peek().at);
    return { ...(where && { where }), order };
  }

  #or(): Clause {
    const parts = [this.#and()];
    while (this.#takeWord("or")) parts.push(this.#and());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "or", parts };
  }

  #and(): Clause {
    const parts = [this.#not()];
    while (this.#takeWord("and")) parts.push(this.#not());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: "and", parts };
  }

  #not(): Clause {
    if (this.#takeWord("not")) return { kind: "not", part: this.#not() };
    if (!this.#takeSign("(")) return this.#test();
    const inner = this.#or();
    this.#needSign(")");
    return inner;
  }

  #test(): Clause {
    const field = this.#name();
    if (this.#takeWord("is")) {
      const negated = this.#takeWord("not");
      if (!this.#takeWord("empty") && !this.#takeWord("null")) throw wrong("EMPTY is expected here", this.#peek().at);
      return { kind: "test", field, operator: negated ? "is not empty" : "is empty", values: [] };
    }
    const negated = this.#takeWord("not");
    if (this.#takeWord("in")) {
      this.#needSign("(");
      const values = [this.#name()];
      while (this.#takeSign(",")) values.push(this.#name());
      this.#needSign(")");
      return { kind: "test", field, operator: negated ? "not in" : "in", values };
    }
    const { kind, text, at } = this.#take();
    if (negated || kind !== "sign" || !/^(=|!=|>=?|<=?)$/.test(text))
      throw wrong(`'${text}' is no modelled operator`, at);
    return { kind: "test", field, operator: text as Operator, values: [this.#name()] };
  }

  /** A field or a value: a string, or a word that is not reserved. Functions such as `now()` are not modelled. */
  #name(): string {
    const { kind, text, at } = this.#take();
    if (kind === "text") return text;
    if (kind !== "word") throw wrong(`a name or a value is expected here, not '${text}'`, at);
    if (RESERVED.has(text.toLowerCase()))
      throw wrong(`'${text}' is a reserved JQL word. You must surround it in quotation marks to use it in a query`, at);
    const next = this.#peek();
    if (next.kind === "sign" && next.text === "(") throw wrong(`the function '${text}' is not modelled`, at);
    return text;
  }

  #order(): Order[] {
    if (!this.#takeWord("order")) return [];
    if (!this.#takeWord("by")) throw wrong("BY is expected here", this.#peek().at);
    const order: Order[] = [];
    do {
      const at = this.#peek().at;
      const name = this.#name().toLowerCase();
      // `id`, `issue` and `issuekey` are other names of `key` in JQL: space, then number.
      const field = { created: "created", createddate: "created", updated: "updated", updateddate: "updated" }[name];
      const other = { id: "key", key: "key", issue: "key", issuekey: "key", rank: "rank" }[name];
      if (!field && !other) throw wrong(`ordering by '${name}' is not modelled`, at);
      const isUp = this.#takeWord("asc");
      const isDown = !isUp && this.#takeWord("desc");
      // Without a word Jira sorts times from new to old, the others upwards.
      order.push({ field: (field ?? other) as Order["field"], descending: isDown || (!isUp && field !== undefined) });
    } while (this.#takeSign(","));
    if (order.length > 7) throw new JqlError("The orderBy clause can contain a maximum of 7 fields.");
    return order;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: "end", text: "", at: 0 };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #isWord(word: string): boolean {
    return this.#peek().kind === "word" && this.#peek().text.toLowerCase() === word;
  }

  #takeWord(word: string): boolean {
    const found = this.#isWord(word);
    if (found) this.#next += 1;
    return found;
  }

  #takeSign(sign: string): boolean {
    const found = this.#peek().kind === "sign" && this.#peek().text === sign;
    if (found) this.#next += 1;
    return found;
  }

  #needSign(sign: string): void {
    if (!this.#takeSign(sign)) throw wrong(`'${sign}' is expected here, not '${this.#peek().text}'`, this.#peek().at);
  }
}
