/**
 * Statements that were prepared, the last used ones. Preparing one with hundreds of rows takes longer than running it, and the driver
 * frees it only when it is garbage, which the garbage collector does not see growing.
 */
export function createStatementCache<Statement>(
  prepare: (text: string) => Statement,
  most = 64,
): (text: string) => Statement {
  const prepared = new Map<string, Statement>();
  return (text) => {
    const statement = prepared.get(text) ?? prepare(text);
    // A map keeps the order in which its keys came: the first is the one that was not used for the longest time.
    prepared.delete(text);
    prepared.set(text, statement);
    const [oldest] = prepared.keys();
    if (prepared.size > most && oldest !== undefined) prepared.delete(oldest);
    return statement;
  };
}
