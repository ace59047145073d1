import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dispatchesPerStep } from './dispatches.ts';
import { makeFullSizeModel } from './full-size-model.ts';
import type { Phase } from './phases.ts';
import { type Command, type Comparison, compare, Side } from './side.ts';

const HELP = `Times this implementation on the CPU, and the reference (diffusers) beside it.

  npm run bench -- [--python FILE] [--model FOLDER] [--rounds N] [--only pictures|phases|full-size]

  --python  Python with test/bench/requirements.txt installed; default: python3
  --model   small model for whole pictures; default: models/sana-mini
  --rounds  how many times each comparison is made, after a first time that does not count; default: 5
  --only    one part: whole pictures; phases and memory with Sana-0.6B's shapes; its step and decode, compared

The first run writes 9 GB of random weights to .cache/sana-600m-random.`;

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

function phases(folder: string): void {
  const output = execFileSync(process.execPath, [join(bundles, 'bench-phases.mjs'), folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const rows = output
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Phase)
    .map(phase => [
      phase.phase,
      seconds(phase.seconds),
      seconds(phase.cpuSeconds),
      (phase.peakBytes / 2 ** 30).toFixed(1),
    ]);
  table(['phase', 's', 'CPU s', 'peak memory, GiB'], rows);
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
if (wants('phases') || wants('full-size')) {
  const folder = join(root, '.cache/sana-600m-random');
  await makeFullSizeModel(folder);
  if (wants('phases')) {
    console.log(`Dispatches of a denoising step on WebGPU: ${await dispatchesPerStep()}\n`);
    phases(folder);
  }
  if (wants('full-size')) {
    await comparisons(folder, settings, {
      [`0.6B, one step at ${FULL_SIZE} px`]: () => ({ command: 'step', size: FULL_SIZE }),
      [`DC-AE, decode ${FULL_SIZE} px`]: () => ({ command: 'decode', size: FULL_SIZE }),
    });
  }
}
