import type { AutoencoderConfig } from '../checkpoint/layout/config.ts';
import { Graph, type Program, type Value } from '../graph/graph.ts';
import { conv } from '../graph/ops.ts';
import type { Parameters } from '../graph/parameters.ts';
import { stageBlocks } from './blocks.ts';
import type { AutoencoderOptions } from './decoder.ts';
import { downsample } from './resampling.ts';
import { type Stage, stagesOf, wholeRatio } from './stages.ts';

/**
 * The part of the DC-AE encoder before the first attention: convolutions only, exact tile by tile (tiling.ts).
 *
 * Input: `image` [1, s·H, s·W, 3], −1…1. Output: `features` [1, H, W, C] for the back.
 * @param parameters of the autoencoder
 */
export function encoderFrontProgram(
  config: AutoencoderConfig,
  parameters: Parameters,
  options: AutoencoderOptions,
): Program {
  const g = new Graph({ ...options, name: 'encoder_front' });
  const { all, tileable, scale, bare } = stagesOf('encoder', config);
  const image = g.input('image', 'float32', [1, `${scale}*H`, `${scale}*W`, config.in_channels]);
  const encoder = parameters.in('encoder');
  const x = g.scope('conv_in', () => {
    const part = encoder.in('conv_in');
    if (bare) return downsample(image, part, config.downsample_block_type, all[1]!.channels, false);
    const channels = all[0]!.channels;
    return conv(image, part.get('weight', [channels, config.in_channels, 3, 3]), part.get('bias', [channels]));
  });
  g.output('features', encoderStages(x, encoder, tileable, config, options));
  return g.build();
}

/**
 * The part of the DC-AE encoder that must see the whole picture.
 *
 * Input: `features` [1, kH, kW, C] from the front. Output: `latent` [1, H, W, 32], not yet multiplied by the scaling factor.
 * @param parameters of the autoencoder
 */
export function encoderBackProgram(
  config: AutoencoderConfig,
  parameters: Parameters,
  options: AutoencoderOptions,
): Program {
  const g = new Graph({ ...options, name: 'encoder_back' });
  const { all, whole } = stagesOf('encoder', config);
  const channels = (whole[0] ?? all.at(-1)!).channels;
  const features = g.input('features', 'float32', [1, 'H', 'W', channels]);
  const encoder = parameters.in('encoder');
  const x = encoderStages(features, encoder, whole, config, options);
  g.output(
    'latent',
    g.scope('conv_out', () => averageChannels(x, encoder.in('conv_out'), config.latent_channels)),
  );
  return g.build();
}

function encoderStages(
  x: Value,
  encoder: Parameters,
  stages: readonly Stage[],
  config: AutoencoderConfig,
  { taps = false }: AutoencoderOptions,
): Value {
  const { graph } = x;
  const channels = config.encoder_block_out_channels;
  for (const stage of stages) {
    const blocks = encoder.in('down_blocks').in(stage.index);
    graph.mayCut();
    x = graph.scope(`down${stage.index}`, () => {
      const y = stageBlocks(x, blocks, stage, config.attention_head_dim, 0);
      const next = channels[stage.index + 1];
      if (next === undefined || stage.layers === 0) return y;
      return downsample(y, blocks.in(stage.layers), config.downsample_block_type, next, true);
    });
    if (taps) graph.output(`down${stage.index}`, x);
  }
  return x;
}

/** conv_out plus its shortcut, which averages as many channels as one of the latent stands for. */
function averageChannels(x: Value, parameters: Parameters, outputs: number): Value {
  const inputs = x.dim(-1);
  const group = wholeRatio(inputs / outputs, 'encoder_block_out_channels');
  const weight = parameters.get('weight', [outputs, inputs, 3, 3]).map('shortcut', values => {
    for (let input = 0; input < inputs; input++) {
      values[(Math.floor(input / group) * inputs + input) * 9 + 4]! += 1 / group;
    }
  });
  return conv(x, weight, parameters.get('bias', [outputs]));
}
