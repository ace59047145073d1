// What the extension host and the panel's page say to each other. Both sides check what they get.

import { type ErrorData, SAFETY_POLICIES, SanaError } from '@sana-studio/core';
import { readPartial, readStored } from '@sana-studio/core/request';
import type { PromptOffer } from '@sana-studio/shared';
import * as z from 'zod/mini';

/** Bytes of one picture: far above the largest the models make, to bound what a message can ask for. */
const MOST_PICTURE_BYTES = 256 * 2 ** 20;

const id = z.string().check(z.minLength(1), z.maxLength(200));

/** Of an offer: it holds its place. */
const offerId = z.string().check(z.minLength(1), z.maxLength(100_000));

/** A request as the core describes it. */
export const requestSchema = z.pipe(
  z.unknown(),
  z.transform((value, context) => {
    try {
      return readPartial(value);
    } catch (error) {
      context.issues.push({ code: 'custom', message: SanaError.from(error).message, input: value });
      return z.NEVER;
    }
  }),
);

const picture = z
  .instanceof(ArrayBuffer)
  .check(z.refine(({ byteLength }) => byteLength <= MOST_PICTURE_BYTES, 'a picture of at most 256 MB'));

const error = z.object({
  code: z.string(),
  reason: z.optional(z.string()),
  message: z.string(),
  data: z.record(z.string(), z.unknown()),
});

const progress = z.object({
  phase: z.enum(['load', 'encode', 'denoise', 'decode']),
  step: z.number(),
  steps: z.number(),
  fraction: z.number().check(z.minimum(0), z.maximum(1)),
  secondsLeft: z.optional(z.number()),
});

const fromPage = z.discriminatedUnion('type', [
  /** The page listens. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('progress'), job: id, progress }),
  /** The job is done; the picture holds its request. With what the safety guard replaced in its prompt. */
  z.object({ type: z.literal('picture'), job: id, png: picture, replaced: z.optional(z.array(z.string())) }),
  z.object({ type: z.literal('failed'), job: id, error }),
  /** The person wants a picture in the document, at the place it was made for if it was made for one. */
  z.object({ type: z.literal('insert'), call: id, png: picture, target: z.optional(offerId) }),
  /** The panel wants something kept for its next beginning. */
  z.object({ type: z.literal('store'), key: id, value: z.json() }),
  /** How a `convert` went. */
  z.object({ type: z.literal('converted'), call: id, image: picture }),
  z.object({ type: z.literal('not-converted'), call: id, error }),
]);

const offer = z.object({
  id: offerId,
  prompt: z.string(),
  label: z.string(),
  /** One that cannot be run is no request. */
  request: z.optional(z.pipe(z.unknown(), z.transform(readStored))),
  width: z.optional(z.number()),
  height: z.optional(z.number()),
  repeats: z.optional(z.boolean()),
});

const fromHost = z.discriminatedUnion('type', [
  /** Make one picture. Jobs are done in order. */
  z.object({ type: z.literal('job'), job: id, request: requestSchema }),
  z.object({ type: z.literal('cancel'), job: id }),
  /** A PNG that is wanted as WebP: the extension host has nothing to encode it with. */
  z.object({ type: z.literal('convert'), call: id, png: picture }),
  /** Put this into the form. */
  z.object({ type: z.literal('use'), offer }),
  /** What the document offers at the cursor. */
  z.object({ type: z.literal('offers'), offers: z.array(offer) }),
  /** How an `insert` went. */
  z.object({ type: z.literal('inserted'), call: id, notice: z.optional(z.string()), error: z.optional(error) }),
]);

/** What the page is told in its HTML. */
const pageSettings = z.object({
  locale: z.string(),
  /** URLs of what the page fetches for its workers, which cannot. */
  resources: z.object({ engineWorker: z.string(), modelsWorker: z.string(), pngWorker: z.string(), wasm: z.string() }),
  models: z.array(z.object({ id, title: z.string(), baseUrl: z.string() })),
  device: z.enum(['auto', 'webgpu', 'wasm']),
  memoryBudget: z.optional(z.number().check(z.positive())),
  /** Base URL of the mirror that takes the hub's place. */
  mirror: z.optional(z.url()),
  safety: z.enum(SAFETY_POLICIES),
});

/** What a panel had kept, by key. */
export const storedValues = z.record(z.string(), z.json());

export type PageMessage = z.infer<typeof fromPage>;
export type HostMessage =
  | Exclude<z.infer<typeof fromHost>, { type: 'use' | 'offers' }>
  | { readonly type: 'use'; readonly offer: PromptOffer }
  | { readonly type: 'offers'; readonly offers: readonly PromptOffer[] };
export type PageSettings = z.infer<typeof pageSettings>;

/** @returns undefined for anything that is not a message of the page */
export function readPageMessage(message: unknown): PageMessage | undefined {
  return fromPage.safeParse(message).data;
}

/** @returns undefined for anything that is not a message of the host; other things of VS Code arrive there too */
export function readHostMessage(message: unknown): HostMessage | undefined {
  return fromHost.safeParse(message).data as HostMessage | undefined;
}

export function readPageSettings(settings: unknown): PageSettings {
  return pageSettings.parse(settings);
}

/** An error that crossed as data. */
export function errorFrom(data: z.infer<typeof error>): SanaError {
  return SanaError.fromData(data as ErrorData);
}
