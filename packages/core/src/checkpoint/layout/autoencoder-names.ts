import { SanaError } from '../../errors.ts';
import { entryOf } from '../tensors/tensor-data.ts';
import { type TensorSlice, viewTensors } from '../tensors/tensor-view.ts';
import type { TensorReader } from '../tensors/tensors.ts';
import { rowsOf } from './original-names.ts';
import { prefixOf, withoutPrefix } from './prefixes.ts';

/** Names that an autoencoder has in diffusers. */
const DIFFUSERS = ['decoder.conv_in.weight'];
/** And in the original repository (efficientvit). */
const ORIGINAL = ['decoder.project_in.main.conv.weight'];

type Table = readonly (readonly [original: string, diffusers: string])[];

/** Outside the stages. With a first stage that has no layers, the convolution at the picture's end has a level more. */
const ENDS: Table = [
  ['encoder.project_in.conv.conv.', 'encoder.conv_in.conv.'],
  ['encoder.project_in.conv.', 'encoder.conv_in.'],
  ['encoder.project_out.main.op_list.0.conv.', 'encoder.conv_out.'],
  ['decoder.project_in.main.conv.', 'decoder.conv_in.'],
  ['decoder.project_out.op_list.0.', 'decoder.norm_out.'],
  ['decoder.project_out.op_list.2.conv.conv.', 'decoder.conv_out.conv.'],
  ['decoder.project_out.op_list.2.conv.', 'decoder.conv_out.'],
];

/** Inside a block of a stage. */
const IN_BLOCK: Table = [
  ['main.conv1.conv.', 'conv1.'],
  ['main.conv2.conv.', 'conv2.'],
  ['main.conv2.norm.', 'norm.'],
  ['main.conv.conv.', 'conv.'],
  ['main.conv.', 'conv.'],
  ['context_module.main.proj.conv.', 'attn.to_out.'],
  ['context_module.main.proj.norm.', 'attn.norm_out.'],
  ['local_module.main.inverted_conv.conv.', 'conv_out.conv_inverted.'],
  ['local_module.main.depth_conv.conv.', 'conv_out.conv_depth.'],
  ['local_module.main.point_conv.conv.', 'conv_out.conv_point.'],
  ['local_module.main.point_conv.norm.', 'conv_out.norm.'],
];

const QKV = 'context_module.main.qkv.conv.weight';
/** Of each further scale of the attention. */
const SCALE = /^context_module\.main\.aggreg\.(\d+)\.([01])\.weight$/;

function renamed(name: string, table: Table): string | undefined {
  const row = table.find(([original]) => name.startsWith(original));
  return row && row[1] + name.slice(row[0].length);
}

/** Where each diffusers tensor of one original tensor lies. A matrix is stored as a 1×1 convolution. */
function slicesOf(reader: TensorReader, stored: string): [string, TensorSlice][] {
  const [, half, stage, index, rest] = /^(encoder|decoder)\.stages\.(\d+)\.op_list\.(\d+)\.(.+)$/.exec(stored) ?? [];
  if (rest === undefined) return [[renamed(stored, ENDS) ?? stored, { stored }]];
  const block = `${half}.${half === 'encoder' ? 'down' : 'up'}_blocks.${stage}.${index}.`;
  const matrix = entryOf(reader.label, reader.entries, stored).shape.slice(0, 2);
  if (rest === QKV) {
    const rows = rowsOf(reader, stored, 3);
    return ['to_q', 'to_k', 'to_v'].map((role, i) => {
      const slice: TensorSlice = { stored, shape: matrix, rows: [i * rows, (i + 1) * rows] };
      return [`${block}attn.${role}.weight`, slice];
    });
  }
  const [, scale, step] = SCALE.exec(rest) ?? [];
  if (scale !== undefined) {
    const name = `attn.to_qkv_multiscale.${scale}.${step === '0' ? 'proj_in' : 'proj_out'}.weight`;
    return [[block + name, { stored }]];
  }
  const inner = renamed(rest, IN_BLOCK);
  if (inner === undefined) return [[stored, { stored }]];
  return [[block + inner, inner === 'attn.to_out.weight' ? { stored, shape: matrix } : { stored }]];
}

/** Whether this is an autoencoder under the names of diffusers (`diffusers`) or of its original repository. */
export function autoencoderNaming(reader: TensorReader): 'diffusers' | 'original' | undefined {
  if (prefixOf(reader, DIFFUSERS) !== undefined) return 'diffusers';
  return prefixOf(reader, ORIGINAL) === undefined ? undefined : 'original';
}

/**
 * A DC-AE under the names that diffusers gives its tensors, whatever it has before them. Names that the table does not
 * know are kept, so that an inspection shows them; nothing is read here.
 * @throws SanaError `model-unsupported` when this is no such autoencoder, `tensor-shape`
 */
export function asDiffusersAutoencoder(reader: TensorReader): TensorReader {
  const diffusers = prefixOf(reader, DIFFUSERS);
  if (diffusers !== undefined) return withoutPrefix(reader, diffusers);
  const original = prefixOf(reader, ORIGINAL);
  if (original === undefined) throw new SanaError('model-unsupported:no-autoencoder', { file: reader.label });
  const bare = withoutPrefix(reader, original);
  return viewTensors(bare, new Map([...bare.entries.keys()].flatMap(stored => slicesOf(bare, stored))));
}
