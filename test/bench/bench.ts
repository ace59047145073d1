import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { serveModels } from '@sana-studio/models/node';
import type { Added } from './add.ts';
import { dispatchesPerStep } from './dispatches.ts';
import { makeFullSizeGguf } from './full-size-gguf.ts';
import { makeFullSizeModel } from './full-size-model.ts';
import type { Phase } from './phases.ts';
import { type Command, type Comparison, compare, Side } from './side.ts';
import type { WeightError } from './weights.ts';

const HELP = `Times this implementation on the CPU, and the reference (diffusers) beside it.

  npm run bench -- [--python FILE] [--model FOLDER] [--rounds N] [--only PART]

  --python  Python with test/bench/requirements.txt installed; default: python3
  --model   small model for whole pictures; default: models/sana-mini
  --rounds  how many times each comparison is made, after a first time that does not count; default: 5
  --only    one part.
            pictures: whole pictures, compared
            weights: pictures with weights in fewer bits against those in float32
            phases: time and memory with Sana-0.6B's shapes
            full-size: its step and decode, compared
            gguf: a text encoder with the shapes of Gemma-2-2b in Q4_0, from a GGUF file
            shrunken: the same model fetched from a server on this machine, kept in fewer bits, and its phases
  --weights what shrunken weights are kept as, separated by commas; default: int8,int4

The first run writes 9 GB of random weights to .cache/sana-600m-random, shrunken ones 1 to 6 GB beside it, a GGUF 1.6 GB.`;

const PROMPTS = [
  'A cute 🐶 playing with a 🏀 on the grass',
  'a cyberpunk cat with a neon sign that says "Sana"',
  'a red house on a green hill',
  'three yellow circles on blue paper',
  'an icon of a cloud with an arrow',
  'a lighthouse at night',
];
/** As the reference pipelines have it, and every published comparison. */
const STEPS = 20;
const FULL_SIZE = 512;
/** The latent's side times this is the picture's. */
const COMPRESSION = 32;

const bundles = dirname(fileURLToPath(import.meta.url));
const root = join(bundles, '..');

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'), '\n');
}

const seconds = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(1));

function comparisonRow(what: string, { ours, reference }: Comparison): string[] {
  return [
    what,
    seconds(ours.seconds),
    seconds(reference.seconds),
    (ours.seconds / reference.seconds).toFixed(2),
    seconds(ours.cpuSeconds),
    seconds(reference.cpuSeconds),
    (ours.cpuSeconds / reference.cpuSeconds).toFixed(2),
  ];
}

const COMPARISON_HEAD = ['', 'ours, s', 'diffusers, s', 'ratio', 'ours, CPU s', 'diffusers, CPU s', 'ratio'];

/** Both sides with `folder`, each command alternating between them. */
async function comparisons(
  folder: string,
  { python, rounds }: { python: string; rounds: number },
  commands: Readonly<Record<string, (round: number) => Command>>,
): Promise<void> {
  const ours = new Side(process.execPath, [join(bundles, 'bench-ours.mjs'), folder]);
  const reference = new Side(python, [join(root, 'test/bench/reference.py'), folder]);
  const rows: string[][] = [];
  try {
    for (const [what, command] of Object.entries(commands)) {
      rows.push(comparisonRow(what, await compare(ours, reference, rounds, command)));
    }
  } finally {
    await Promise.all([ours.close(), reference.close()]);
  }
  table(COMPARISON_HEAD, rows);
}

/** What one of the other bundles writes, a value for each line. */
async function linesOf<T>(bundle: string, ...parameters: readonly string[]): Promise<T[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(bundles, bundle), ...parameters]);
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

async function weightErrors(): Promise<void> {
  const decibels = (value: number | null) => (value === null ? 'equal' : value.toFixed(1));
  const errors = await linesOf<WeightError>('bench-weights.mjs');
  const rows = errors.map(({ model, weights, storedBytes, mean, worst }) => [
    model,
    weights,
    (storedBytes / 1e6).toFixed(1),
    decibels(mean),
    decibels(worst),
  ]);
  table(['model', 'weights', 'stored, MB', 'mean, dB', 'worst, dB'], rows);
}

async function phases(...model: readonly string[]): Promise<void> {
  showPhases(await linesOf<Phase>('bench-phases.mjs', ...model));
}

function showPhases(measured: readonly Phase[]): void {
  const rows = measured.map(phase => [
    phase.phase,
    seconds(phase.seconds),
    seconds(phase.cpuSeconds),
    (phase.peakBytes / 2 ** 30).toFixed(1),
  ]);
  table(['phase', 's', 'CPU s', 'peak memory, GiB'], rows);
}

const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(2);

/** Fetches a model from a server on this machine, keeps it in fewer bits, and runs it. */
async function shrunken(folder: string, formats: readonly string[]): Promise<void> {
  const server = await serveModels({ folder, origins: [], port: 0 });
  try {
    for (const weights of formats) {
      const store = `${folder}-${weights}`;
      await rm(store, { recursive: true, force: true });
      for (const added of await linesOf<Added>('bench-add.mjs', server.modelUrl, store, weights)) {
        table(
          ['weights', 'downloaded, GB', 'stored, GB', 's', 'CPU s', 'peak memory, GiB'],
          [
            [
              weights,
              gigabytes(added.downloadBytes),
              gigabytes(added.storedBytes),
              seconds(added.seconds),
              seconds(added.cpuSeconds),
              (added.peakBytes / 2 ** 30).toFixed(2),
            ],
          ],
        );
      }
      // the server stays, because a prompt's rows of the embedding table come from it
      await phases(store, 'model');
    }
  } finally {
    await server.close();
  }
}

function nativeSize(model: string): number {
  const read = (file: string) => JSON.parse(readFileSync(join(model, file), 'utf8'));
  const settings = existsSync(join(model, 'sana.json')) ? read('sana.json') : {};
  return settings.nativeSize ?? COMPRESSION * read('transformer/config.json').sample_size;
}

const { values: options } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    model: { type: 'string', default: join(root, 'models/sana-mini') },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    weights: { type: 'string', default: 'int8,int4' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit();
}
const wants = (part: string) => options.only === undefined || options.only === part;
const settings = { python: options.python, rounds: Number(options.rounds) };
console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}\n`);

if (wants('pictures')) {
  const size = nativeSize(options.model);
  await comparisons(options.model, settings, {
    [`a picture of ${size} px in ${STEPS} steps`]: round => ({
      command: 'picture',
      prompt: PROMPTS[round % PROMPTS.length]!,
      size,
      steps: STEPS,
    }),
  });
}
if (wants('weights')) await weightErrors();
if (wants('gguf')) {
  const file = join(root, '.cache/gemma-2-2b-it-q4_0-random.gguf');
  await makeFullSizeGguf(file);
  showPhases(await linesOf<Phase>('bench-gguf.mjs', file));
}
if (wants('phases') || wants('full-size') || wants('shrunken')) {
  const folder = join(root, '.cache/sana-600m-random');
  await makeFullSizeModel(folder);
  if (wants('phases')) {
    console.log(`Dispatches of a denoising step on WebGPU: ${await dispatchesPerStep()}\n`);
    await phases(folder);
  }
  if (wants('shrunken')) await shrunken(folder, options.weights.split(','));
  if (wants('full-size')) {
    await comparisons(folder, settings, {
      [`0.6B, one step at ${FULL_SIZE} px`]: () => ({ command: 'step', size: FULL_SIZE }),
      [`DC-AE, decode ${FULL_SIZE} px`]: () => ({ command: 'decode', size: FULL_SIZE }),
    });
  }
}
