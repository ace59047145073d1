// @module-tag long
import { expect, it } from 'vitest';
import { soak } from './soak.ts';

it('two windows, three processes and a container at one store lose nothing while they are killed and frozen', async () => {
  expect(await soak({ seconds: 20, seed: 7, log: () => {} })).toEqual([]);
});
