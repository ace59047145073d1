import type { AutoencoderConfig } from '../checkpoint/layout/config.ts';
import { Graph, type GraphOptions, type Program, type Value } from '../graph/graph.ts';
import { conv, relu, silu, slice } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';
import { biasedRmsNorm, stageBlocks } from './blocks.ts';
import { upsample } from './resampling.ts';
import { type Stage, stagesOf, wholeRatio } from './stages.ts';

/** The picture's three channels and one of zeros: kernels for four are the faster ones, and four is RGBA. */
export const PIXEL_CHANNELS = 4;

export interface AutoencoderOptions extends Omit<GraphOptions, 'name'> {
  /** Also give out what each stage makes, `up5` to `up0` or `down0` to `down5`, to compare it with a reference. */
  readonly taps?: boolean;
  /** Height and width of a tile are multiples of 4, so that its convolutions can do with fewer products. Default: no. */
  readonly onGrid?: boolean;
}

/**
 * The part of the DC-AE decoder that must see the whole latent: everything up to the last attention.
 *
 * Input: `latent` [1, H, W, 32], divided by the scaling factor. Output: `features` [1, kH, kW, C] for the tail.
 * H and W are free.
 * @param parameters of the autoencoder
 */
export function decoderHeadProgram(
  config: AutoencoderConfig,
  parameters: Parameters,
  options: AutoencoderOptions,
): Program {
  const g = new Graph({ ...options, name: 'decoder_head' });
  const { all, whole } = stagesOf('decoder', config);
  const latent = g.input('latent', 'float32', [1, 'H', 'W', config.latent_channels]);
  const decoder = parameters.in('decoder');
  const x = g.scope('conv_in', () => repeatChannels(latent, decoder.in('conv_in'), all.at(-1)!.channels));
  g.output('features', decoderStages(x, decoder, whole, config, options));
  return g.build();
}

/**
 * The rest of the DC-AE decoder: convolutions only, exact tile by tile (tiling.ts).
 *
 * Inputs: `features` [1, kH, kW, C], all that the head made; `from` and `to`, int64 [2]: first row and column of the tile
 * and the ones after its last. Output: `pixels` [1, s·rows, s·columns, 4], about −1…1, the fourth channel 0.
 * @param parameters of the autoencoder
 */
export function decoderTailProgram(
  config: AutoencoderConfig,
  parameters: Parameters,
  options: AutoencoderOptions,
): Program {
  const g = new Graph({ ...options, name: 'decoder_tail' });
  const { all, tileable, whole, bare } = stagesOf('decoder', config);
  const channels = (whole[0] ?? all.at(-1)!).channels;
  const features = g.input('features', 'float32', [1, 'H', 'W', channels]);
  const [from, to] = [g.input('from', 'int64', [2]), g.input('to', 'int64', [2])];
  const tile = slice(features, from, to, [1, 2], [1, 'h', 'w', channels]);
  const decoder = parameters.in('decoder');
  const x = decoderStages(tile, decoder, tileable, config, options);
  const pixels = g.scope('out', () => {
    const activate = config.decoder_conv_act_fn === 'silu' ? silu : relu;
    const activated = activate(biasedRmsNorm(x, decoder.in('norm_out')));
    const out = decoder.in('conv_out');
    if (bare) return upsample(activated, out, config.upsample_block_type, config.in_channels, false, PIXEL_CHANNELS);
    const weight = out.get('weight', [config.in_channels, x.dim(-1), 3, 3]).padRows(PIXEL_CHANNELS);
    return conv(activated, weight, out.get('bias', [config.in_channels]).padRows(PIXEL_CHANNELS));
  });
  g.output('pixels', pixels);
  return g.build();
}

function decoderStages(
  x: Value,
  decoder: Parameters,
  stages: readonly Stage[],
  config: AutoencoderConfig,
  { taps = false, onGrid = false }: AutoencoderOptions,
): Value {
  const { graph } = x;
  const deepest = config.decoder_block_out_channels.length - 1;
  for (const stage of stages.toReversed()) {
    const blocks = decoder.in('up_blocks').in(stage.index);
    const enlarges = stage.index < deepest && stage.layers > 0;
    graph.mayCut();
    x = graph.scope(`up${stage.index}`, () => {
      const y = enlarges ? upsample(x, blocks.in(0), config.upsample_block_type, stage.channels, true) : x;
      return stageBlocks(y, blocks, stage, config.attention_head_dim, enlarges ? 1 : 0, onGrid);
    });
    if (taps && stage.layers > 0) graph.output(`up${stage.index}`, x);
  }
  return x;
}

/** conv_in plus its shortcut, which repeats each channel of the latent. */
function repeatChannels(latent: Value, parameters: Parameters, channels: number): Value {
  const inputs = latent.dim(-1);
  const repeats = wholeRatio(channels / inputs, 'decoder_block_out_channels');
  const weight = parameters.get('weight', [channels, inputs, 3, 3]).map('shortcut', values => {
    for (let output = 0; output < channels; output++) {
      values[(output * inputs + Math.floor(output / repeats)) * 9 + 4]! += 1;
    }
  });
  return conv(latent, weight, parameters.get('bias', [channels]));
}
