import type { CompiledLanguage } from "#core/classify/compiled";
import type { ModelWeights } from "#core/classify/model";
import type { LanguagePack } from "#core/lexicon/language";

/** The languages of a policy, each compiled when it is first asked for: most backlogs have one. */
export class CompiledLanguages implements ReadonlyMap<string, CompiledLanguage> {
  private readonly compiled = new Map<string, CompiledLanguage>();
  private readonly packs: ReadonlyMap<string, LanguagePack>;
  private readonly compile: (pack: LanguagePack) => CompiledLanguage;

  constructor(packs: readonly LanguagePack[], compile: (pack: LanguagePack) => CompiledLanguage) {
    this.packs = new Map(packs.map((pack) => [pack.language, pack]));
    this.compile = compile;
  }

  get size(): number {
    return this.packs.size;
  }

  has(language: string): boolean {
    return this.packs.has(language);
  }

  get(language: string): CompiledLanguage | undefined {
    const known = this.compiled.get(language);
    const pack = known ? undefined : this.packs.get(language);
    if (!pack) return known;
    const compiled = this.compile(pack);
    this.compiled.set(language, compiled);
    return compiled;
  }

  keys(): MapIterator<string> {
    return this.packs.keys();
  }

  entries(): MapIterator<[string, CompiledLanguage]> {
    for (const language of this.packs.keys()) this.get(language);
    return this.compiled.entries();
  }

  values(): MapIterator<CompiledLanguage> {
    this.entries();
    return this.compiled.values();
  }

  [Symbol.iterator](): MapIterator<[string, CompiledLanguage]> {
    return this.entries();
  }

  forEach(visit: (language: CompiledLanguage, code: string, map: ReadonlyMap<string, CompiledLanguage>) => void): void {
    for (const [code, language] of this) visit(language, code, this);
  }
}

/**
 * What was learned from English items and holds elsewhere: how much a strong, plain or weak term counts. What was learned about
 * single English terms, and about how English backlogs word a responsibility, does not.
 */
export function weightsFor({ isMeasured }: Pick<LanguagePack, "isMeasured">, weights: ModelWeights): ModelWeights {
  return isMeasured ? weights : { ...weights, responsibilities: {}, features: {} };
}
