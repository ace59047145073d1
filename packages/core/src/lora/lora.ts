import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import type { StoredTensorReader } from '../checkpoint/tensors/tensor-data.ts';
import { SanaError } from '../errors.ts';
import type { Scaling } from './alpha.ts';
import { assertLora, otherModel } from './kinds.ts';
import type { Target, TargetNames } from './targets.ts';

/** What is added to one matrix [out, in] of the network, times a strength: factor · up · down. */
export interface Pair {
  readonly rank: number;
  readonly factor: number;
  /** [rank, in] */
  readonly down: () => Promise<Float32Array>;
  /** [rows, rank] of rows `[from, to)` of the matrix. */
  readonly up: (from: number, to: number) => Promise<Float32Array>;
}

/** A file that changes a transformer. */
export interface Lora {
  /** What pictures remember it by. */
  readonly label: string;
  /** Of the whole file, in hexadecimal digits. */
  readonly sha256: string;
  /** By the names of the weights in diffusers. */
  readonly pairs: ReadonlyMap<string, Pair>;
}

const HALF = /^(.+)\.(lora_A|lora_B|lora_down|lora_up)(?:\.[\w-]+)?\.weight$/;

interface Halves {
  down?: string;
  up?: string;
}

/** Names of a file's tensors, module by module. @throws SanaError `lora-unfit` for what is neither half of a pair nor its alpha */
function halvesOf({ label: file, entries }: StoredTensorReader): Map<string, Halves> {
  const modules = new Map<string, Halves>();
  for (const tensor of entries.keys()) {
    if (tensor.endsWith('.alpha')) continue;
    const [, module, half] = HALF.exec(tensor) ?? [];
    if (module === undefined) throw new SanaError('lora-unfit:tensor', { file, tensor });
    const halves = modules.get(module) ?? {};
    const side = half === 'lora_A' || half === 'lora_down' ? 'down' : 'up';
    if (halves[side] !== undefined) throw new SanaError('lora-unfit:twice', { file, module, other: tensor });
    halves[side] = tensor;
    modules.set(module, halves);
  }
  return modules;
}

/** A matrix, or a convolution of 1×1 pixels. */
function matrixShape(reader: StoredTensorReader, tensor: string): [number, number] | undefined {
  const [rows = 0, columns = 0, ...kernel] = reader.entries.get(tensor)!.shape;
  return kernel.every(size => size === 1) ? [rows, columns] : undefined;
}

/** @throws SanaError `lora-unfit` unless every number of the tensor is one */
async function assertNumbers(reader: StoredTensorReader, tensor: string): Promise<void> {
  const values = await reader.readFloat32(tensor);
  if (!values.every(Number.isFinite)) throw new SanaError('lora-unfit:numbers', { file: reader.label, tensor });
}

/**
 * A LoRA that fits a transformer.
 * @param reader its tensors @param network those of the transformer that it is to change
 * @throws SanaError `lora-unfit` with what does not fit
 */
export async function readLora(
  reader: StoredTensorReader,
  sha256: string,
  scaling: Scaling,
  network: TargetNames,
  model: Pick<ModelFolder, 'label'>,
): Promise<Lora> {
  const { label: file } = reader;
  assertLora(reader);
  const pairs = new Map<string, Pair>();
  const owners = new Map<string, string>();
  for (const [module, { down, up }] of halvesOf(reader)) {
    if (down === undefined || up === undefined) throw new SanaError('lora-unfit:half', { file, module });
    const targets = network.find(module);
    if (!targets) {
      if (network.isOther(module)) throw new SanaError('lora-unfit:no-matrix', { file, module });
      const family = otherModel(module);
      if (family) throw new SanaError('lora-unfit:family', { file, module, family });
      throw new SanaError('lora-unfit:module', { file, module, model: model.label });
    }
    const pair = await readPair(reader, { module, down, up }, targets, scaling, model);
    for (const [index, { weight }] of targets.entries()) {
      const other = owners.get(weight);
      if (other !== undefined) throw new SanaError('lora-unfit:twice', { file, module, other });
      owners.set(weight, module);
      pairs.set(weight, pair(index));
    }
  }
  return { label: file, sha256, pairs };
}

async function readPair(
  reader: StoredTensorReader,
  { module, down, up }: { readonly module: string; readonly down: string; readonly up: string },
  targets: readonly Target[],
  scaling: Scaling,
  model: Pick<ModelFolder, 'label'>,
): Promise<(index: number) => Pair> {
  const file = reader.label;
  const { inputs } = targets[0]!;
  const outputs = targets.reduce((sum, target) => sum + target.outputs, 0);
  const [first, second] = [matrixShape(reader, down), matrixShape(reader, up)];
  if (!first || !second) throw new SanaError('lora-unfit:no-matrix', { file, module });
  const found = [second[0], first[1]];
  if (found[0] !== outputs || found[1] !== inputs) {
    throw new SanaError('lora-unfit:shape', { file, module, found, expected: [outputs, inputs], model: model.label });
  }
  const [rank] = first;
  if (rank !== second[1] || rank === 0) {
    throw new SanaError('lora-unfit:rank', { file, module, a: rank, b: second[1] });
  }
  const beside = `${module}.alpha`;
  const stored = reader.entries.has(beside) ? (await reader.readFloat32(beside))[0] : undefined;
  const factor = scaling.factor(module.replace(/^transformer\./, ''), rank, stored);
  await assertNumbers(reader, down);
  await assertNumbers(reader, up);
  const starts = targets.map((_, i) => targets.slice(0, i).reduce((sum, target) => sum + target.outputs, 0));
  return index => ({
    rank,
    factor,
    down: () => reader.readFloat32(down),
    up: (from, to) => reader.readFloat32(up, [starts[index]! + from, starts[index]! + to]),
  });
}
