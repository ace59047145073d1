import type { TextEncoderConfig } from '../checkpoint/layout/config.ts';

const DEFAULT_ROPE_THETA = 10_000;
/** What the reference adds to a masked score: the lowest float32, so that rows without any key become uniform. */
const MASKED = -3.4028234663852886e38;

/**
 * Cosines and sines of the rotary positions `start` … `start + rows − 1`, in float32 as the reference computes them.
 * @returns two tables [rows, head_dim / 2]
 */
export function rotaryTables(config: TextEncoderConfig, start: number, rows: number) {
  const theta = config.rope_parameters?.rope_theta ?? config.rope_theta ?? DEFAULT_ROPE_THETA;
  const half = config.head_dim / 2;
  const cos = new Float32Array(rows * half);
  const sin = new Float32Array(rows * half);
  for (let k = 0; k < half; k++) {
    const frequency = Math.fround(1 / Math.fround(theta ** Math.fround((2 * k) / config.head_dim)));
    for (let row = 0; row < rows; row++) {
      const angle = Math.fround((start + row) * frequency);
      cos[row * half + k] = Math.cos(angle);
      sin[row * half + k] = Math.sin(angle);
    }
  }
  return { cos, sin };
}

/**
 * The causal mask for `rows` tokens behind `start` known ones. Without known ones there is a first column for the token
 * that stands in for them, which nothing may see.
 * @param length real tokens in all: those from there on are padding, and nothing may see them
 * @param reach a query sees this many tokens back, itself included
 * @returns values [rows, columns]
 */
export function attentionMask({
  rows,
  start,
  length,
  reach,
}: {
  rows: number;
  start: number;
  length: number;
  reach: number;
}) {
  const offset = start === 0 ? 1 : 0;
  const columns = offset + start + rows;
  const values = new Float32Array(rows * columns).fill(MASKED);
  for (let row = 0; row < rows; row++) {
    const query = start + row;
    const first = Math.max(0, query - reach + 1);
    const last = Math.min(query, length - 1);
    for (let key = first; key <= last; key++) values[row * columns + offset + key] = 0;
    if (offset === 1) values[row * columns] = Number.NEGATIVE_INFINITY;
  }
  return { values, columns };
}
