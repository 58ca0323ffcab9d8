/**
 * Words of everyday tickets, the most frequent first. Only speed depends on this list: a pattern waits at its rarest word, so that
 * the others are compared only where it can matter.
 */
const BY_FREQUENCY =
  "the to a in and is of for this be not that with on it i as at when # should we from if are an user can will code or by add error have file but all new use page create which so using get you test no name has data see content there only server run set version does one log service support need issue type would some work component after was request do also message users into up then default time update same make list status project build files any used core view other change more want internal check method task currently tests admin following system out they info class line these exception analysis example result what my table able configuration show call remove results field could process just start string text may link form problem display course allow select where path source because event expected created search first module current image space click information case access way fails being about doesn't failed column now database instead client group been function while application than option resource how changes query date steps before button available running fix each added it's different true include open provide cannot package our return edit via context needs import without found properties delete job step here try response level possible upgrade key components services based through local item such fields don't well both feature order action bug go number command their non since however note required even editor framework security end during must email property public items testing missing actual works storage web read site header debug description implement library values already multiple plan back input output format find enabled document screen seems part enable dialog save updated uses team product customer customers business report review release goal market plan process product week email update write prepare improve define build help needs design meeting people process documentation feedback research launch team".split(
    " ",
  );

const rankByWord = new Map<string, number>();
for (const word of BY_FREQUENCY) if (!rankByWord.has(word)) rankByWord.set(word, rankByWord.size);

/** How often a word turns up, roughly, as a share (Zipf's law over the list); words beyond it are rare. */
export function commonness(word: string): number {
  const rank = rankByWord.get(word) ?? (word.endsWith("*") ? 400 : 900);
  return 0.1 / (rank + 2);
}
