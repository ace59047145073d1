/** What comes of work that is done in steps, for who waits for all of them. */
export function finished<Value>(steps: Generator<unknown, Value>): Value {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
