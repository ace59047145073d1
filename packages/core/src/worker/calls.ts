// What the engine checks of what it is told: calls come from another realm.

import * as z from 'zod/mini';
import { SanaError } from '../errors.ts';
import { readForeign } from '../foreign.ts';
import { safetyChoiceSchema } from '../prompt/read-policy.ts';
import { MEMORY_TIERS } from '../runtime/memory-tier.ts';
import { DEVICE_CHOICES, type LoadOptions, type ModelSource } from './protocol.ts';

const above0 = z.int().check(z.positive());

const sourceSchema = z.looseObject({ kind: z.string() });

const loadOptionsSchema = z.object({
  device: z.optional(z.enum(DEVICE_CHOICES)),
  name: z.optional(z.string()),
  memoryTier: z.optional(z.enum(MEMORY_TIERS)),
  memoryBudget: z.optional(z.number().check(z.positive())),
  tilePixels: z.optional(above0),
  safety: z.optional(safetyChoiceSchema),
  wasmBase: z.optional(z.union([z.string(), z.object({ wasm: z.string() })])),
});

/** @throws SanaError `request-invalid` naming the field */
export function readSource(source: unknown): ModelSource {
  return parseMessage(sourceSchema, source, 'source');
}

/** @throws SanaError `request-invalid` naming the field */
export function readLoadOptions(options: unknown): LoadOptions {
  return parseMessage(loadOptionsSchema, options, 'load');
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
