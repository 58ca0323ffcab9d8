/** Lets at most `most` through in any `spanMs` milliseconds; whoever comes later waits for their turn. */
export function createPace(most: number, spanMs: number): () => Promise<void> {
  const passed: number[] = [];
  let last = Promise.resolve();
  const pass = async (): Promise<void> => {
    const oldest = passed.length < most ? undefined : passed.shift();
    const wait = oldest === undefined ? 0 : oldest + spanMs - Date.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    passed.push(Date.now());
  };
  return () => (last = last.then(pass));
}
