import type { Progress } from '@sana-studio/core';
import { readPartial, seedAfter } from '@sana-studio/core/request';
import type { CheckedRequest } from '../form/check.ts';

/** A place in the document. */
export interface Target {
  /** `PromptOffer.id` */
  readonly id: string;
  readonly label: string;
  /** What the document said there when the picture was asked for. */
  readonly words?: string | undefined;
}

/** One call of the engine; a run is one or more. */
export interface Job {
  readonly request: CheckedRequest;
  readonly target?: Target | undefined;
}

/** What is left of jobs when `made` pictures of the first of them are there. */
export function restOf([current, ...others]: readonly Job[], made: number): readonly Job[] {
  if (!current) return [];
  const { seed, count } = current.request;
  if (made >= count) return others;
  return [{ ...current, request: { ...current.request, seed: seedAfter(seed, made), count: count - made } }, ...others];
}

/** How many pictures. */
export function picturesOf(jobs: readonly Job[]): number {
  return jobs.reduce((sum, { request }) => sum + request.count, 0);
}

/** Runs out of the panel's storage; an earlier version kept the jobs of one. What it may hold by accident is dropped. */
export function readRuns(stored: unknown): readonly (readonly Job[])[] {
  if (!Array.isArray(stored)) return [];
  const runs: readonly unknown[] = stored.some(Array.isArray) ? stored : [stored];
  return runs.map(readJobs).filter(jobs => jobs.length > 0);
}

function readJobs(stored: unknown): readonly Job[] {
  return Array.isArray(stored) ? stored.flatMap(job => readJob(job) ?? []) : [];
}

function readJob(stored: unknown): Job | undefined {
  const { request, target } = (stored ?? {}) as { readonly [Name in keyof Job]?: unknown };
  try {
    const read = readPartial(request);
    const { width, height, seed, count } = read;
    if (width === undefined || height === undefined || seed === undefined || count === undefined) return undefined;
    // what else may be missing the engine fills in
    return { request: read as CheckedRequest, target: readTarget(target) };
  } catch {
    return undefined;
  }
}

function readTarget(stored: unknown): Job['target'] {
  const { id, label, words } = (stored ?? {}) as { readonly [Name in keyof Target]?: unknown };
  if (typeof id !== 'string' || typeof label !== 'string') return undefined;
  return { id, label, ...(typeof words === 'string' && { words }) };
}

/** Of a job that has hardly anything left, too little to tell how long the next one takes. */
const LEAST_LEFT = 0.05;

/** The progress of all jobs, from that of the one under way. */
export function progressOfRun(progress: Progress, job: number, jobs: number): Progress {
  if (jobs === 1) return progress;
  const { fraction, secondsLeft } = progress;
  const later = jobs - job - 1;
  return {
    ...progress,
    picture: job,
    pictures: jobs,
    fraction: (job + fraction) / jobs,
    ...(secondsLeft !== undefined && {
      secondsLeft: secondsLeft + (later * secondsLeft) / Math.max(LEAST_LEFT, 1 - fraction),
    }),
  };
}
