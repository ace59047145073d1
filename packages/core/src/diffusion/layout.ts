/** Latents travel as the reference draws them, [C, H·W], and are computed with as tokens, [H·W, C]. */
export function toTokens(channelsFirst: Float32Array, channels: number): Float32Array {
  return transposed(channelsFirst, channels, channelsFirst.length / channels);
}

/** The inverse of `toTokens`. */
export function toChannelsFirst(tokens: Float32Array, channels: number): Float32Array {
  return transposed(tokens, tokens.length / channels, channels);
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = values[row * columns + column]!;
  }
  return result;
}
