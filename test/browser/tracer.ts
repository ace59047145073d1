import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { startBrowser, type TestBrowser } from './browser.ts';
import type { DrawTask, TraceAnswer, TracePart, TraceTask } from './trace-worker.ts';

/** What the reference started from. */
const INPUTS = [
  // and what the decoder's last program keeps to itself
  'ae.norm_out',
  'ae.image',
  'ae.latent',
  'dit.guidance',
  'dit.hidden',
  'dit.latent',
  'dit.mask',
  'dit.timestep',
];

/** Tensors that a part computes begin like this. */
const PREFIXES: Readonly<Record<TracePart, RegExp>> = {
  transformer: /^dit\./,
  autoencoder: /^ae\./,
  denoising: /^run\.(noise_seed42|latents)$/,
};

export interface TraceOptions {
  /** Absent: all that the reference has. */
  readonly parts?: readonly TracePart[];
  /** A file of the folder `autoencoder` that takes the place of the reference's own. */
  readonly autoencoder?: string;
}

/** A browser with a worker that computes on one of its devices. */
export class Tracer {
  readonly #device: TraceTask['device'];
  readonly #browser: TestBrowser;
  readonly #page: Page;

  private constructor(device: TraceTask['device'], browser: TestBrowser, page: Page) {
    this.#device = device;
    this.#browser = browser;
    this.#page = page;
  }

  static async start(device: TraceTask['device']): Promise<Tracer> {
    const browser = await startBrowser({ webgpu: device === 'webgpu' });
    const page = await browser.open();
    await page.evaluate(() => {
      Object.assign(globalThis, { worker: new Worker('/test/trace-worker.mjs', { type: 'module' }) });
    });
    return new Tracer(device, browser, page);
  }

  /** Where the reference's folders are. */
  get referenceUrl(): string {
    return `${this.#browser.server.url}/reference`;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  /** Asserts that each tensor of a reference is at most so far from what is computed here, relative to its largest value. */
  async trace(name: string, tolerance: number, { parts, autoencoder }: TraceOptions = {}): Promise<void> {
    const single = autoencoder ? { folderUrl: `${this.referenceUrl}/autoencoder`, file: autoencoder } : undefined;
    const referenceUrl = `${this.referenceUrl}/${name}`;
    const answer = await this.#ask({ ...this.#place, referenceUrl, parts, autoencoder: single });
    if (!('found' in answer)) throw new Error('A picture is not what was asked for.');
    const names = answer.found.map(difference => difference.name);
    const wanted = answer.expected.filter(
      tensor => !INPUTS.includes(tensor) && (!parts || parts.some(part => PREFIXES[part].test(tensor))),
    );
    expect(names.sort()).toEqual(wanted.sort());
    expect(answer.found.filter(({ maxRel }) => !(maxRel <= tolerance))).toEqual([]);
  }

  /** @returns the values of a picture, RGBA */
  async draw(task: Omit<DrawTask, 'device' | 'wasmBase'>): Promise<readonly number[]> {
    const answer = await this.#ask({ ...this.#place, ...task });
    if (!('pixels' in answer)) throw new Error('There is no picture.');
    return answer.pixels;
  }

  get #place() {
    return { device: this.#device, wasmBase: `${this.#browser.server.url}/web/` };
  }

  async #ask(task: TraceTask | DrawTask): Promise<TraceAnswer> {
    const answer = await this.#page.evaluate(
      message =>
        new Promise<TraceAnswer>(resolve => {
          const { worker } = globalThis as unknown as { worker: Worker };
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => resolve({ error: message });
          worker.postMessage(message);
        }),
      task,
    );
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  }
}
