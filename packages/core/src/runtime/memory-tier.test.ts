import { describe, expect, it } from 'vitest';
import { MEMORY_TIERS, memoryPlan, tierBelow, tierOf, tierOfAdapter } from './memory-tier.ts';

const GIB = 2 ** 30;

describe('memory tiers', () => {
  it('begin at 4, 8 and 12 GB', () => {
    expect([2e9, 4e9, 7.9e9, 8e9, 12e9, 80e9].map(tierOf)).toEqual(['under-4gb', '4gb', '4gb', '8gb', '12gb', '12gb']);
  });

  it.each([
    [GIB / 4, undefined, 'under-4gb'],
    [GIB, undefined, '4gb'],
    [2 * GIB - 4, 8, '8gb'],
    [4 * GIB - 4, 32, '12gb'],
    [4 * GIB - 4, 4, '4gb'],
    [4 * GIB - 4, 2, 'under-4gb'],
    [GIB / 4, 8, 'under-4gb'],
  ] as const)('with buffers of %i bytes in a computer of %s GiB', (buffer, memory, tier) => {
    expect(tierOfAdapter(buffer, memory)).toBe(tier);
  });

  it('leave less and less room, down to an end', () => {
    const rooms = MEMORY_TIERS.map(tier => memoryPlan(tier).weights);
    expect(rooms).toEqual(rooms.toSorted((a, b) => a - b));
    expect(MEMORY_TIERS.map(tierBelow)).toEqual([undefined, 'under-4gb', '4gb', '8gb']);
  });
});
