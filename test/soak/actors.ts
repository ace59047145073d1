import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { inNamespace } from './contenders.ts';
import type { Answer, Command } from './obey.ts';

/** Somebody at a store. */
export interface Actor {
  readonly name: string;
  /** Undefined when it was killed before it had an answer. */
  tell(command: Command): Promise<Answer | undefined>;
  /** Ends it in whatever it is at; the next command starts it anew. */
  kill(): Promise<void>;
  /** Stops it for a while in whatever it is at, as a suspended machine or a page in the background. */
  freeze(milliseconds: number): Promise<void>;
}

interface Running {
  readonly process: ChildProcess;
  readonly lines: AsyncIterator<string>;
}

export class ProcessActor implements Actor {
  readonly name: string;
  readonly #command: readonly string[];
  #running: Running | undefined;

  /** @param isApart whether in a PID namespace of its own */
  constructor(name: string, script: string, stores: readonly [string, string], isApart: boolean) {
    this.name = name;
    const plain = [process.execPath, script, ...stores];
    this.#command = isApart ? inNamespace(plain) : plain;
  }

  async tell(command: Command): Promise<Answer | undefined> {
    this.#running ??= this.#start();
    this.#running.process.stdin!.write(`${JSON.stringify(command)}\n`);
    const { value, done } = await this.#running.lines.next();
    return done ? undefined : JSON.parse(value);
  }

  #start(): Running {
    const [program, ...rest] = this.#command;
    const started = spawn(program!, rest, { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
    started.stdin!.on('error', () => undefined);
    return { process: started, lines: createInterface(started.stdout!)[Symbol.asyncIterator]() };
  }

  async kill(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (!running) return;
    const ended = once(running.process, 'close');
    this.#signal(running, 'SIGKILL');
    await ended;
  }

  async freeze(milliseconds: number): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#signal(running, 'SIGSTOP');
    await sleep(milliseconds);
    this.#signal(running, 'SIGCONT');
  }

  /** To the whole group: what is in a namespace has a process outside that started it. */
  #signal({ process: { pid } }: Running, signal: NodeJS.Signals): void {
    try {
      if (pid !== undefined) process.kill(-pid, signal);
    } catch {
      // It was killed while it was frozen.
    }
  }
}

export class WindowActor implements Actor {
  readonly name: string;
  readonly #context: BrowserContext;
  readonly #url: string;
  readonly #script: string;
  #opened: Promise<{ readonly page: Page; readonly session: CDPSession }> | undefined;

  constructor(name: string, context: BrowserContext, url: string, script: string) {
    this.name = name;
    this.#context = context;
    this.#url = url;
    this.#script = script;
  }

  async #open() {
    const page = await this.#context.newPage();
    await page.goto(this.#url);
    await page.evaluate(script => {
      Object.assign(globalThis, { storeWorker: new Worker(script, { type: 'module' }) });
    }, this.#script);
    return { page, session: await this.#context.newCDPSession(page) };
  }

  async tell(command: Command): Promise<Answer | undefined> {
    this.#opened ??= this.#open();
    const { page } = await this.#opened;
    try {
      return await page.evaluate(
        what =>
          new Promise<Answer>((resolve, reject) => {
            const worker: Worker = Reflect.get(globalThis, 'storeWorker');
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = ({ message }) => reject(new Error(message));
            worker.postMessage(what);
          }),
        command,
      );
    } catch (error) {
      if (page.isClosed()) return undefined;
      throw error;
    }
  }

  async kill(): Promise<void> {
    const opened = await this.#opened;
    this.#opened = undefined;
    await opened?.page.close();
  }

  async freeze(milliseconds: number): Promise<void> {
    const opened = await this.#opened;
    if (!opened || opened.page.isClosed()) return;
    const { session } = opened;
    const become = (state: 'frozen' | 'active') =>
      session.send('Page.setWebLifecycleState', { state }).catch(() => undefined);
    await become('frozen');
    await sleep(milliseconds);
    await become('active');
  }
}
