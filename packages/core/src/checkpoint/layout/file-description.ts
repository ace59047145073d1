import type { GgufFile } from '../formats/gguf.ts';
import { elementCount, type StoredTensorReader } from '../tensors/tensor-data.ts';
import { otherKindOf } from './file-kind.ts';

/** A LoRA: what it changes, and by how much. */
export interface LoraDescription {
  readonly kind: 'lora';
  /** Matrices that it changes. */
  readonly modules: number;
  /** What they are called in a block of the transformer, e.g. `attn1.to_q`; all that differ. */
  readonly targets: readonly string[];
  /** Of the pairs of matrices; more than one where modules differ. */
  readonly ranks: readonly number[];
  /** What a pair's product is multiplied by, times its rank; more than one where modules differ. */
  readonly alphas: readonly number[];
  /** Whether the file says alpha itself. Where it does not, alpha is the rank. */
  readonly saysAlpha: boolean;
}

export interface ControlnetDescription {
  readonly kind: 'controlnet';
  readonly blocks: number;
  readonly width: number;
  /** Under the names of the original repository, together with a whole transformer. */
  readonly original: boolean;
}

/** What is no part of a model. */
export type OtherFile = LoraDescription | ControlnetDescription | { readonly kind: 'nunchaku' };

/** What the header of a GGUF says of it. */
export interface GgufDescription {
  /** Of the network, as llama.cpp calls it, e.g. `gemma2`. */
  readonly architecture: string;
  readonly name: string | undefined;
  /** As llama.cpp calls the mixture of types, e.g. `Q4_K_M`, or else the type that most values have. */
  readonly quantisation: string;
}

/** `general.file_type`: llama_ftype in llama.h. */
const MIXTURES: Readonly<Record<number, string>> = {
  0: 'F32',
  1: 'F16',
  2: 'Q4_0',
  3: 'Q4_1',
  7: 'Q8_0',
  8: 'Q5_0',
  9: 'Q5_1',
  10: 'Q2_K',
  11: 'Q3_K_S',
  12: 'Q3_K_M',
  13: 'Q3_K_L',
  14: 'Q4_K_S',
  15: 'Q4_K_M',
  16: 'Q5_K_S',
  17: 'Q5_K_M',
  18: 'Q6_K',
  32: 'BF16',
};

export function describeGguf({ metadata, reader }: GgufFile): GgufDescription {
  const [architecture, name, mixture] = ['architecture', 'name', 'file_type'].map(key =>
    metadata.get(`general.${key}`),
  );
  const values = new Map<string, number>();
  for (const { blocks, dtype, shape } of reader.entries.values()) {
    const type = blocks?.name ?? dtype;
    if (shape.length > 1) values.set(type, (values.get(type) ?? 0) + elementCount(shape));
  }
  const [most] = [...values].toSorted((a, b) => b[1] - a[1]);
  return {
    architecture: typeof architecture === 'string' ? architecture : '?',
    name: typeof name === 'string' ? name : undefined,
    quantisation: (typeof mixture === 'number' ? MIXTURES[mixture] : undefined) ?? most?.[0] ?? '?',
  };
}

/** The first matrix of a pair, whoever wrote the file. */
const FIRST = /^(.+)\.(?:lora_A|lora_down)(?:\.[^.]+)?\.weight$/;
const PREFIX = /^(?:transformer|diffusion_model|model\.diffusion_model|unet|lora_transformer|lora_unet)[._]/;
const BLOCK = /^(?:transformer_blocks|blocks)[._]\d+[._]/;

/** Modules of a block, which some trainers write with `_` in the place of `.`. */
const MODULES = [
  ...['attn1', 'attn2'].flatMap(attention => ['to_q', 'to_k', 'to_v', 'to_out.0'].map(name => `${attention}.${name}`)),
  ...['conv_inverted', 'conv_depth', 'conv_point'].map(name => `ff.${name}`),
];

const targetOf = (module: string): string => {
  const rest = module.replace(PREFIX, '').replace(BLOCK, '');
  return MODULES.find(name => name.replaceAll('.', '_') === rest) ?? rest;
};

const distinct = (values: readonly number[]) => [...new Set(values)].toSorted((a, b) => a - b);

/** What peft writes into the header of a file. */
function adapterOf(notes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const text = notes.lora_adapter_metadata;
  if (typeof text !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function describeLora(
  reader: StoredTensorReader,
  notes: Readonly<Record<string, unknown>>,
): Promise<LoraDescription> {
  const adapter = adapterOf(notes);
  const common = adapter['transformer.lora_alpha'];
  const pattern = adapter['transformer.alpha_pattern'];
  const ofModules = typeof pattern === 'object' && pattern !== null ? Object.entries(pattern) : [];
  const ranks: number[] = [];
  const alphas: number[] = [];
  const targets = new Set<string>();
  let saysAlpha = false;
  for (const [name, { shape }] of reader.entries) {
    const module = FIRST.exec(name)?.[1];
    if (module === undefined) continue;
    const rank = shape[0] ?? 0;
    const beside = `${module}.alpha`;
    const own = ofModules.find(([end]) => module.endsWith(end))?.[1] ?? common;
    const isStored = own === undefined && reader.entries.has(beside);
    const alpha = isStored ? (await reader.readFloat32(beside))[0] : own;
    saysAlpha ||= typeof alpha === 'number';
    ranks.push(rank);
    alphas.push(typeof alpha === 'number' ? alpha : rank);
    targets.add(targetOf(module));
  }
  return {
    kind: 'lora',
    modules: ranks.length,
    targets: [...targets].toSorted(),
    ranks: distinct(ranks),
    alphas: distinct(alphas),
    saysAlpha,
  };
}

function describeControlnet(reader: StoredTensorReader): ControlnetDescription {
  const names = [...reader.entries.keys()];
  const own = names.filter(name => /(?:^|\.)controlnet_blocks\.\d+\.weight$/.test(name));
  const originals = names.filter(name => /(?:^|\.)controlnet\.\d+\.after_proj\.weight$/.test(name));
  const blocks = own.length > 0 ? own : originals;
  return {
    kind: 'controlnet',
    blocks: blocks.length,
    width: (blocks[0] === undefined ? undefined : reader.entries.get(blocks[0])?.shape[0]) ?? 0,
    original: own.length === 0,
  };
}

/** What a file is that is no part of a model; undefined for those. @param notes what a safetensors header says beside its tensors */
export async function describeOther(
  reader: StoredTensorReader,
  notes: Readonly<Record<string, unknown>>,
): Promise<OtherFile | undefined> {
  const kind = otherKindOf(reader);
  if (kind === 'lora') return describeLora(reader, notes);
  if (kind === 'controlnet') return describeControlnet(reader);
  return kind && { kind };
}
