// What somebody else wrote about safety: files, settings, messages.

import * as z from 'zod/mini';
import { BUDGETS, overBudget } from '../budgets.ts';
import { SanaError } from '../errors.ts';
import { readForeign } from '../foreign.ts';
import {
  policyOf,
  SAFETY_ACTIONS,
  SAFETY_CATEGORIES,
  SAFETY_NAMES,
  SAFETY_PRESETS,
  type SafetyPolicy,
} from './safety.ts';
import { probeFileSchema, readProbeFile } from './second-look/probe-file.ts';

const words = z.optional(z.array(z.string()));
const action = z.enum(SAFETY_ACTIONS);
const share = z.optional(z.number().check(z.minimum(0), z.maximum(1)));
const policySchema = z.strictObject({
  preset: z.optional(z.enum(SAFETY_PRESETS)),
  action: z.optional(action),
  categories: z.optional(z.partialRecord(z.enum(SAFETY_CATEGORIES), action)),
  allow: words,
  deny: words,
  probe: z.optional(probeFileSchema),
  pictures: z.optional(
    z.strictObject({
      threshold: share,
      showAnyway: z.optional(z.boolean()),
    }),
  ),
  question: z.optional(z.strictObject({ model: z.optional(z.string()), threshold: share })),
});
export const safetyChoiceSchema = z.union([z.enum(SAFETY_NAMES), policySchema]);

/**
 * A policy that somebody else wrote.
 * @param what the file or setting, as a person knows it
 * @throws SanaError `policy-unreadable` naming what does not fit, `probe-unreadable`, `over-budget` for too many or too
 * long words
 */
export function readPolicy(value: unknown, what: string): SafetyPolicy {
  const name = z.enum(SAFETY_NAMES).safeParse(value);
  if (name.success) return policyOf(name.data);
  const probe = readForeign(z.object({ probe: z.unknown() }), value);
  if (probe.fits && probe.value.probe !== undefined) readProbeFile(probe.value.probe, `${what}: probe`);
  const read = readForeign(policySchema, value);
  if (!read.fits) {
    throw new SanaError('policy-unreadable', { what, field: read.field || 'JSON', detail: read.problem });
  }
  const listed = [...(read.value.allow ?? []), ...(read.value.deny ?? [])];
  if (listed.length > BUDGETS.policyWords.most) throw overBudget('policyWords', what);
  if (listed.some(word => word.length > BUDGETS.policyWord.most)) throw overBudget('policyWord', what);
  return read.value;
}
