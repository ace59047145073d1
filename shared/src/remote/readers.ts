// How things are read that go through several pipes.

import type { Remark } from '@sana-studio/core';
import { fields, flag, listOf, number, oneOf, optional, type Read, text } from '@sana-studio/core/channel';
import { FIELD_NAMES, FIELDS, type RequestDefaults } from '@sana-studio/core/request';
import type { LoadedModel } from '../host.ts';

export const amount = number({ min: 0 });
export const name = text(10_000);

export const blob: Read<Blob> = value => {
  if (value instanceof Blob) return value;
  throw new Error('a file is wanted');
};

export const facts: Read<Readonly<Record<string, unknown>>> = value => {
  if (typeof value === 'object' && value !== null) return { ...value };
  throw new Error('facts are wanted');
};

/** Its language knows which facts a remark has, and does without those that are missing. */
export const remark = fields({ remark: name, data: facts }) as Read<Remark>;

const defaults = fields({
  model: name,
  width: number(),
  height: number(),
  steps: number(),
  guidanceScale: number(),
  sampler: oneOf(FIELDS.sampler.kind.names),
}) satisfies Read<RequestDefaults>;

export const loadedModel: Read<LoadedModel> = fields({
  defaults,
  sampleSize: amount,
  binning: flag,
  usesNegativePrompt: flag,
  lacks: optional(listOf(oneOf(FIELD_NAMES))),
  device: oneOf(['webgpu', 'wasm', 'cpu', 'server']),
  note: optional(remark),
  threads: optional(remark),
});
