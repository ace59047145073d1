// Hubs with files of the real names, shapes and sizes, whose values are zeros: nothing of them is in memory but headers.

import {
  autoencoderTensors,
  type ExpectedTensors,
  ggufBytes,
  ggufType,
  parseAutoencoderConfig,
  parseTextEncoderConfig,
  parseTransformerConfig,
  textEncoderTensors,
  transformerTensors,
} from '@sana-studio/core/testing';
import * as published from '../../../test/bench/full-size-configs.ts';

/** Bytes, and as many zeros behind them. */
interface ZeroFile {
  readonly start: Uint8Array;
  readonly size: number;
}

type ZeroFiles = ReadonlyMap<string, ZeroFile>;

const text = (value: unknown): ZeroFile => {
  const start = new TextEncoder().encode(JSON.stringify(value));
  return { start, size: start.length };
};
const zeros = (size: number): ZeroFile => ({ start: new Uint8Array(0), size });
const count = (shape: readonly number[]) => shape.reduce((product, dim) => product * dim, 1);

function safetensors(tensors: Iterable<readonly [string, readonly number[]]>, dtype: 'F32' | 'F16' | 'BF16'): ZeroFile {
  let end = 0;
  const entries = [...tensors]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => {
      const from = end;
      end += count(shape) * (dtype === 'F32' ? 4 : 2);
      return [name, { dtype, shape, data_offsets: [from, end] }] as const;
    });
  const header = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const start = new Uint8Array(8 + header.length);
  new DataView(start.buffer).setBigUint64(0, BigInt(header.length), true);
  start.set(header, 8);
  return { start, size: start.length + end };
}

const gemma: ExpectedTensors = textEncoderTensors(parseTextEncoderConfig(published.TEXT_ENCODER, 'text_encoder'));

/** An official repository, as its listing has it. */
export function officialFiles(): ZeroFiles {
  const transformer = transformerTensors(parseTransformerConfig(published.TRANSFORMER, 'transformer'));
  const autoencoder = autoencoderTensors(parseAutoencoderConfig(published.AUTOENCODER, 'vae'));
  const isLast = (name: string) => /^(layers\.25|norm)\./.test(name);
  const shards = [[...gemma].filter(([name]) => !isLast(name)), [...gemma].filter(([name]) => isLast(name))] as const;
  const shard = (n: number) => `model-0000${n}-of-00002.safetensors`;
  const index = Object.fromEntries(shards.flatMap((tensors, n) => tensors.map(([name]) => [name, shard(n + 1)])));
  return new Map([
    ['model_index.json', text({ _class_name: 'SanaPipeline' })],
    ['scheduler/scheduler_config.json', text(published.SCHEDULER)],
    ['tokenizer/tokenizer.json', zeros(34_400_000)],
    ['tokenizer/tokenizer_config.json', zeros(47_000)],
    ['text_encoder/config.json', text(published.TEXT_ENCODER)],
    ['text_encoder/model.safetensors.index.json', text({ weight_map: index })],
    [`text_encoder/${shard(1)}`, safetensors(shards[0], 'BF16')],
    [`text_encoder/${shard(2)}`, safetensors(shards[1], 'BF16')],
    ['transformer/config.json', text(published.TRANSFORMER)],
    ['transformer/diffusion_pytorch_model.fp16.safetensors', safetensors(transformer, 'F16')],
    ['transformer/diffusion_pytorch_model.safetensors', safetensors(transformer, 'F32')],
    ['vae/config.json', text(published.AUTOENCODER)],
    ['vae/diffusion_pytorch_model.safetensors', safetensors(autoencoder, 'F32')],
  ]);
}

/** Bytes in a block, of how many values. */
const BLOCKS: Readonly<Record<string, readonly [values: number, bytes: number]>> = {
  F32: [1, 4],
  Q4_0: [32, 18],
  Q8_0: [32, 34],
  Q4_K: [256, 144],
  Q6_K: [256, 210],
};

/** Gemma 2 2B as llama.cpp quantises it, with a header as long as that of the published files. */
export function gemmaFile(type: 'Q4_0' | 'Q4_K' | 'Q8_0'): ZeroFile {
  let end = 0;
  const tensors = [...gemma].map(([name, shape]) => {
    const stored = shape.length === 1 ? 'F32' : name !== 'embed_tokens.weight' ? type : type === 'Q8_0' ? type : 'Q6_K';
    const [values, bytes] = BLOCKS[stored]!;
    const offset = end;
    end += (count(shape) / values) * bytes;
    const named = name === 'embed_tokens.weight' ? 'token_embd.weight' : `blk.${name}`;
    return { name: named, type: ggufType(stored)[0], shape, bytes: new Uint8Array(0), offset };
  });
  const pieces = Array.from({ length: 256_000 }, (_, id) => `▁${id}`);
  const start = ggufBytes({
    metadata: {
      'general.architecture': 'gemma2',
      'tokenizer.ggml.tokens': pieces,
      'tokenizer.ggml.scores': { f32s: pieces.map((_, id) => -id) },
    },
    tensors,
  });
  return { start, size: start.length + end };
}

export { zeros as zeroFile };

/** A hub without a network. */
export class FullSizeHub {
  /** Bytes of files that were sent. */
  sent = 0;
  readonly #repositories: ReadonlyMap<string, ZeroFiles>;

  constructor(repositories: ReadonlyMap<string, ZeroFiles>) {
    this.#repositories = repositories;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const path = new URL(String(input)).pathname.split('/').slice(1).map(decodeURIComponent);
    const repo = (path[0] === 'api' ? path.slice(2, 4) : path.slice(0, 2)).join('/');
    const files = this.#repositories.get(repo);
    if (!files) return new Response('none', { status: 404 });
    if (path[4] === 'revision') return Response.json({ sha: 'c0ffee'.padEnd(40, '0') });
    if (path[0] === 'api') {
      const oid = (name: string) => Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
      return Response.json(
        [...files].map(([name, { size }]) => ({
          type: 'file',
          path: name,
          size,
          lfs: { oid: oid(repo + name), size },
        })),
      );
    }
    const file = files.get(path.slice(4).join('/'));
    if (!file) return new Response('none', { status: 404 });
    const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(new Headers(init?.headers).get('range') ?? '') ?? [];
    const bytes = new Uint8Array(Number(to) + 1 - Number(from));
    bytes.set(file.start.subarray(Number(from), Number(to) + 1));
    this.sent += bytes.length;
    return new Response(bytes, { status: 206, headers: { 'content-range': `bytes ${from}-${to}/${file.size}` } });
  };
}
