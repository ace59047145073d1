import { open, readFile, rm, stat, utimes } from 'node:fs/promises';

/** A living holder touches its file this often, in milliseconds. */
const HEARTBEAT = 5_000;

/** A file that was not touched for so long belongs to nobody, whatever process has its number now. */
const STALE = 30_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const [text, status] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const age = Date.now() - status.mtimeMs;
    const pid = Number(text);
    // Its maker may not have written its number yet.
    if (!Number.isInteger(pid) || pid <= 0) return age > HEARTBEAT;
    return !isRunning(pid) || age > STALE;
  } catch {
    return true;
  }
}

/**
 * Makes a file that nobody else has, so that two processes do not write the same download. One that was left behind by
 * a killed process is taken over.
 * @returns undefined when it is taken; otherwise how to give it back
 */
export async function lockFile(path: string): Promise<(() => Promise<void>) | undefined> {
  for (let attempt = 0; attempt < 2; attempt++) {
    const handle = await open(path, 'wx').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (handle) {
      await handle.writeFile(String(process.pid));
      await handle.close();
      const beat = setInterval(() => {
        const now = new Date();
        void utimes(path, now, now).catch(() => undefined);
      }, HEARTBEAT);
      beat.unref();
      return async () => {
        clearInterval(beat);
        await rm(path, { force: true });
      };
    }
    if (!(await isAbandoned(path))) return undefined;
    await rm(path, { force: true });
  }
  return undefined;
}
