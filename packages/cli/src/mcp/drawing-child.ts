import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  type ErrorData,
  type GeneratedPicture,
  type PartialRequest,
  type Progress,
  type SafetyPolicy,
  SanaError,
} from '@sana-studio/core';
import type { DeviceChoice } from '../device-option.ts';
import type { Drawer } from '../drawing.ts';
import { tell } from '../supervision.ts';

/** The bundle of drawing-process.ts lies beside this one. */
const PROGRAM = fileURLToPath(new URL('drawing-process.mjs', import.meta.url));

/** What a picture may take to stop once nobody wants it any more; with all the rest, less than a second. */
const STOP_MS = 600;

export interface DrawSettings {
  readonly device: DeviceChoice;
  readonly policy: SafetyPolicy;
}

export type ToDrawing =
  | ({ readonly at: number; readonly request: PartialRequest } & DrawSettings)
  | { readonly abort: number };

export type FromDrawing = { readonly at: number } & (
  | { readonly progress: Progress }
  | { readonly note: string }
  | { readonly picture: GeneratedPicture }
  | { readonly problem: ErrorData }
);

interface Waiting {
  readonly onProgress: (progress: Progress) => void;
  readonly note: (text: string) => void;
  readonly resolve: (picture: GeneratedPicture) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Draws in a process of its own, which keeps the model until it is disposed of: its memory goes with it. One that does not
 * stop within a second is ended, and the next picture starts another.
 */
export class DrawingChild implements Drawer {
  readonly #settings: DrawSettings;
  readonly #program: string;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | undefined;
  #asked = 0;

  /** @param program the module of the process */
  constructor(settings: DrawSettings, program = PROGRAM) {
    [this.#settings, this.#program] = [settings, program];
    process.once('exit', this.#kill);
  }

  /** Of the process, while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** @throws SanaError as the pipeline does; `cancelled` within a second, `worker-failed` if the process ends */
  async draw(
    request: PartialRequest,
    onProgress: (progress: Progress) => void,
    note: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<GeneratedPicture> {
    if (signal?.aborted) throw new SanaError('cancelled');
    const child = this.#start();
    const at = this.#asked++;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      child.send({ abort: at } satisfies ToDrawing, () => {});
      timer = setTimeout(() => this.#end(child, new SanaError('cancelled')), STOP_MS);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      return await new Promise<GeneratedPicture>((resolve, reject) => {
        this.#waiting.set(at, { onProgress, note, resolve, reject });
        child.send({ at, request, ...this.#settings } satisfies ToDrawing, error => {
          if (error) this.#end(child, failed(error.message));
        });
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      this.#waiting.delete(at);
    }
  }

  async dispose(): Promise<void> {
    this.#end(this.#child, new SanaError('cancelled'));
  }

  #start(): ChildProcess {
    if (this.#child) return this.#child;
    const child = fork(this.#program, {
      serialization: 'advanced',
      execArgv: [...process.execArgv],
      // what drivers and libraries say is for nobody, above all not for who reads the protocol
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (message: FromDrawing) => {
      const waiting = this.#waiting.get(message.at);
      if ('progress' in message) waiting?.onProgress(message.progress);
      else if ('note' in message) waiting?.note(message.note);
      else if ('picture' in message) waiting?.resolve(message.picture);
      else waiting?.reject(SanaError.fromData(message.problem));
    });
    child.on('error', ({ message }) => this.#end(child, failed(message)));
    child.on('exit', (code, signal) => this.#end(child, failed(signal ?? `exit code ${code}`)));
    tell({ helper: child.pid ?? null });
    this.#child = child;
    return child;
  }

  /** Whoever waits hears why. */
  #end(child: ChildProcess | undefined, error: SanaError): void {
    if (!child || child !== this.#child) return;
    this.#kill();
    this.#child = undefined;
    tell({ helper: null });
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  readonly #kill = (): void => {
    this.#child?.kill('SIGKILL');
  };
}

const failed = (detail: string): SanaError => new SanaError('worker-failed:crashed', { detail });
