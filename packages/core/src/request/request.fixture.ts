import type { RequestDefaults } from './index.ts';

/** What a small model recommends, for tests. */
export const miniDefaults: RequestDefaults = {
  model: 'sana-mini',
  width: 256,
  height: 256,
  steps: 20,
  guidanceScale: 4.5,
  sampler: 'dpm2',
};
