import { nodeRuntime, openFile } from '@sana-studio/core/node';
import { memoryPlan, openGgufTextEncoder, ProgramCache, PromptConditioner } from '@sana-studio/core/testing';
import { peakBytes, resetPeak } from './memory.ts';
import type { Phase } from './phases.ts';

/** Reports how long `job` took, and the most memory meanwhile. */
async function phase<T>(name: string, job: () => Promise<T>): Promise<T> {
  resetPeak();
  const [start, { user, system }] = [performance.now(), process.cpuUsage()];
  const result = await job();
  const used = process.cpuUsage();
  const measured: Phase = {
    phase: name,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (used.user + used.system - user - system) / 1e6,
    peakBytes: peakBytes(),
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  return result;
}

const [, , path = ''] = process.argv;
const source = await openFile(path);
const { config, tensors, tokenizer } = await phase('open', () => openGgufTextEncoder(source));
if (!tokenizer) throw new Error('There is no tokenizer in it.');
const loaded = await phase('tokenizer', async () => tokenizer.load());
const programs = new ProgramCache(await nodeRuntime('cpu'), memoryPlan('under-4gb').weights);
const model = { tokenizer: { load: () => loaded }, textEncoder: { config, tensors }, settings: {} };
const conditioner = new PromptConditioner(model, programs);
const first = await phase('load text encoder, encode the first prompt, with its instruction', () =>
  conditioner.prompt('a cyberpunk cat with a neon sign that says "Sana"'),
);
await phase('encode another prompt', () => conditioner.prompt('A cute 🐶 playing with a 🏀 on the grass'));
if (!first.values.every(Number.isFinite)) throw new Error('Something is not a number.');
// sessions that are still there would bring the process down with a signal
process.exit(0);
