import {
  type GeneratedPicture,
  type Progress,
  type PromptGuard,
  type Queue,
  readForeign,
  SanaError,
} from '@sana-studio/core';
import type { JsonSchema } from '@sana-studio/core/request';
import type * as z from 'zod/mini';
import type { Desk } from './desk.ts';
import type { Folders } from './folders.ts';
import type { ToolModels } from './models.ts';

/** What tools work with. */
export interface Workshop {
  readonly desk: Desk;
  readonly models: ToolModels;
  readonly folders: Folders;
  readonly guard: PromptGuard;
  /** What is looked at before something is drawn: one call after the other, so that they get their turns as they came. */
  readonly arrivals: Queue;
}

/** One call of a tool. */
export interface Call {
  readonly signal: AbortSignal;
  /** @param done of all of it, 0…1 */
  tell(done: number, words: string): void;
}

/** A picture that a tool has made, or has found made. */
export interface ToldPicture {
  readonly path: string;
  /** What it shows, in a few words. */
  readonly alt: string;
  /** Undefined where it was there before. */
  readonly picture?: GeneratedPicture | undefined;
}

export interface Answer {
  readonly text: string;
  /** The same for programs, as `output` says. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly pictures?: readonly ToldPicture[];
  /** Nothing of what was asked for was done. */
  readonly failed?: boolean;
}

type Properties = Readonly<Record<string, JsonSchema & { readonly description?: string }>>;

export interface ObjectSchema {
  readonly type: 'object';
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: ObjectSchema & { readonly properties: Properties };
  readonly output: ObjectSchema;
  /** It looks only. */
  readonly isReading: boolean;
  /** @throws SanaError */
  call(given: unknown, workshop: Workshop, call: Call): Promise<Answer>;
}

/** What a tool was given. @throws SanaError `request-invalid` */
export function readArguments<Schema extends z.ZodMiniType>(tool: string, schema: Schema, given: unknown) {
  const read = readForeign(schema, given ?? {});
  if (read.fits) return read.value;
  const { field, problem } = read;
  throw new SanaError('request-invalid:tool', { tool, field: field || 'arguments', problem });
}

const DOING: Readonly<Record<Progress['phase'], string>> = {
  load: 'loading the model',
  encode: 'reading the prompt',
  denoise: 'drawing',
  decode: 'making the picture',
};

/** How far a picture is, in words. */
export function progressWords({ phase, step, steps }: Progress): string {
  return phase === 'denoise' ? `${DOING[phase]}, step ${Math.min(step + 1, steps)} of ${steps}` : DOING[phase];
}

export const waitingWords = (before: number): string => `waiting, ${before} before it`;

/** The model that a call means. @throws SanaError `model-not-found` where it is none of those that may be used */
export async function modelOf(said: string | undefined, { models }: Workshop): Promise<string | undefined> {
  if (said === undefined) return models.usual;
  await models.assertUsable(said);
  return said;
}
