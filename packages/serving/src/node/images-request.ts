import { readForeign, SanaError } from '@sana-studio/core';
import { FIELDS, type PartialRequest } from '@sana-studio/core/request';
import * as z from 'zod/mini';

const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));

/** OpenAI's fields, and those that other engines have beside them. Whatever else there is does not count. */
const body = z.object({
  prompt: z.string(),
  model: text,
  n: number,
  size: text,
  response_format: text,
  output_format: text,
  stream: z.optional(z.nullable(z.boolean())),
  partial_images: number,
  seed: number,
  num_inference_steps: number,
  steps: number,
  guidance_scale: number,
  negative_prompt: text,
  quality: text,
});

export type PictureFormat = 'png' | 'jpeg';

export interface ImagesRequest {
  readonly request: PartialRequest;
  readonly format: PictureFormat;
  /** How many previews are sent before the picture; undefined: nothing is sent before it. */
  readonly previews: number | undefined;
}

const MOST_PREVIEWS = 3;

/**
 * What a client asks for.
 * @param model the one that there is
 * @throws SanaError `request-invalid`, `model-not-found`; what is out of range is for the request itself to say
 */
export function imagesRequest(json: unknown, model: string): ImagesRequest {
  const read = readForeign(body, json);
  if (!read.fits) throw new SanaError('request-invalid:body', { field: read.field || 'body', problem: read.problem });
  const asked = read.value;
  const { prompt, n, seed, negative_prompt: negativePrompt, guidance_scale: guidanceScale } = asked;
  if (asked.model != null && asked.model !== model)
    throw new SanaError('model-not-found:served', { model: asked.model, known: model });
  if (asked.response_format === 'url') throw onlyOne('response_format', 'b64_json');
  const format = asked.output_format ?? 'png';
  if (format !== 'png' && format !== 'jpeg') throw onlyOne('output_format', 'png, jpeg');
  const stream = asked.stream === true;
  if (stream && (n ?? 1) !== 1) throw onlyOne('n', '1 (with stream)');
  const steps = asked.num_inference_steps ?? asked.steps;
  // of OpenAI's own names none says what is meant here
  const quality = FIELDS.quality.kind.read(asked.quality);
  const said = { negativePrompt, guidanceScale, seed, steps, quality, count: n, ...sizeOf(asked.size) };
  return {
    request: { prompt, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value != null)) },
    format,
    previews: stream ? Math.min(Math.max(0, Math.trunc(asked.partial_images ?? 0)), MOST_PREVIEWS) : undefined,
  };
}

function sizeOf(size: string | null | undefined): { readonly width?: number; readonly height?: number } {
  if (size == null || size === 'auto') return {};
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(size) ?? [];
  if (width === undefined || height === undefined) throw onlyOne('size', 'WIDTHxHEIGHT, auto');
  return { width: Number(width), height: Number(height) };
}

function onlyOne(field: string, values: string): SanaError {
  return new SanaError('request-invalid:body-value', { field, values });
}
