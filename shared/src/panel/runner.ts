import { SanaError } from '@sana-studio/core';
import type { ChosenOptions, PanelEngine, PanelPicture, PictureAction } from '../host.ts';
import { type Job, progressOfRun } from './runs.ts';
import type { PanelEvent } from './state.ts';

export interface RunnerParts {
  readonly engine: PanelEngine;
  readonly actions: readonly PictureAction[];
  readonly emit: (event: PanelEvent) => void;
  /** What is chosen of the shell's own settings. */
  readonly chosen: () => ChosenOptions;
  /** A picture is finished. */
  readonly made: (picture: PanelPicture) => void;
}

/** Carries out the jobs of a run, one after the other. */
export class Runner {
  readonly #parts: RunnerParts;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /**
   * Calls the engine once for every job. However it ends, what the automatic actions were given is done by then.
   * @throws SanaError; with several jobs, none because of a prompt
   */
  async run(jobs: readonly Job[], model: string, signal: AbortSignal): Promise<void> {
    const insertions: Promise<void>[] = [];
    let first = 0;
    try {
      for (const [number, job] of jobs.entries()) {
        const made = this.#generate({ job, model, signal, first, number, jobs: jobs.length, insertions });
        const base = first;
        await (jobs.length === 1 ? made : made.catch(error => this.#skip(error, base)));
        first += job.request.count;
      }
    } finally {
      await Promise.all(insertions);
    }
  }

  async #generate(call: {
    readonly job: Job;
    readonly model: string;
    readonly signal: AbortSignal;
    /** Index of its first picture in the run. */
    readonly first: number;
    readonly number: number;
    readonly jobs: number;
    readonly insertions: Promise<void>[];
  }): Promise<void> {
    const { engine, emit, made } = this.#parts;
    const { job, first, number, jobs, insertions, signal } = call;
    await engine.generate(
      { ...job.request, model: call.model },
      {
        signal,
        onProgress: report => emit({ type: 'progress', progress: progressOfRun(report, number, jobs) }),
        onPreview: (preview, index) => emit({ type: 'preview', preview, index: first + index }),
        onPicture: (finished, index) => {
          const picture = job.target === undefined ? finished : { ...finished, target: job.target.id };
          emit({ type: 'picture', picture, index: first + index });
          insertions.push(this.#actByItself(picture, first + index));
          made(picture);
        },
      },
    );
  }

  /** A prompt that cannot be used does not keep the other places from their pictures. */
  #skip(error: unknown, index: number): void {
    const { code, message } = SanaError.from(error);
    if (!code.startsWith('prompt-')) throw error;
    this.#parts.emit({ type: 'slot-failed', index, failure: message });
  }

  /** What is to be done with every picture; a refusal is shown at the picture. */
  async #actByItself(picture: PanelPicture, index: number): Promise<void> {
    const { actions, chosen, emit } = this.#parts;
    const choices = chosen();
    for (const action of actions) {
      if (!action.automatic?.(choices)) continue;
      try {
        const notice = await action.run(picture, choices);
        if (notice !== undefined) emit({ type: 'notice', notice });
      } catch (error) {
        emit({ type: 'slot-failed', index, failure: SanaError.from(error).message });
      }
    }
  }
}
