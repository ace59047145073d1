import { openModelFolder } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import {
  Autoencoder,
  Denoiser,
  memoryPlan,
  ProgramCache,
  PromptConditioner,
  solverPlan,
} from '@sana-studio/core/testing';
import { diskModelStore } from '@sana-studio/models/node';
import { peakBytes, resetPeak } from './memory.ts';
import { randomLatent } from './test-inputs.ts';

/** One phase of a picture with a full-size model. */
export interface Phase {
  readonly phase: string;
  readonly seconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
  /** Largest resident memory of the process while it lasted. */
  readonly peakBytes: number;
}

/** Room for the text encoder or for everything else, but not for both. */
const MEMORY_BUDGET = 8.2e9;
/** Of the latent of a picture of 512 px. */
const SIDE = 16;
const STEPS = 20;
const GUIDANCE = 4.5;
const TILE_PIXELS = 512;

type Spent = Pick<Phase, 'seconds' | 'cpuSeconds'>;

/** Since the process started. */
function spent(): Spent {
  const { user, system } = process.cpuUsage();
  return { seconds: performance.now() / 1000, cpuSeconds: (user + system) / 1e6 };
}

const difference = (a: Spent, b: Spent): Spent => ({
  seconds: a.seconds - b.seconds,
  cpuSeconds: a.cpuSeconds - b.cpuSeconds,
});

function report(phase: string, duration: Spent): void {
  process.stdout.write(`${JSON.stringify({ phase, ...duration, peakBytes: peakBytes() } satisfies Phase)}\n`);
  resetPeak();
}

const [, , path = '', stored] = process.argv;
// a folder in the official layout, or with a second argument the model of that name in a store
const folder = stored === undefined ? diskFolder(path) : await diskModelStore(path).open(stored);
const model = await openModelFolder(folder);
const runtime = await nodeRuntime('cpu');

/** By the programs loaded so far. */
let loading: Spent = { seconds: 0, cpuSeconds: 0 };
const load = runtime.load.bind(runtime);
runtime.load = async (program, options) => {
  const start = spent();
  const loaded = await load(program, options);
  const duration = difference(spent(), start);
  loading = { seconds: loading.seconds + duration.seconds, cpuSeconds: loading.cpuSeconds + duration.cpuSeconds };
  report(`load ${program.name.replaceAll('_', ' ')}`, duration);
  return loaded;
};

/** Reports how long `job` took beside what it loaded. */
async function phase<T>(name: string, job: () => Promise<T>): Promise<T> {
  const before = difference(spent(), loading);
  const result = await job();
  report(name, difference(difference(spent(), loading), before));
  return result;
}

resetPeak();
// what is stored in fewer bits is for small devices, and measured as on one
const programs = new ProgramCache(runtime, stored === undefined ? MEMORY_BUDGET : memoryPlan('under-4gb').weights);
const conditioner = new PromptConditioner(model, programs);
const prompt = await phase('encode the first prompt, with its instruction', () =>
  conditioner.prompt('a cyberpunk cat with a neon sign that says "Sana"'),
);
await phase('encode another prompt', () => conditioner.prompt('A cute 🐶 playing with a 🏀 on the grass'));
const negative = await phase('encode the negative prompt', () => conditioner.negative(''));

const denoiser = new Denoiser(model.transformer, programs);
const plan = solverPlan(model.scheduler, { steps: STEPS });
const prepared = await phase('prepare: modulation of all steps, caption', () =>
  denoiser.prepare({ prompt, negative, guidanceScale: GUIDANCE, plan, height: SIDE, width: SIDE }),
);
const step = () =>
  denoiser.run(
    { ...prepared, conditioning: { ...prepared.conditioning, plan: { ...plan, steps: plan.steps.slice(0, 1) } } },
    randomLatent(SIDE),
    () => randomLatent(SIDE),
  );
await phase('first step', step);
const latent = await phase('one step', step);
const autoencoder = new Autoencoder(model.autoencoder, programs, TILE_PIXELS);
const decode = () => autoencoder.decode(latent, SIDE, SIDE);
await phase('first decode', decode);
const { data } = await phase('decode', decode);
if (!latent.every(Number.isFinite) || !data.every(Number.isFinite)) throw new Error('Something is not a number.');
// sessions that are still there would bring the process down with a signal
process.exit(0);
