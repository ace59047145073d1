import {
  bytesSource,
  inspectModel,
  memoryFolder,
  openModelFolder,
  openSafetensors,
  openTorchCheckpoint,
  readJson,
  SanaError,
  type TensorReader,
} from '@sana-studio/core';
import { loadTokenizer } from '@sana-studio/core/testing';
import fc from 'fast-check';
import { applyChanges, changedFiles, joined } from '../hostile-bytes.ts';
import { changeJson, jsonChanges, jsonSpelling, spellJson, wildText } from '../hostile-json.ts';
import { MODEL, SETTINGS, TORCH_FILE } from '../samples.ts';
import { target } from '../target.ts';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const encode = (text: string) => new TextEncoder().encode(text);

const CONFIGS = [
  'model_index.json',
  'scheduler/scheduler_config.json',
  'text_encoder/config.json',
  'transformer/config.json',
  'vae/config.json',
  'tokenizer/tokenizer_config.json',
  'sana.json',
];

const configs = new Map<string, unknown>();
for (const path of CONFIGS) {
  configs.set(path, await readJson(bytesSource(path, path === 'sana.json' ? SETTINGS : MODEL.get(path)!)));
}

export const configuration = target({
  name: 'configurations',
  inputs: fc.record({ path: fc.constantFrom(...CONFIGS), changes: jsonChanges, spelling: jsonSpelling }),
  async read({ path, changes, spelling }) {
    const text = spellJson(changeJson(configs.get(path), changes), spelling);
    const folder = memoryFolder('a model', new Map([...MODEL, [path, encode(text)]]));
    await (await openModelFolder(folder)).close();
    await inspectModel(folder);
  },
});

const tokenizer: unknown = JSON.parse(decode(MODEL.get('tokenizer/tokenizer.json')!));
const tokenizerConfig: unknown = configs.get('tokenizer/tokenizer_config.json');

export const tokenizers = target({
  name: 'tokenizers',
  inputs: fc.record({
    changes: jsonChanges,
    spelling: jsonSpelling,
    config: fc.option(jsonChanges, { nil: [], freq: 8 }),
    prompt: fc.oneof(
      fc.constant('A cute \u{1f436} playing with a \u{1f3c0} on the grass'),
      wildText(300),
      fc.constantFrom('a', ' ', '\u2581', '\u0e01', '\u{1f468}\u200d').map(unit => unit.repeat(5000)),
    ),
  }),
  async read({ changes, spelling, config, prompt }) {
    const text = spellJson(changeJson(tokenizer, changes), spelling);
    const json = await readJson(bytesSource('tokenizer.json', encode(text)));
    loadTokenizer(json, changeJson(tokenizerConfig, config)).split(prompt, 300);
  },
});

/**
 * Everything that a reader of weights offers; what one tensor cannot is no reason to stop.
 * @param most values that it may have
 */
export async function readEverything(reader: TensorReader, most: number): Promise<void> {
  for (const [name, { shape }] of reader.entries) {
    const values = await reader.readFloat32(name).catch(onlyCoded);
    if ((values?.length ?? 0) > most) throw new Error(`${name} has more values than the file has bytes`);
    if (shape[0]) await reader.readFloat32(name, [shape[0] - 1, shape[0]]).catch(onlyCoded);
  }
}

function onlyCoded(error: unknown): undefined {
  if (error instanceof SanaError) return undefined;
  throw error;
}

const WEIGHTS = MODEL.get('vae/diffusion_pytorch_model.safetensors')!;
const WEIGHTS_HEADER = Number(new DataView(WEIGHTS.buffer, WEIGHTS.byteOffset).getBigUint64(0, true));
const weightsHeader: unknown = JSON.parse(decode(WEIGHTS.subarray(8, 8 + WEIGHTS_HEADER)));
const SMALL_WEIGHTS = (() => {
  const header = encode(
    '{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"BF16","shape":[3],"data_offsets":[16,22]}}',
  );
  return joined(lengthOf(header.length), header, new Uint8Array(22).fill(63));
})();

function lengthOf(count: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(count), true);
  return bytes;
}

export const safetensors = target({
  name: 'safetensors',
  inputs: fc.oneof(
    fc.record({ kind: fc.constant('bytes' as const), changed: changedFiles(2) }),
    fc.record({
      kind: fc.constant('header' as const),
      changes: jsonChanges,
      spelling: jsonSpelling,
      lie: fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { freq: 10 }),
    }),
  ),
  async read(input) {
    let file: Uint8Array;
    if (input.kind === 'bytes') file = applyChanges([WEIGHTS, SMALL_WEIGHTS], input.changed);
    else {
      const header = encode(spellJson(changeJson(weightsHeader, input.changes), input.spelling));
      const length = lengthOf(header.length);
      if (input.lie !== null) new DataView(length.buffer).setBigUint64(0, input.lie, true);
      file = joined(length, header, WEIGHTS.subarray(8 + WEIGHTS_HEADER));
    }
    await readEverything(await openSafetensors(bytesSource('weights', file)), file.length);
  },
});

/** Every operation of pickle, those that run code first. */
const operation = fc.oneof(
  fc.constantFrom(
    'c',
    'R',
    'i',
    'o',
    'b',
    '\u0081',
    '\u0092',
    'Q',
    '(',
    't',
    'd',
    '}',
    ']',
    'u',
    's',
    'e',
    'a',
    '0',
    '2',
    '.',
  ),
  fc.nat({ max: 255 }).map(code => String.fromCharCode(code)),
);
const pickleText = fc
  .array(
    fc.oneof(
      operation,
      fc.constantFrom(
        'cos\nsystem\n',
        'cbuiltins\neval\n',
        'ctorch._utils\n_rebuild_tensor_v2\n',
        'ctorch\nFloatStorage\n',
        'ccollections\nOrderedDict\n',
        'X\u0004\u0000\u0000\u0000name',
        'K\u0007',
        'J\u00ff\u00ff\u00ff\u007f',
        '\u008a\u00ff',
        'q\u0001',
        'h\u0001',
        'r\u00ff\u00ff\u00ff\u00ff',
      ),
    ),
    { maxLength: 60 },
  )
  .map(parts => `\u0080\u0002${parts.join('')}.`);

/** The archive's directory of tensors is found by its name, whatever stands in it: of the same length, so that offsets stay. */
const PICKLE_AT = Buffer.from(TORCH_FILE).indexOf('\u0080\u0002', 0, 'latin1');

export const torch = target({
  name: 'pickle (.pth)',
  inputs: fc.oneof(
    fc.record({ kind: fc.constant('bytes' as const), changed: changedFiles(1) }),
    fc.record({ kind: fc.constant('pickle' as const), text: pickleText }),
  ),
  async read(input) {
    const file = input.kind === 'bytes' ? applyChanges([TORCH_FILE], input.changed) : new Uint8Array(TORCH_FILE);
    if (input.kind === 'pickle') file.set(Buffer.from(input.text, 'latin1'), PICKLE_AT);
    await readEverything(await openTorchCheckpoint(bytesSource('weights.pth', file)), file.length);
  },
});
