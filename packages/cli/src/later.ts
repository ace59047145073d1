/** What a command does, read when it is done: whoever asks for help waits for none of it. */
export function later<Args extends readonly unknown[]>(
  read: () => Promise<(...args: Args) => Promise<void>>,
): (...args: Args) => Promise<void> {
  return async (...args) => (await read())(...args);
}
