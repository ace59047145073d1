import type { Socket } from 'node:net';
import { unreadBytes } from './unread-bytes.ts';

interface Reader {
  /** What is known of how far it has read. */
  seen: string;
  /** Milliseconds, of the clock of performance.now(). */
  since: number;
}

/** How often in the patience it is looked whether there is progress. */
const LOOKS = 20;

/** Where nobody tells what was read, a slow reader looks like one that does not read for this many times as long. */
const BLIND_FACTOR = 6;

/** Ends connections whose reader does not read what is sent to it. However slow one is that reads, it stays. */
export class ReaderWatch {
  readonly #patience: number;
  readonly #readers = new Map<Socket, Reader>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #looking = false;

  /** @param patience milliseconds without any progress */
  constructor(patience: number) {
    this.#patience = patience;
  }

  /** From now on, until it is told otherwise. */
  watch(socket: Socket): () => void {
    this.#readers.set(socket, { seen: '', since: performance.now() });
    this.#timer ??= setInterval(() => void this.#look(), this.#patience / LOOKS);
    return () => {
      this.#readers.delete(socket);
      if (this.#readers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const [first] = this.#readers.keys();
    const unread = first?.localPort === undefined ? undefined : await unreadBytes(first.localPort);
    this.#looking = false;
    const patience = this.#patience * (unread ? 1 : BLIND_FACTOR);
    const now = performance.now();
    for (const [socket, reader] of this.#readers) {
      const seen = `${socket.bytesWritten} ${unread?.get(socket.remotePort ?? 0)}`;
      // with nothing to read, nobody is slow
      if (seen !== reader.seen || socket.writableLength === 0) Object.assign(reader, { seen, since: now });
      else if (now - reader.since >= patience) socket.resetAndDestroy();
    }
  }
}
