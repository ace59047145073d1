// What the engine checks of what it is told: calls come from another realm.

import * as z from 'zod/mini';
import { SanaError } from '../errors.ts';
import { readForeign } from '../foreign.ts';
import { SAFETY_POLICIES } from '../prompt/safety.ts';
import { MEMORY_TIERS } from '../runtime/memory-tier.ts';
import { DEVICE_CHOICES, type GenerateCall, type LoadCall } from './protocol.ts';

const above0 = z.int().check(z.positive());

const loadCallSchema = z.object({
  source: z.looseObject({ kind: z.string() }),
  device: z.optional(z.enum(DEVICE_CHOICES)),
  name: z.optional(z.string()),
  memoryTier: z.optional(z.enum(MEMORY_TIERS)),
  memoryBudget: z.optional(z.number().check(z.positive())),
  tilePixels: z.optional(above0),
  safety: z.optional(z.enum(SAFETY_POLICIES)),
  wasmBase: z.optional(z.union([z.string(), z.object({ wasm: z.string() })])),
});

/** The fields of the request itself are checked where a request is completed. */
const generateCallSchema = z.object({
  id: z.int(),
  request: z.looseObject({ prompt: z.string() }),
  previewEvery: z.optional(above0),
});

/** @throws SanaError `request-invalid` naming the field */
export function parseLoadCall(call: unknown): LoadCall {
  return parseMessage(loadCallSchema, call, 'load');
}

/** @throws SanaError `request-invalid` naming the field */
export function parseGenerateCall(call: unknown): GenerateCall {
  return parseMessage(generateCallSchema, call, 'generate') as GenerateCall;
}

/** @throws SanaError `request-invalid` naming the field of `message` that does not fit */
export function parseMessage<Schema extends z.ZodMiniType>(
  schema: Schema,
  message: unknown,
  what: string,
): z.output<Schema> {
  const read = readForeign(schema, message);
  if (read.fits) return read.value;
  const field = read.field || what;
  throw new SanaError('request-invalid:message', { what, field, detail: read.problem });
}
