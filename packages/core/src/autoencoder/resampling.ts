import type { AutoencoderConfig } from '../checkpoint/layout/config.ts';
import type { Dim, Value } from '../graph/graph.ts';
import { concat, conv, reshape } from '../graph/ops.ts';
import { Parameter, type Parameters } from '../graph/parameters.ts';
import { wholeRatio } from './stages.ts';

// Every shortcut around a change of resolution or of channels copies or averages single pixels, so it is itself a
// convolution with the same footprint as the one beside it. Adding its ones and fractions to that one's weight is exact
// and leaves one kernel where the reference has a convolution, a rearrangement, a mean and a sum.

/** Calls `visit` for each of the reference's unshuffled channels 4c + 2dy + dx of 2×2 pixels. */
function eachUnshuffled(
  channels: number,
  visit: (c: number, dy: number, dx: number, unshuffled: number) => void,
): void {
  for (let index = 0; index < 4 * channels; index++) visit(index >> 2, (index >> 1) & 1, index & 1, index);
}

function derived(
  from: Parameter,
  label: string,
  shape: readonly number[],
  fill: (from: Float32Array, to: Float32Array) => void,
) {
  return new Parameter(`${from.name}:${label}`, shape, async () => {
    const values = new Float32Array(shape.reduce((product, dim) => product * dim, 1));
    fill(await from.read(), values);
    return values;
  });
}

/**
 * DCDownBlock2d: half the resolution.
 * @param x [B, H, W, in] @returns [B, H/2, W/2, outputs]
 */
export function downsample(
  x: Value,
  parameters: Parameters,
  type: AutoencoderConfig['downsample_block_type'],
  outputs: number,
  shortcut: boolean,
): Value {
  const inputs = x.dim(-1);
  const unshuffles = type === 'pixel_unshuffle' || type === 'PixelUnshuffle';
  const stored = unshuffles ? wholeRatio(outputs / 4, 'encoder_block_out_channels') : outputs;
  let weight = parameters.get('conv.weight', [stored, inputs, 3, 3]);
  let bias = parameters.get('conv.bias', [stored]);
  if (unshuffles) {
    weight = derived(weight, 'unshuffled', [outputs, inputs, 4, 4], (from, to) =>
      unshuffleKernel(from, to, stored, inputs),
    );
    bias = derived(bias, 'unshuffled', [outputs], (from, to) => to.set(to.map((_, index) => from[index >> 2]!)));
  }
  if (shortcut) {
    const group = wholeRatio((4 * inputs) / outputs, 'encoder_block_out_channels');
    const kernel = weight.shape.at(-1)!;
    weight = weight.map('shortcut', values =>
      eachUnshuffled(inputs, (c, dy, dx, unshuffled) => {
        const row = Math.floor(unshuffled / group) * inputs + c;
        values[(row * kernel + 1 + dy) * kernel + 1 + dx]! += 1 / group;
      }),
    );
  }
  return conv(x, weight, bias, { stride: 2, padding: 1 });
}

/** A 3×3 convolution at 2×2 neighbouring pixels is one of stride 2 with the kernel at four places inside 4×4. */
function unshuffleKernel(from: Float32Array, to: Float32Array, stored: number, inputs: number): void {
  eachUnshuffled(stored, (p, dy, dx, output) => {
    for (let c = 0; c < inputs; c++) {
      for (let tap = 0; tap < 9; tap++) {
        const [ky, kx] = [Math.floor(tap / 3) + dy, (tap % 3) + dx];
        to[((output * inputs + c) * 4 + ky) * 4 + kx] = from[(p * inputs + c) * 9 + tap]!;
      }
    }
  });
}

/**
 * DCUpBlock2d: twice the resolution, as four convolutions at the low one whose results interleave. After a nearest
 * neighbour enlargement, the 3×3 taps of an output pixel fall onto 2×2 input pixels: 4 products instead of 9, and the
 * enlarged picture is never made.
 * @param x [1, H, W, in] @param outputs channels that the checkpoint has
 * @param padded channels wanted, the further ones zero @returns [1, 2H, 2W, padded]
 */
export function upsample(
  x: Value,
  parameters: Parameters,
  type: AutoencoderConfig['upsample_block_type'],
  outputs: number,
  shortcut: boolean,
  padded = outputs,
): Value {
  const inputs = x.dim(-1);
  const shuffles = type === 'pixel_shuffle';
  const stored = shuffles ? 4 * outputs : outputs;
  const weight = parameters.get('conv.weight', [stored, inputs, 3, 3]);
  const bias = parameters.get('conv.bias', [stored]);
  const repeats = shortcut ? wholeRatio((4 * outputs) / inputs, 'decoder_block_out_channels') : 0;
  const kernel = shuffles ? 3 : 2;

  const phase = (dy: number, dx: number): Value => {
    const ofPhase = (output: number) => (shuffles ? 4 * output + 2 * dy + dx : output);
    const phaseWeight = derived(weight, `phase${dy}${dx}`, [padded, inputs, kernel, kernel], (from, to) => {
      const [top, left] = shuffles ? [1, 1] : [1 - dy, 1 - dx];
      for (let output = 0; output < outputs; output++) {
        const row = ofPhase(output) * inputs;
        for (let c = 0; c < inputs; c++) {
          for (let tap = 0; tap < 9; tap++) {
            const [ky, kx] = [Math.floor(tap / 3), tap % 3];
            const at = shuffles ? tap : 2 * ((ky + 1 - dy) >> 1) + ((kx + 1 - dx) >> 1);
            to[(output * inputs + c) * kernel * kernel + at]! += from[(row + c) * 9 + tap]!;
          }
        }
        if (!shortcut) continue;
        const source = Math.floor((4 * output + 2 * dy + dx) / repeats);
        to[((output * inputs + source) * kernel + top) * kernel + left]! += 1;
      }
    });
    const phaseBias = derived(bias, `phase${dy}${dx}`, [padded], (from, to) => {
      for (let output = 0; output < outputs; output++) to[output] = from[ofPhase(output)]!;
    });
    return conv(x, phaseWeight, phaseBias, { padding: shuffles ? 1 : [1 - dy, 1 - dx, dy, dx] });
  };
  return interleave(x, padded, phase);
}

/** Joins four pictures, one for each pixel of 2×2. Channels-last, this is joining channels and then rows. */
function interleave(x: Value, channels: number, phase: (dy: number, dx: number) => Value): Value {
  const [, h, w] = x.shape as [Dim, Dim, Dim];
  const row = (dy: number) => {
    const pairs = concat([phase(dy, 0), phase(dy, 1)], 3);
    const wide = reshape(pairs, [0, 0, -1, channels], [1, h, twice(w), channels]);
    return reshape(wide, [-1, 1, 0, channels], [h, 1, twice(w), channels]);
  };
  const rows = concat([row(0), row(1)], 1);
  return reshape(rows, [1, -1, 0, channels], [1, twice(h), twice(w), channels]);
}

/** 3 → 6, 'H' → '2*H', '2*H' → '4*H'. */
export function twice(dim: Dim): Dim {
  if (typeof dim === 'number') return 2 * dim;
  const [, factor, name] = /^(\d+)\*(.*)$/.exec(dim) ?? [dim, '1', dim];
  return `${2 * Number(factor)}*${name}`;
}
