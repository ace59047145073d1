/** Calls back with the first message that a worker of the extension host gets, whether the host is Node or a browser's. */
export async function onStart<Start>(begin: (start: Start) => void): Promise<void> {
  if (typeof addEventListener === 'function') {
    addEventListener('message', ({ data }: MessageEvent<Start>) => begin(data), { once: true });
    return;
  }
  const { parentPort } = await import('node:worker_threads');
  parentPort!.once('message', begin);
}
