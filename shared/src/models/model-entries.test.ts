import { sayRemark } from '@sana-studio/core/errors';
import type { Comparison, StoredModel } from '@sana-studio/models';
import { expect, it } from 'vitest';
import { storedEntry } from './model-entries.ts';

const OFFICIAL = 'founders/small at https://hub.example';

function model(comparison: Comparison | undefined, complete = true): StoredModel {
  const needs = { imageEncoder: false, offline: false };
  const sizes = { bytes: 10, totalBytes: 10, storedBytes: 10 };
  const kept = {
    id: 'm',
    title: 'M',
    complete,
    usable: complete,
    ...sizes,
    needs,
    weights: 'original',
    source: OFFICIAL,
  } as const;
  return comparison ? { ...kept, comparison } : kept;
}

const file = { path: 'a', bytes: 5, size: 9, source: OFFICIAL } as const;
const verified = { ...file, state: 'verified' } as const;

it.each([
  [{ state: 'verified', files: [verified, verified], contested: [] }, /^Verified: 2 of 2 files/, /^已验证/],
  [{ state: 'in-part', files: [verified, { ...file, state: 'in-part' }], contested: [] }, /^In part: 1 of 2/, /^部分/],
  [
    { state: 'not-compared', files: [{ ...file, state: 'not-compared' }], contested: [] },
    /^Not compared: 0 of 1/,
    /^未比较/,
  ],
] as const)(
  'a stored model says in each language what is verified of it, and against whom: %#',
  (comparison, en, zh) => {
    const { compared } = storedEntry(model(comparison), []);
    expect(sayRemark(compared!, 'en')).toMatch(en);
    expect(sayRemark(compared!, 'en')).toContain(OFFICIAL);
    expect(sayRemark(compared!, 'zh')).toMatch(zh);
  },
);

it('says what has to come again, and nothing of a model that is on its way or that nobody looked at', () => {
  const contested = { state: 'in-part', files: [verified], contested: ['text_encoder/model.safetensors'] } as const;
  const { compared } = storedEntry(model(contested, false), []);
  expect(sayRemark(compared!, 'en')).toMatch(/^To be fetched again: of text_encoder\/model\.safetensors/);
  expect(storedEntry(model({ ...contested, contested: [] }, false), []).compared).toBeUndefined();
  expect(storedEntry(model(undefined), []).compared).toBeUndefined();
});
