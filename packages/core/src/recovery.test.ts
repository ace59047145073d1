import { expect, it } from 'vitest';
import { generateRecovering } from './recovery.ts';
import type { MemoryTier } from './runtime/memory-tier.ts';

it('takes memory that the JavaScript engine itself is refused like that of the device', async () => {
  const tiers: (MemoryTier | undefined)[] = [];
  const run = generateRecovering({
    request: { prompt: 'an apple' },
    options: {},
    tier: '12gb',
    attempt: async (_request, _options, lower) => {
      tiers.push(lower);
      throw new RangeError('Array buffer allocation failed');
    },
  });
  await expect(run).rejects.toMatchObject({ reason: 'out-of-memory:twice', data: { memoryTier: '8gb' } });
  expect(tiers).toEqual([undefined, '8gb']);
});
