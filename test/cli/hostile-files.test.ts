// @module-tag long
// Files as an enemy makes them, given to the program as it is built: it ends soon, in little memory, with one line that
// has a code.

import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { REFERENCE_MODEL } from './model-copy.ts';
import { sana, temporaryFolder } from './sana.ts';

/** Of all processes together, mebibytes; the tiny model itself takes some 200. */
const MOST_MEMORY = 600;
/** Seconds, on a machine that is very busy. */
const SOON = 60;
const MOST_MESSAGE = 8000;

/** Options for Node by which each process writes the most memory it had, in kibibytes, as a line of `log` when it ends. */
function reportingMemory(log: string): string {
  const write = `require('node:fs').appendFileSync(${JSON.stringify(log)}, process.resourceUsage().maxRSS + '\\n')`;
  writeFileSync(`${log}.cjs`, `if (require('node:worker_threads').isMainThread) process.on('exit', () => ${write});`);
  return `--require=${log}.cjs`;
}

async function expectRefused(code: string, args: readonly string[]): Promise<void> {
  const cwd = temporaryFolder();
  const log = join(temporaryFolder(), 'memory');
  const run = await sana(args, { cwd, nodeOptions: reportingMemory(log) });
  const line = run.stderr.trimEnd().split('\n').at(-1)!;
  expect(line).toMatch(new RegExp(`^sana: .{20,} \\[(${code})\\]$`));
  expect(Buffer.byteLength(run.stderr)).toBeLessThan(MOST_MESSAGE);
  expect(run.stderr).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
  expect(run.code).toBe(1);
  expect(run.seconds).toBeLessThan(SOON);
  const kibibytes = readFileSync(log, 'utf8').trim().split('\n').map(Number);
  expect(kibibytes.reduce((sum, each) => sum + each, 0) / 1024).toBeLessThan(MOST_MEMORY);
}

const withModel = (model: string) => ['generate', 'a fox', '--device', 'cpu', '--steps', '1', '--model', model];

describe('a model whose files are endless', { timeout: 120_000 }, () => {
  test.each<[string, string, string, (config: Record<string, unknown>) => object]>([
    [
      'multiscales of 4 MB',
      'over-budget',
      'vae/config.json',
      config => ({ ...config, decoder_qkv_multiscales: [[], [], [], new Array(2e6).fill(5), [5], [5]] }),
    ],
    [
      'a hundred thousand stages',
      'over-budget',
      'vae/config.json',
      config => ({ ...config, decoder_block_out_channels: new Array(1e5).fill(32) }),
    ],
    [
      'very many blocks',
      'over-budget|config-invalid',
      'vae/config.json',
      config => ({ ...config, decoder_layers_per_block: new Array(6).fill(1000), attention_head_dim: 1 }),
    ],
    ['an instruction of 20 MB', 'over-budget', 'sana.json', () => ({ complexHumanInstruction: ['x'.repeat(2e7)] })],
    ['an instruction of 100 kB', 'config-invalid', 'sana.json', () => ({ complexHumanInstruction: ['x'.repeat(1e5)] })],
    [
      'a name that clears the screen',
      'model-unsupported',
      'model_index.json',
      () => ({ _class_name: '\x1b[2J\u202e' }),
    ],
  ])('%s', async (_, code, file, change) => {
    const model = join(temporaryFolder(), 'model');
    cpSync(REFERENCE_MODEL, model, { recursive: true });
    const path = join(model, file);
    writeFileSync(path, JSON.stringify(change(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {})));
    await expectRefused(code, withModel(model));
    await expectRefused(code, ['inspect', model]);
  });

  test('a header of weights that is nested, or has a name of 50 million letters', async () => {
    const folder = temporaryFolder();
    const withHeader = (name: string, text: string) => {
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
      writeFileSync(join(folder, name), Buffer.concat([length, Buffer.from(text), Buffer.alloc(4)]));
      return join(folder, name);
    };
    const entry = (dtype: string) => `{"w":{"dtype":${dtype},"shape":[1],"data_offsets":[0,4]}}`;
    await expectRefused('over-budget', ['inspect', withHeader('a', entry('['.repeat(1e5) + ']'.repeat(1e5)))]);
    await expectRefused('over-budget', ['inspect', withHeader('b', entry(`"${'F'.repeat(5e7)}"`))]);
    await expectRefused('tensor-dtype', ['inspect', withHeader('c', entry(`"\\u001b[2J${'F'.repeat(5e6)}"`))]);
  });
});

describe('a picture to start from that unpacks to gigabytes', { timeout: 120_000 }, () => {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const png = (...chunks: Buffer[]) => {
    const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, chunk('IHDR', header), ...chunks, chunk('IEND', Buffer.alloc(0))]);
  };
  const zeros = deflateSync(Buffer.alloc(4e8));
  const generate = (image: string) => [
    'generate',
    'a fox',
    '--device',
    'cpu',
    '--model',
    REFERENCE_MODEL,
    '--image',
    image,
  ];

  test.each([
    ['its values', [chunk('IDAT', zeros)]],
    [
      'its colour profile, of damaged values',
      [chunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), zeros])), chunk('IDAT', zeros)],
    ],
    ['its parts, of which there are a million', new Array<Buffer>(1e6).fill(chunk('tEXt', Buffer.alloc(0)))],
  ])('%s', async (_, chunks) => {
    const image = join(temporaryFolder(), 'bomb.png');
    writeFileSync(image, png(...chunks.slice(0, 1000)));
    if (chunks.length > 1000) {
      writeFileSync(image, png().subarray(0, 33));
      appendFileSync(image, Buffer.concat(chunks));
    }
    await expectRefused('over-budget', generate(image));
  });
});

/** As PNG defines it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
