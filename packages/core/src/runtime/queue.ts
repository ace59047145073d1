/** Runs asynchronous jobs strictly one after the other, in the order they came. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#last.then(job, job);
    this.#last = result.catch(() => {});
    return result;
  }
}
