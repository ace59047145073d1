import type { Progress } from '@sana-studio/core';
import type { Ask } from './plan.ts';
import type { Job } from './runs.ts';

export interface Idle {
  readonly kind: 'idle';
}

/** The chosen model is being listed, fetched or loaded. */
export interface Preparing {
  readonly kind: 'preparing';
  readonly turn: number;
  /** Undefined until it is known what models there are. */
  readonly model: string | undefined;
  /** What is made as soon as the model is ready. */
  readonly ask: Ask | undefined;
  readonly progress: Progress | undefined;
  readonly cancelling: boolean;
}

/** Pictures are being made, one call of the engine for each job. */
export interface Generating {
  readonly kind: 'generating';
  /** Of the call under way, and of the first one of the run. */
  readonly turn: number;
  readonly firstTurn: number;
  /** `Ask.id` */
  readonly ask: number;
  readonly model: string;
  readonly jobs: readonly Job[];
  /** Index of the job under way. */
  readonly job: number;
  /** Index of its first picture among those shown, and how many of its pictures are there. */
  readonly base: number;
  readonly made: number;
  /** How many pictures are being put where they belong, by actions that are done with every picture. */
  readonly acting: number;
  /** The engine has nothing more to do. */
  readonly ending: Ending | undefined;
  /** What the form says after pictures were made with one seed after the other. */
  readonly nextSeed: number | undefined;
  readonly progress: Progress | undefined;
  readonly cancelling: boolean;
}

export type Outcome = 'done' | 'cancelled' | 'failed';

export interface Ending {
  readonly outcome: Outcome;
  readonly error?: unknown;
}

/** What is going on. The engine is busy in all but `idle`, and is called from nowhere else. */
export type Activity = Idle | Preparing | Generating;

export const IDLE: Idle = { kind: 'idle' };
