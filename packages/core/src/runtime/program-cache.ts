import type { GraphOptions, Program } from '../graph/graph.ts';
import { RecentlyUsed } from '../recently-used.ts';
import type { LoadedProgram, LoadOptions, Runtime } from './session.ts';

interface Entry {
  readonly bytes: number;
  readonly loaded: LoadedProgram;
}

/** Of the budget: while a piece is loaded, its weights are in memory twice. */
const SEGMENT_SHARE = 0.25;

/**
 * Keeps programs in memory as long as their weights fit into a budget, and lets the least recently used go first. With a
 * large budget everything stays; with a small one encoder, transformer and decoder give way to each other in turn.
 */
export class ProgramCache {
  readonly runtime: Runtime;
  /** Bytes of weights that may stay in memory. */
  readonly budget: number;
  readonly #entries = new RecentlyUsed<Entry>();
  #isTight = false;

  constructor(runtime: Runtime, budget: number) {
    this.runtime = runtime;
    this.budget = budget;
  }

  /** For graphs that are to be kept here: with little room the pieces that are loaded at once are small too. */
  get graphOptions(): Pick<GraphOptions, 'target' | 'segmentBytes' | 'filesStay'> {
    const { target, segmentBytes, filesStay } = this.runtime;
    return { target, filesStay, segmentBytes: Math.min(segmentBytes, this.budget * SEGMENT_SHARE) };
  }

  /**
   * The program called `key`, built and loaded unless it is in memory. It stays valid until the next call.
   * @throws what Runtime.load throws
   */
  async get(key: string, build: () => Program, options: LoadOptions = {}): Promise<LoadedProgram> {
    const known = this.#entries.get(key);
    if (known) return known.loaded;
    const program = build();
    const bytes = this.runtime.memoryOf(program);
    for (const [oldest, entry] of this.#entries) {
      if (this.#used() + bytes <= this.budget) break;
      this.#isTight = true;
      this.#entries.delete(oldest);
      await entry.loaded.dispose();
    }
    const loaded = await this.runtime.load(program, options);
    this.#entries.set(key, { bytes, loaded });
    return loaded;
  }

  /** Whether programs had to give way to each other: then running one more costs loading another again. */
  get isTight(): boolean {
    return this.#isTight;
  }

  /** How many programs are in memory. */
  get size(): number {
    return this.#entries.size;
  }

  #used(): number {
    return [...this.#entries.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async dispose(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const { loaded } of entries) await loaded.dispose();
  }
}
