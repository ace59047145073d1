import { BUDGETS } from '../budgets.ts';
import type { AutoencoderConfig } from '../checkpoint/layout/config.ts';
import { SanaError } from '../errors.ts';

export interface Stage {
  readonly index: number;
  readonly block: 'ResBlock' | 'EfficientViTBlock';
  readonly channels: number;
  readonly layers: number;
  /** Kernel sizes of the further scales that the attention looks at; may be none. */
  readonly multiscales: readonly number[];
}

/**
 * Stages that run tile by tile at the most. The deeper ones take a hundredth of the memory, and what a tile would depend
 * on around it grows with them until it is as large as the picture.
 */
const MOST_TILED = 3;

/**
 * The stages of one half of the autoencoder, from the full picture (0) to the latent, cut in two: attention sums over the
 * whole picture, so everything from the first stage with attention to the latent must see it whole; the rest are
 * convolutions, which can run tile by tile.
 */
export interface Stages {
  readonly all: readonly Stage[];
  /** In order of index. */
  readonly tileable: readonly Stage[];
  readonly whole: readonly Stage[];
  /** Pixels per side of what passes between the two parts, each way. */
  readonly scale: number;
  /** Whether stage 0 has no layers: then the convolution at the picture's end changes the resolution in its place. */
  readonly bare: boolean;
}

/** @throws SanaError `config-invalid` when the lists of the configuration do not fit together */
export function stagesOf(half: 'encoder' | 'decoder', config: AutoencoderConfig): Stages {
  const types = config[`${half}_block_types`];
  const channels = config[`${half}_block_out_channels`];
  const blocks = typeof types === 'string' ? channels.map(() => types) : types;
  const layers = config[`${half}_layers_per_block`];
  const multiscales = config[`${half}_qkv_multiscales`];
  const count = channels.length;
  for (const [field, list] of Object.entries({
    block_types: blocks,
    layers_per_block: layers,
    qkv_multiscales: multiscales,
  })) {
    if (list.length !== count) {
      const other = `${half}_block_out_channels`;
      throw new SanaError('config-invalid:stage-count', {
        field: `${half}_${field}`,
        listed: list.length,
        other,
        count,
      });
    }
  }
  const all = channels.map((width, index): Stage => {
    const stage = {
      index,
      block: blocks[index]!,
      channels: width,
      layers: layers[index]!,
      multiscales: multiscales[index]!,
    };
    if (stage.layers === 0 && index > 0 && index < count - 1) {
      throw new SanaError('config-invalid:stage-empty', { field: `${half}_layers_per_block`, stage: index });
    }
    if (stage.block === 'EfficientViTBlock' && width % config.attention_head_dim !== 0) {
      throw new SanaError('config-invalid:stage-heads', { field: `${half}_block_out_channels`, channels: width });
    }
    assertNarrow(half, stage);
    return stage;
  });
  const attends = (stage: Stage) => stage.block === 'EfficientViTBlock' && stage.layers > 0;
  const first = all.findIndex(attends);
  const cut = Math.min(first < 0 ? count : first, MOST_TILED);
  return {
    all,
    tileable: all.slice(0, cut),
    whole: all.slice(cut),
    scale: 2 ** Math.min(cut, count - 1),
    bare: all[0]?.layers === 0,
  };
}

/** What a network computes grows with the picture, so it is bounded for each of its pixels. */
function assertNarrow(half: 'encoder' | 'decoder', { index: stage, block, channels, multiscales }: Stage): void {
  const { most } = BUDGETS.valuesPerPixel;
  // queries, keys and values, at each scale
  const attended = block === 'EfficientViTBlock' ? 3 * (1 + multiscales.length) : 1;
  if ((attended * channels) / 4 ** stage <= most) return;
  throw new SanaError('config-invalid:stage-wide', { field: `${half}_block_out_channels`, channels, stage, most });
}

/** `value` as a whole number, or an error that the ratio of two channel counts is not one. */
export function wholeRatio(value: number, what: string): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new SanaError('config-invalid:stage-factor', { field: what, factor: value });
}
