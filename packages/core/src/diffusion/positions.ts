import type { TransformerConfig } from '../checkpoint/layout/config.ts';

/**
 * The fixed sine positions of models with an interpolation scale (2K, 4K): the first half of the channels encodes the
 * column, the second the row, each as sines then cosines of position · 10000^(−k/(C/4)). Whatever the size and shape of
 * the picture, positions span what the model was trained on.
 *
 * Given as two tables that are added to the tokens, zero in each other's half.
 * @returns x [W, C], y [H, C]
 */
export function positionTables(
  config: TransformerConfig,
  height: number,
  width: number,
): { x: Float32Array<ArrayBuffer>; y: Float32Array<ArrayBuffer> } {
  const channels = config.num_attention_heads * config.attention_head_dim;
  const quarter = channels / 4;
  const scale = config.interpolation_scale ?? 1;
  const table = (length: number, firstChannel: number) => {
    const values = new Float32Array(length * channels);
    for (let index = 0; index < length; index++) {
      const position = index / (length / config.sample_size) / scale;
      for (let k = 0; k < quarter; k++) {
        const angle = position * 10000 ** (-k / quarter);
        values[index * channels + firstChannel + k] = Math.sin(angle);
        values[index * channels + firstChannel + quarter + k] = Math.cos(angle);
      }
    }
    return values;
  };
  return { x: table(width, 0), y: table(height, channels / 2) };
}
