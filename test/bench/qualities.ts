import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodePng, openModelFolder, type Picture, resizeLanczos, SanaPipeline } from '@sana-studio/core';
import { diskFolder, nodeRuntime } from '@sana-studio/core/node';
import { type PartialRequest, QUALITIES } from '@sana-studio/core/request';
import { psnr } from '../picture-psnr.ts';
import { readJson } from '../reference-data.ts';
import { table, writeSection } from './docs-section.ts';

// What each lever of the qualities saves and changes, over ten prompts of the embedded model, all in turn. Writes
// docs/performance.md and the pictures in it.

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const prompts = readJson(join(root, 'test/reference/sana-mini/prompts.json')) as (PartialRequest & { file: string })[];
/** As many as the official checkpoints take; of the embedded model's own five nothing is reused. */
const STEPS = 20;
const requests = prompts.map(({ file: _, ...request }): PartialRequest => ({ ...request, steps: STEPS }));
const ROUNDS = 3;
/** Of the prompts, those that are shown, and how large. */
const SHOWN = [0, 2, 4, 6];
const SIDE = 128;

const LEVERS: Readonly<Record<string, (request: PartialRequest) => PartialRequest>> = {
  exact: request => request,
  'every other direction reused from a third on, large products in 8 bits (`fast`)': request => ({
    ...request,
    quality: 'fast',
  }),
  'half of the steps': request => ({ ...request, steps: STEPS / 2 }),
  'all of it (`draft`)': request => ({ ...request, quality: 'draft' }),
};

interface Measured {
  readonly cpuSeconds: number[];
  readonly seconds: number[];
  readonly pictures: Picture[];
}

const pipeline = new SanaPipeline(
  await nodeRuntime('cpu'),
  await openModelFolder(diskFolder(join(root, 'models/sana-mini'))),
);
const measured = new Map<string, Measured>(
  Object.keys(LEVERS).map(name => [name, { cpuSeconds: [], seconds: [], pictures: [] }]),
);
// the first time that does not count
for (const lever of Object.values(LEVERS)) await pipeline.generate(lever(requests[0]!));
for (let round = 0; round < ROUNDS; round++) {
  for (const request of requests) {
    for (const [name, lever] of Object.entries(LEVERS)) {
      const { cpuSeconds, seconds, pictures } = measured.get(name)!;
      const [start, cpu] = [performance.now(), process.cpuUsage()];
      const [picture] = await pipeline.generate(lever(request));
      const { user, system } = process.cpuUsage(cpu);
      seconds.push((performance.now() - start) / 1000);
      cpuSeconds.push((user + system) / 1e6);
      if (round === 0) pictures.push(picture!);
    }
  }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
const exact = measured.get('exact')!;
const rows = [...measured].map(([name, { cpuSeconds, seconds, pictures }]) => {
  const ratios = pictures.map((picture, index) => psnr(picture, exact.pictures[index]!)).toSorted((a, b) => a - b);
  const far = name === 'exact' ? ['equal', 'equal'] : [ratios[0]!, median(ratios)].map(ratio => ratio.toFixed(1));
  const share = median(cpuSeconds) / median(exact.cpuSeconds);
  return [name, median(seconds).toFixed(2), median(cpuSeconds).toFixed(2), share.toFixed(2), ...far];
});
const text = table(['', 's', 'CPU s', 'of exact', 'farthest of ten pictures, dB', 'median, dB'], rows);
console.log(text);

const shown = QUALITIES.map(quality => {
  const name = Object.keys(LEVERS).find(lever => lever === quality || lever.includes(`\`${quality}\``))!;
  return SHOWN.map(index => measured.get(name)!.pictures[index]!);
});
const width = SIDE * SHOWN.length;
const data = new Uint8ClampedArray(width * SIDE * shown.length * 4);
for (const [row, pictures] of shown.entries()) {
  for (const [column, picture] of pictures.entries()) {
    const small = resizeLanczos({ ...picture, channels: 4 }, { width: SIDE, height: SIDE });
    for (let y = 0; y < SIDE; y++) {
      const at = ((row * SIDE + y) * width + column * SIDE) * 4;
      data.set(small.data.subarray(y * SIDE * 4, (y + 1) * SIDE * 4), at);
    }
  }
}
await writeFile(
  join(root, 'docs/pictures/qualities.png'),
  await encodePng({ width, height: SIDE * shown.length, data }),
);
await writeSection(join(root, 'docs/performance.md'), 'by npm run bench:qualities', text);
// sessions that are still there would bring the process down with a signal
process.exit(0);
