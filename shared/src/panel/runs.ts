import type { Picture, Progress } from '@sana-studio/core';
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

/**
 * Runs out of the panel's storage; an earlier version kept the jobs of one. What it may hold by accident is dropped.
 * @param starts the pictures that jobs start from, which name them by their index
 */
export function readRuns(stored: unknown, starts: readonly Picture[] = []): readonly (readonly Job[])[] {
  if (!Array.isArray(stored)) return [];
  const runs: readonly unknown[] = stored.some(Array.isArray) ? stored : [stored];
  return runs.map(jobs => readJobs(jobs, starts)).filter(jobs => jobs.length > 0);
}

function readJobs(stored: unknown, starts: readonly Picture[]): readonly Job[] {
  return Array.isArray(stored) ? stored.flatMap(job => readJob(job, starts) ?? []) : [];
}

function readJob(stored: unknown, starts: readonly Picture[]): Job | undefined {
  const { request, target, start } = (stored ?? {}) as { readonly [Name in keyof Job | 'start']?: unknown };
  try {
    const startImage = start === undefined ? undefined : starts[Number(start)];
    if (start !== undefined && !startImage) return undefined;
    const read = readPartial(request);
    const { width, height, seed, count } = read;
    if (width === undefined || height === undefined || seed === undefined || count === undefined) return undefined;
    // what else may be missing the engine fills in
    return { request: { ...read, ...(startImage && { startImage }) } as CheckedRequest, target: readTarget(target) };
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
