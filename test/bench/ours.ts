import { createInterface } from 'node:readline';
import { type ModelFolder, openModelFolder, PIXELS_PER_LATENT, type Runtime, SanaPipeline } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import { Autoencoder, Denoiser, ProgramCache, solverPlan } from '@sana-studio/core/testing';
import type { Command, Duration } from './side.ts';
import { randomLatent, randomRows } from './test-inputs.ts';

/** Tokens of a short prompt, and of an empty negative one. */
const [PROMPT_TOKENS, NEGATIVE_TOKENS] = [12, 1];
const GUIDANCE = 4.5;
const STEPS = 20;
const TILE_PIXELS = 512;

type Job = () => Promise<unknown>;

/** What is loaded and prepared on the first command of a kind stays for the next ones. */
class Jobs {
  readonly #model: ModelFolder;
  readonly #runtime: Runtime;
  readonly #programs: ProgramCache;
  #pipeline: SanaPipeline | undefined;
  readonly #prepared = new Map<string, Job>();

  constructor(model: ModelFolder, runtime: Runtime) {
    this.#model = model;
    this.#runtime = runtime;
    this.#programs = new ProgramCache(runtime, Number.POSITIVE_INFINITY);
  }

  async prepare(command: Command): Promise<Job> {
    if (command.command === 'picture') {
      const { prompt, size, steps } = command;
      this.#pipeline ??= new SanaPipeline(this.#runtime, this.#model);
      const pipeline = this.#pipeline;
      return () => pipeline.generate({ prompt, width: size, height: size, steps, guidanceScale: GUIDANCE, seed: 1 });
    }
    const key = JSON.stringify(command);
    const known = this.#prepared.get(key);
    const side = command.size / PIXELS_PER_LATENT;
    const job = known ?? (command.command === 'step' ? await this.#step(side, command.integers) : this.#decode(side));
    this.#prepared.set(key, job);
    return job;
  }

  async #step(side: number, integers = false): Promise<Job> {
    const { transformer, scheduler } = this.#model;
    const denoiser = new Denoiser(transformer, this.#programs);
    const plan = solverPlan(scheduler, { steps: STEPS });
    const width = transformer.config.caption_channels;
    const prepared = await denoiser.prepare({
      prompt: randomRows(PROMPT_TOKENS, width),
      negative: randomRows(NEGATIVE_TOKENS, width),
      guidanceScale: GUIDANCE,
      plan: { ...plan, steps: plan.steps.slice(0, 1) },
      height: side,
      width: side,
      integers,
    });
    return () => denoiser.run(prepared, randomLatent(side), () => randomLatent(side));
  }

  #decode(side: number): Job {
    const autoencoder = new Autoencoder(this.#model.autoencoder, this.#programs, TILE_PIXELS);
    return () => autoencoder.decode(randomLatent(side), side, side);
  }
}

async function time(job: Job): Promise<Duration> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const [, , folder = ''] = process.argv;
const jobs = new Jobs(await openModelFolder(diskFolder(folder)), await nodeRuntime('cpu'));
for await (const line of createInterface({ input: process.stdin })) {
  const job = await jobs.prepare(JSON.parse(line) as Command);
  process.stdout.write(`${JSON.stringify(await time(job))}\n`);
}
// sessions that are still there would bring the process down with a signal
process.exit(0);
