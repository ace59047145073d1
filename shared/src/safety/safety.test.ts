import { SAFETY_ACTIONS, SAFETY_CATEGORIES, SAFETY_PRESETS } from '@sana-studio/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PanelStorage } from '../host.ts';
import { fixedSafety, personSafety } from './person-safety.ts';
import { policyJson, readPolicyFile } from './policy-file.ts';

const action = fc.constantFrom(...SAFETY_ACTIONS);
const words = fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 });
const policy = fc.record(
  {
    preset: fc.constantFrom(...SAFETY_PRESETS),
    action,
    categories: fc.dictionary(fc.constantFrom(...SAFETY_CATEGORIES), action),
    allow: words,
    deny: words,
  },
  { requiredKeys: [] },
);

it('a policy is the same after it was a file, also one that another editor has saved', () => {
  fc.assert(
    fc.property(policy, own => {
      const json = policyJson(own);
      expect(readPolicyFile(json, 'team.json')).toEqual(own);
      expect(readPolicyFile(`\ufeff${json.replaceAll('\n', '\r\n')}`, 'team.json')).toEqual(own);
    }),
  );
  expect(readPolicyFile('"school"', 'team.json')).toEqual({ preset: 'school' });
});

it.each([
  ['{', 'JSON'],
  ['7', 'JSON'],
  ['{"presets": "school"}', 'JSON'],
  ['{"preset": "army"}', 'preset'],
  ['{"action": ["off"]}', 'action'],
  ['{"categories": {"food": "off"}}', 'categories'],
  ['{"categories": {"hate": "burn"}}', 'categories.hate'],
  ['{"allow": "nude"}', 'allow'],
  ['{"deny": [7]}', 'deny'],
])('of %s it is said that %s does not fit', (json, field) => {
  expect(() => readPolicyFile(json, 'team.json')).toThrow(
    expect.objectContaining({ code: 'policy-unreadable', data: expect.objectContaining({ what: 'team.json', field }) }),
  );
});

it('more words than anybody lists, and longer ones, are refused', () => {
  const long = JSON.stringify({ deny: ['x'.repeat(1000)] });
  expect(() => readPolicyFile(long, 'team.json')).toThrow(expect.objectContaining({ code: 'over-budget' }));
});

function memoryStorage(values: Record<string, unknown> = {}): PanelStorage {
  const map = new Map(Object.entries(values));
  return { get: async key => map.get(key), set: async (key, value) => void map.set(key, value) };
}

it('what a person decides is kept, with the words that were kept before there was a policy', async () => {
  const safety = personSafety(memoryStorage({ 'kept-words': ['nude', 7] }));
  expect(await safety.now()).toEqual({ policy: { preset: 'designer', allow: ['nude'] } });
  await safety.change?.({ action: 'refuse' });
  expect(await safety.now()).toEqual({ policy: { action: 'refuse' } });
});

it('a storage that is refused keeps nothing, and the default holds; what is no policy is told', async () => {
  const refused = () => Promise.reject(new Error('refused'));
  expect(await personSafety({ get: refused, set: refused }).now()).toEqual({ policy: { preset: 'designer' } });
  await expect(personSafety(memoryStorage({ 'safety-policy': { action: 'burn' } })).now()).rejects.toMatchObject({
    code: 'policy-unreadable',
  });
});

it('what is fixed cannot be changed', async () => {
  const fixed = fixedSafety({ preset: 'school' }, 'plugin');
  expect(await fixed.now()).toEqual({ policy: { preset: 'school' }, fixedBy: 'plugin' });
  expect(fixed.change).toBeUndefined();
});
