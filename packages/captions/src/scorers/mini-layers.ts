// What the contrastive model of sana-mini is made of, in plain loops: it is small enough, and needs no session.

/** Values as [channels, height, width]. */
export interface Planes {
  readonly channels: number;
  readonly side: number;
  readonly data: Float32Array;
}

export interface Weights {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** Along one side: from where on, and how much of each, goes into a place. */
function shares(from: number, to: number): readonly { readonly first: number; readonly weights: readonly number[] }[] {
  const scale = from / to;
  const support = Math.max(scale, 1);
  return Array.from({ length: to }, (_, at) => {
    const centre = (at + 0.5) * scale;
    const first = Math.max(Math.trunc(centre - support + 0.5), 0);
    const end = Math.min(Math.trunc(centre + support + 0.5), from);
    const exact = Array.from({ length: end - first }, (_, k) =>
      Math.max(0, 1 - Math.abs((first + k - centre + 0.5) / support)),
    );
    const total = exact.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: exact.map(weight => weight / total) };
  });
}

/**
 * torch's `interpolate(mode='bilinear', antialias=True)` to a square, in −1…1.
 * @param rgb [height, width, 3], bytes
 */
export function squareInput(rgb: Uint8ClampedArray, width: number, height: number, side: number): Planes {
  const [columns, rows] = [shares(width, side), shares(height, side)];
  const across = new Float32Array(height * side * 3);
  for (let y = 0; y < height; y++) {
    for (const [x, { first, weights }] of columns.entries()) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (const [k, weight] of weights.entries())
          sum += weight * (rgb[(y * width + first + k) * 3 + c]! / 127.5 - 1);
        across[(y * side + x) * 3 + c] = sum;
      }
    }
  }
  const data = new Float32Array(3 * side * side);
  for (const [y, { first, weights }] of rows.entries()) {
    for (let x = 0; x < side; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (const [k, weight] of weights.entries()) sum += weight * across[((first + k) * side + x) * 3 + c]!;
        data[(c * side + y) * side + x] = sum;
      }
    }
  }
  return { channels: 3, side, data };
}

/** 3 × 3 with a border of zeros, then ReLU. @param weight [to, from, 3, 3] */
export function convolve(planes: Planes, { weight, bias }: Weights, stride: number): Planes {
  const { channels } = planes;
  const side = Math.ceil(planes.side / stride);
  const area = side * side;
  const row = planes.side + 2;
  const padded = withBorder(planes);
  const data = new Float32Array(bias.length * area);
  for (let to = 0; to < bias.length; to++) {
    data.fill(bias[to]!, to * area, (to + 1) * area);
    for (let from = 0; from < channels; from++) {
      const at = (to * channels + from) * 9;
      const [a, b, c] = [weight[at]!, weight[at + 1]!, weight[at + 2]!];
      const [d, e, f] = [weight[at + 3]!, weight[at + 4]!, weight[at + 5]!];
      const [g, h, i] = [weight[at + 6]!, weight[at + 7]!, weight[at + 8]!];
      for (let y = 0, out = to * area; y < side; y++) {
        let top = from * row * row + y * stride * row;
        for (let x = 0; x < side; x++, out++, top += stride) {
          const middle = top + row;
          const bottom = middle + row;
          data[out]! +=
            a * padded[top]! +
            b * padded[top + 1]! +
            c * padded[top + 2]! +
            d * padded[middle]! +
            e * padded[middle + 1]! +
            f * padded[middle + 2]! +
            g * padded[bottom]! +
            h * padded[bottom + 1]! +
            i * padded[bottom + 2]!;
        }
      }
    }
  }
  for (let at = 0; at < data.length; at++) if (data[at]! < 0) data[at] = 0;
  return { channels: bias.length, side, data };
}

/** With zeros around each plane. */
function withBorder({ channels, side, data }: Planes): Float32Array {
  const row = side + 2;
  const padded = new Float32Array(channels * row * row);
  for (let line = 0; line < channels * side; line++) {
    const [plane, y] = [Math.trunc(line / side), line % side];
    padded.set(data.subarray(line * side, (line + 1) * side), (plane * row + y + 1) * row + 1);
  }
  return padded;
}

/** [channels] */
export function meanOfPlanes({ channels, side, data }: Planes): Float32Array {
  const area = side * side;
  return Float32Array.from({ length: channels }, (_, c) => {
    return data.subarray(c * area, (c + 1) * area).reduce((sum, value) => sum + value, 0) / area;
  });
}

/** @param weight [to, from] */
export function linear(values: Float32Array, { weight, bias }: Weights): Float32Array {
  return bias.map((start, to) =>
    values.reduce((sum, value, from) => sum + value * weight[to * values.length + from]!, start),
  );
}

export function layerNorm(values: Float32Array, { weight, bias }: Weights, eps: number): Float32Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value, i) => ((value - mean) / Math.sqrt(variance + eps)) * weight[i]! + bias[i]!);
}

/**
 * The mean over tokens of a convolution over three neighbours with ReLU, at the tokens that count.
 * @param embedded [tokens][from]; undefined for tokens that do not count @param weight [to, from, 3]
 */
export function meanOfNeighbours(
  embedded: readonly (Float32Array | undefined)[],
  { weight, bias }: Weights,
): Float32Array {
  const sum = new Float32Array(bias.length);
  const counted = embedded.filter(row => row !== undefined).length;
  for (const [at, own] of embedded.entries()) {
    if (!own) continue;
    for (let to = 0; to < bias.length; to++) {
      let value = bias[to]!;
      for (let tap = 0; tap < 3; tap++) {
        const row = embedded[at + tap - 1];
        if (!row) continue;
        for (let from = 0; from < row.length; from++) value += row[from]! * weight[(to * row.length + from) * 3 + tap]!;
      }
      if (value > 0) sum[to]! += value;
    }
  }
  return sum.map(value => value / Math.max(counted, 1));
}
