import { SanaError } from '@sana-studio/core';
import type { Generating } from './activity.ts';
import { chosenOptions } from './choices.ts';
import type { Panel } from './effects.ts';
import { picturesOf } from './runs.ts';

/** Tells the host of runs, where it wants to know of pictures before they are there. */
export class HostRuns {
  readonly #panel: Panel;
  /** The run that the host was told of, by `Ask.id`, and the places that it takes no picture for. */
  #kept: { readonly ask: number; readonly refusals: Promise<ReadonlyMap<string, SanaError>> } | undefined;

  constructor(panel: Panel) {
    this.#panel = panel;
  }

  /** Tells of a run, once. @throws SanaError when the place of the job under way takes no picture */
  async begin({ ask, jobs, job }: Generating, signal: AbortSignal): Promise<void> {
    const { host, state } = this.#panel;
    if (this.#kept?.ask !== ask) {
      const targets = [...new Set(jobs.flatMap(({ target }) => target?.id ?? []))];
      const planned = { targets, pictures: picturesOf(jobs) };
      const refusals = host.runs?.begin(planned, chosenOptions(host, state)) ?? Promise.resolve(new Map());
      this.#kept = { ask, refusals };
    }
    const refusal = (await this.#kept.refusals).get(jobs[job]?.target?.id ?? '');
    if (signal.aborted) throw new SanaError('cancelled');
    if (refusal) throw refusal;
  }

  /** However it ended. @param ask the run that is over; default: any */
  end(ask = this.#kept?.ask): void {
    if (!this.#kept || this.#kept.ask !== ask) return;
    this.#panel.host.runs?.end();
    this.#kept = undefined;
  }
}
