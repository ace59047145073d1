import type { Picture } from '@sana-studio/core';
import type { Size } from '../form/sizes.ts';
import type { PanelHost } from '../host.ts';
import type { ControllerTools } from './controller-tools.ts';
import { type Job, readRuns } from './runs.ts';

/** Places are of the document: see `PanelStorage`. */
const RUNS = 'here.unfinished';
/** Where an earlier version kept them. */
const FORMERLY = 'unfinished';
/** The pictures that they start from, as files: far more than everything else, so they are written once. */
const STARTS = 'here.starts';

type Runs = readonly (readonly Job[])[];

/**
 * What is left to make, from one visit to the next. Going on with it is a convenience: losing it is not worth a message. A picture to
 * start from is kept no larger than what is made of it. What changes a part of one is not kept, as the rest must stay byte for byte, nor whose lines a
 * ControlNet follows: files that were chosen are gone with the page.
 */
export class Unfinished {
  readonly #host: Pick<PanelHost, 'storage' | 'resumes'>;
  readonly #tools: Pick<ControllerTools, 'packStartImage' | 'readStartImage'>;
  /** What is stored under `STARTS`, in its order. */
  #starts: readonly Picture[] = [];
  readonly #refused = new WeakSet<Picture>();
  #latest: Runs = [];

  constructor(
    host: Pick<PanelHost, 'storage' | 'resumes'>,
    tools: Pick<ControllerTools, 'packStartImage' | 'readStartImage'>,
  ) {
    this.#host = host;
    this.#tools = tools;
  }

  remember(all: Runs): void {
    const runs = all.filter(jobs => jobs.every(({ request }) => !request.mask && !request.control));
    this.#latest = runs;
    const fresh = startsOf(runs).filter(one => !this.#starts.includes(one) && !this.#refused.has(one));
    if (fresh.length > 0) void this.#keepStarts();
    else if (this.#starts.length > 0 && startsOf(runs).length === 0) {
      this.#starts = [];
      this.#host.storage.set(STARTS, []).catch(() => {});
    }
    const kept = runs.filter(jobs => startsOf([jobs]).every(one => this.#starts.includes(one)));
    this.#host.storage
      .set(
        RUNS,
        kept.map(jobs => jobs.map(job => this.#stored(job))),
      )
      .catch(() => {});
  }

  async read(): Promise<Runs> {
    const { storage, resumes } = this.#host;
    const kept = await storage.get(RUNS).catch(() => undefined);
    const stored = kept ?? (resumes ? await storage.get(FORMERLY).catch(() => undefined) : undefined);
    this.#starts = await this.#readStarts();
    return readRuns(stored, this.#starts);
  }

  #stored({ request: { startImage, ...request }, target }: Job) {
    return { request, target, ...(startImage && { start: this.#starts.indexOf(startImage) }) };
  }

  async #keepStarts(): Promise<void> {
    const runs = this.#latest;
    const pictures = startsOf(runs);
    try {
      const files = pictures.map(async one => {
        const file = await this.#tools.packStartImage(one, largestFrom(one, runs));
        return toBase64(new Uint8Array(await file.arrayBuffer()));
      });
      await this.#host.storage.set(STARTS, await Promise.all(files));
      this.#starts = pictures;
    } catch {
      for (const one of pictures) this.#refused.add(one);
    }
    this.remember(this.#latest);
  }

  async #readStarts(): Promise<readonly Picture[]> {
    const stored = await this.#host.storage.get(STARTS).catch(() => undefined);
    if (!Array.isArray(stored)) return [];
    try {
      return await Promise.all(stored.map(file => this.#tools.readStartImage(new Blob([fromBase64(String(file))]))));
    } catch {
      return []; // damaged
    }
  }
}

function startsOf(runs: Runs): readonly Picture[] {
  return [...new Set(runs.flat().flatMap(({ request }) => request.startImage ?? []))];
}

/** The largest picture that is made of one. */
function largestFrom(picture: Picture, runs: Runs): Size {
  const sizes = runs.flat().flatMap(({ request }) => (request.startImage === picture ? request : []));
  return { width: Math.max(...sizes.map(size => size.width)), height: Math.max(...sizes.map(size => size.height)) };
}

/** Of what is put into one call. */
const PART = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PART) text += String.fromCharCode(...bytes.subarray(at, at + PART));
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
}
