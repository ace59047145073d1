declare global {
  /** In a browser, where the script is there later than its first message. */
  var firstMessage: Promise<unknown> | undefined;
}

/** Calls back with the first message that a worker of the extension host gets, whether the host is Node or a browser's. */
export async function onStart<Start>(begin: (start: Start) => void): Promise<void> {
  if (globalThis.firstMessage) {
    begin((await globalThis.firstMessage) as Start);
    return;
  }
  const { parentPort } = await import('node:worker_threads');
  parentPort!.once('message', begin);
}
