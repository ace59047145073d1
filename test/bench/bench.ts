import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { serveModels } from '@sana-studio/models/node';
import type { Added } from './add.ts';
import { stepCounts, stepTable } from './dispatches.ts';
import { table, writeSection } from './docs-section.ts';
import { makeFullSizeGguf } from './full-size-gguf.ts';
import { makeFullSizeModel } from './full-size-model.ts';
import type { Phase } from './phases.ts';
import { type Command, type Comparison, compare, Side } from './side.ts';
import type { WeightError } from './weights.ts';

const HELP = `Times this implementation on the CPU, and the reference (diffusers) beside it, and writes what it measured into
docs/performance.md: whole pictures, a step and the decoder of Sana-0.6B's shapes, compared, its phases with time and memory, and
what a step is for a graphics device.

  npm run bench -- [--python FILE] [--model FOLDER] [--rounds N] [--only PART]

  --python  Python with test/bench/requirements.txt installed; default: python3
  --model   small model for whole pictures; default: models/sana-mini
  --rounds  how many times each comparison is made, after a first time that does not count; default: 5
  --only    one part. What a step is for a graphics device is written as above, and counted in seconds:
            dispatches
            Others are printed and written nowhere:
            weights: pictures with weights in fewer bits against those in float32
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
const DOCUMENT = join(root, 'docs/performance.md');

function show(head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log(table(head, rows), '\n');
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

interface Compared {
  readonly what: string;
  readonly command: (round: number) => Command;
  /** What the reference is told in its place. Default: the same. */
  readonly reference?: (round: number) => Command;
}

/** Both sides with `folder`, each command alternating between them. */
async function comparisons(
  folder: string,
  { python, rounds }: { python: string; rounds: number },
  compared: readonly Compared[],
): Promise<string[][]> {
  const ours = new Side(process.execPath, [join(bundles, 'bench-ours.mjs'), folder]);
  const reference = new Side(python, [join(root, 'test/bench/reference.py'), folder]);
  const rows: string[][] = [];
  try {
    for (const { what, command, reference: other = command } of compared) {
      rows.push(comparisonRow(what, await compare(ours, reference, rounds, command, other)));
      console.log(rows.at(-1)!.join(' | '));
    }
  } finally {
    await Promise.all([ours.close(), reference.close()]);
  }
  return rows;
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
  show(['model', 'weights', 'stored, MB', 'mean, dB', 'worst, dB'], rows);
}

async function phases(...model: readonly string[]): Promise<void> {
  console.log(phaseTable(await linesOf<Phase>('bench-phases.mjs', ...model)), '\n');
}

function phaseTable(measured: readonly Phase[]): string {
  const rows = measured.map(phase => [
    phase.phase,
    seconds(phase.seconds),
    seconds(phase.cpuSeconds),
    (phase.peakBytes / 2 ** 30).toFixed(1),
  ]);
  return table(['phase', 's', 'CPU s', 'peak memory, GiB'], rows);
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
        show(
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
const machine = `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`;
console.log(`${machine}\n`);
const fullSize = join(root, '.cache/sana-600m-random');

/** Everything, into the document. */
async function measureAll(): Promise<void> {
  await makeFullSizeModel(fullSize);
  const settings = { python: options.python, rounds: Number(options.rounds) };
  const size = nativeSize(options.model);
  const picture = (round: number): Command => ({
    command: 'picture',
    prompt: PROMPTS[round % PROMPTS.length]!,
    size,
    steps: STEPS,
  });
  const before = loadavg()[0]!;
  const rows = [
    ...(await comparisons(options.model, settings, [
      { what: `${basename(options.model)}, a picture of ${size} px in ${STEPS} steps`, command: picture },
    ])),
    ...(await comparisons(fullSize, settings, [
      { what: `0.6B, one step at ${FULL_SIZE} px`, command: () => ({ command: 'step', size: FULL_SIZE }) },
      {
        what: `0.6B, one step at ${FULL_SIZE} px, products in eight bits (\`fast\`)`,
        command: () => ({ command: 'step', size: FULL_SIZE, integers: true }),
        reference: () => ({ command: 'step', size: FULL_SIZE }),
      },
      { what: `DC-AE, decode ${FULL_SIZE} px`, command: () => ({ command: 'decode', size: FULL_SIZE }) },
    ])),
  ];
  const conditions = `${machine}; ${rows.length} comparisons, medians of ${settings.rounds} turns, a load of ${before.toFixed(1)} before.`;
  await writeSection(DOCUMENT, 'by npm run bench, compared', `${conditions}\n\n${table(COMPARISON_HEAD, rows)}`);
  await writeSection(
    DOCUMENT,
    'by npm run bench, phases',
    phaseTable(await linesOf<Phase>('bench-phases.mjs', fullSize)),
  );
  await countSteps();
}

async function countSteps(): Promise<void> {
  await writeSection(DOCUMENT, 'by npm run bench, a step on WebGPU', stepTable(await stepCounts()));
}

if (options.only === undefined) await measureAll();
if (options.only === 'dispatches') await countSteps();
if (options.only === 'weights') await weightErrors();
if (options.only === 'gguf') {
  const file = join(root, '.cache/gemma-2-2b-it-q4_0-random.gguf');
  await makeFullSizeGguf(file);
  console.log(phaseTable(await linesOf<Phase>('bench-gguf.mjs', file)));
}
if (options.only === 'shrunken') {
  await makeFullSizeModel(fullSize);
  await shrunken(fullSize, options.weights.split(','));
}
