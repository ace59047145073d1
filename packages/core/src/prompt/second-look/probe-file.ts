// What a probe is as a file: JSON, of which the weights are the greater part.

import * as z from 'zod/mini';
import { BUDGETS } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import { readForeign } from '../../foreign.ts';
import { SAFETY_CATEGORIES } from '../vocabulary/concepts.ts';
import { decodeFloats } from './floats.ts';
import { bosValues, PROBE_FORMAT, PROBE_VERSION, type ProbeFile, READINGS } from './probe.ts';

const count = z.int().check(z.positive());

export const probeFileSchema = z
  .strictObject({
    format: z.literal(PROBE_FORMAT),
    version: z.literal(PROBE_VERSION),
    encoder: z.strictObject({
      name: z.string().check(z.maxLength(BUDGETS.factName.most)),
      layers: count,
      width: count.check(z.maximum(BUDGETS.probeWidth.most)),
      bos: z.string(),
    }),
    layer: count,
    reads: z.enum(READINGS),
    categories: z.array(z.enum(SAFETY_CATEGORIES)).check(z.minLength(1), z.maxLength(SAFETY_CATEGORIES.length)),
    weights: z.string(),
    bias: z.number(),
    adds: z.number(),
    vetoes: z.number(),
    figures: z.optional(z.record(z.string(), z.number())),
  })
  .check(
    z.refine(({ layer, encoder }) => layer < encoder.layers, {
      path: ['layer'],
      error: 'it must be below the number of layers',
    }),
    z.refine(({ vetoes, adds }) => vetoes <= adds, { path: ['vetoes'], error: 'it must be at most “adds”' }),
    z.refine(({ weights, encoder }) => decodeFloats(weights, encoder.width) !== undefined, {
      path: ['weights'],
      error: 'they must be as many finite numbers as “width” says, in base64',
    }),
    z.refine(({ encoder }) => decodeFloats(encoder.bos, bosValues(encoder.width)) !== undefined, {
      path: ['encoder', 'bos'],
      error: 'it must be finite numbers in base64',
    }),
  );

const versionSchema = z.object({ format: z.literal(PROBE_FORMAT), version: count });

/**
 * @param what the file or setting, as a person knows it
 * @throws SanaError `probe-unreadable` naming what does not fit
 */
export function readProbeFile(value: unknown, what: string): ProbeFile {
  const version = readForeign(versionSchema, value);
  if (version.fits && version.value.version > PROBE_VERSION) throw new SanaError('probe-unreadable:version', { what });
  const read = readForeign(probeFileSchema, value);
  if (read.fits) return read.value;
  throw new SanaError('probe-unreadable:value', { what, field: read.field || 'JSON', detail: read.problem });
}
