import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EncodedPicture, LocalModelId } from '@sana-studio/captions';
import { type ErrorData, SanaError } from '@sana-studio/core';

/** The bundle of local-process.ts lies beside this one. */
const PROGRAM = fileURLToPath(new URL('local-process.mjs', import.meta.url));

export interface ToLocalModel {
  readonly at: number;
  readonly picture: EncodedPicture;
  readonly question: string;
}

export type FromLocalModel =
  | { readonly at: number; readonly text: string }
  | { readonly at: number; readonly problem: ErrorData };

/** Where the model's files are: among those that were added, or in a folder of the person's. */
export type LocalFiles = readonly ['kept' | 'folder', string];

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: unknown) => void;
}

/** A model that sees, in a process of its own from when it is first asked, which is ended as soon as somebody no longer waits. */
export class LocalModel {
  readonly #id: LocalModelId;
  readonly #files: LocalFiles;
  readonly #program: string;
  #child: ChildProcess | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;

  /** @param program the module of the process */
  constructor(id: LocalModelId, files: LocalFiles, program = PROGRAM) {
    [this.#id, this.#files, this.#program] = [id, files, program];
    // nobody waits for a picture of a command that has ended
    process.once('exit', this.#kill);
  }

  /** @throws SanaError `cancelled`, `captioner-unavailable`, and what looking at the picture throws */
  async ask(picture: EncodedPicture, question: string, signal?: AbortSignal): Promise<string> {
    if (signal?.aborted) throw new SanaError('cancelled');
    this.#child ??= this.#start();
    const child = this.#child;
    const at = this.#asked++;
    const stop = () => this.#end(child, new SanaError('cancelled'));
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<string>((resolve, reject) => {
        this.#waiting.set(at, { resolve, reject });
        child.send({ at, picture, question } satisfies ToLocalModel, error => {
          if (error) this.#end(child, this.#ended(error.message));
        });
      });
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  dispose(): void {
    process.off('exit', this.#kill);
    this.#end(this.#child, new SanaError('cancelled'));
  }

  #start(): ChildProcess {
    const child = fork(this.#program, [this.#id, ...this.#files], {
      serialization: 'advanced',
      execArgv: [...process.execArgv],
      // what drivers and libraries say is for nobody
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message: FromLocalModel) => {
      const waiting = this.#waiting.get(message.at);
      this.#waiting.delete(message.at);
      if ('text' in message) waiting?.resolve(message.text);
      else waiting?.reject(SanaError.fromData(message.problem));
    });
    child.on('error', ({ message }) => this.#end(child, this.#ended(message)));
    child.on('exit', (code, signal) => this.#end(child, this.#ended(signal ?? `exit code ${code}`)));
    return child;
  }

  /** Whoever waits hears why; the next question starts it anew. */
  #end(child: ChildProcess | undefined, error: SanaError): void {
    if (!child || child !== this.#child) return;
    this.#kill();
    this.#child = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  readonly #kill = (): void => {
    this.#child?.kill('SIGKILL');
  };

  #ended(detail: string): SanaError {
    return new SanaError('captioner-unavailable:ended', { model: this.#id, detail });
  }
}
