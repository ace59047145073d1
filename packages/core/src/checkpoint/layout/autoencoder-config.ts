import type { TensorReader } from '../tensors/tensors.ts';
import { type AutoencoderConfig, parseAutoencoderConfig, STAGES } from './config.ts';

/** What shapes do not tell, as all official autoencoders have it. */
const OFFICIAL = { attention_head_dim: 32, scaling_factor: 0.41407 };

interface Half {
  readonly channels: number[];
  readonly layers: number[];
  readonly types: string[];
  readonly multiscales: number[][];
}

function shapeOf(reader: TensorReader, name: string): readonly number[] {
  return reader.entries.get(name)?.shape ?? [];
}

/** Blocks and widths of one half, stage by stage. The convolution that changes the resolution is no block. */
function halfOf(reader: TensorReader, half: 'encoder' | 'decoder'): Half {
  const found: Half = { channels: [], layers: [], types: [], multiscales: [] };
  for (let stage = 0; stage < STAGES; stage++) {
    const prefix = `${half}.${half === 'encoder' ? 'down' : 'up'}_blocks.${stage}.`;
    const has = (rest: string) => reader.entries.has(prefix + rest);
    let channels = 0;
    let layers = 0;
    let attends = false;
    const scales: number[] = [];
    // one more than there are blocks, as a convolution comes before or behind them
    for (
      let index = 0;
      has(`${index}.conv.weight`) || has(`${index}.conv1.weight`) || has(`${index}.attn.to_q.weight`);
    ) {
      const isAttention = has(`${index}.attn.to_q.weight`);
      if (isAttention || has(`${index}.conv1.weight`)) {
        layers++;
        channels = shapeOf(reader, `${prefix}${index}.${isAttention ? 'attn.to_q' : 'conv1'}.weight`)[0] ?? 0;
      }
      if (isAttention && !attends) {
        attends = true;
        for (let i = 0; has(`${index}.attn.to_qkv_multiscale.${i}.proj_in.weight`); i++) {
          scales.push(shapeOf(reader, `${prefix}${index}.attn.to_qkv_multiscale.${i}.proj_in.weight`)[2] ?? 0);
        }
      }
      index++;
    }
    found.channels.push(channels);
    found.layers.push(layers);
    found.types.push(attends ? 'EfficientViTBlock' : 'ResBlock');
    found.multiscales.push(scales);
  }
  // a first stage without blocks has no width of its own
  if (found.layers[0] === 0) found.channels[0] = found.channels[1]!;
  return found;
}

/** The grouped convolution of a further scale has a group for each head. */
function headWidth(reader: TensorReader): number | undefined {
  const name = [...reader.entries.keys()].find(key => key.endsWith('to_qkv_multiscale.0.proj_out.weight'));
  return name === undefined ? undefined : shapeOf(reader, name)[1];
}

/** What an autoencoder's configuration had to be guessed for. */
export interface DerivedAutoencoder {
  readonly config: AutoencoderConfig;
  /** Whether the last activation was taken to be that of DC-AE-Lite. */
  readonly takenForLite: boolean;
}

/**
 * The configuration of an autoencoder that came without one: everything but the last activation, the width of a head and
 * the scaling factor follows from its shapes. A decoder without attention and without blocks at full resolution is
 * DC-AE-Lite's, whose last activation is silu.
 * @param reader names of diffusers @param hint a configuration to take from what shapes do not tell
 * @throws SanaError `config-invalid` when the shapes make no sense
 */
export function autoencoderConfigFromTensors(reader: TensorReader, hint?: AutoencoderConfig): DerivedAutoencoder {
  const [encoder, decoder] = [halfOf(reader, 'encoder'), halfOf(reader, 'decoder')];
  const takenForLite = decoder.layers[0] === 0 && !decoder.types.includes('EfficientViTBlock');
  const last = STAGES - 2;
  const down = shapeOf(reader, `encoder.down_blocks.${last}.${encoder.layers[last]}.conv.weight`)[0];
  const up = shapeOf(reader, `decoder.up_blocks.${last}.0.conv.weight`)[0];
  const config = parseAutoencoderConfig(
    {
      latent_channels: shapeOf(reader, 'decoder.conv_in.weight')[1],
      attention_head_dim: headWidth(reader) ?? hint?.attention_head_dim ?? OFFICIAL.attention_head_dim,
      encoder_block_types: encoder.types,
      decoder_block_types: decoder.types,
      encoder_block_out_channels: encoder.channels,
      decoder_block_out_channels: decoder.channels,
      encoder_layers_per_block: encoder.layers,
      decoder_layers_per_block: decoder.layers,
      encoder_qkv_multiscales: encoder.multiscales,
      decoder_qkv_multiscales: decoder.multiscales,
      downsample_block_type: down === encoder.channels[last + 1] ? 'conv' : 'pixel_unshuffle',
      upsample_block_type: up === decoder.channels[last] ? 'interpolate' : 'pixel_shuffle',
      decoder_conv_act_fn: takenForLite ? 'silu' : 'relu',
      scaling_factor: hint?.scaling_factor ?? OFFICIAL.scaling_factor,
    },
    reader.label,
  );
  return { config, takenForLite };
}
