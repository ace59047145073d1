import { readPolicy, safetyGuard } from '@sana-studio/core';
import { probeFile } from '@sana-studio/core/testing';
import fc from 'fast-check';
import { changeJson, jsonChanges } from '../hostile-json.ts';
import { target } from '../target.ts';

const POLICY = {
  preset: 'school',
  action: 'replace',
  categories: { hate: 'refuse' },
  allow: ['nude palette'],
  deny: ['dark mark*'],
  probe: probeFile({ figures: { innocent: 3 } }),
  pictures: { threshold: 0.5, showAnyway: true },
  question: { model: 'elsewhere', threshold: 0.2 },
};

/** A policy that a stranger wrote, with a probe, and what it makes of a prompt with and without a second look. */
export const policies = target({
  name: 'policies',
  inputs: fc.record({ changes: jsonChanges, state: fc.array(fc.float(), { maxLength: 4 }) }),
  async read({ changes, state }) {
    const guard = await safetyGuard(readPolicy(changeJson(POLICY, changes), 'a file'));
    guard.probe?.assertFits({ layers: 3, width: 4, bos: Float32Array.of(1, 1, 1, 1) });
    const verdict = guard.probe?.verdict(Float32Array.from({ length: 4 }, (_, index) => state[index] ?? 0));
    guard.judge('a naked woman', verdict);
    guard.check('a naked woman', 'unsafe');
  },
});
