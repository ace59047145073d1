import { type TextRows, TorchGenerator } from '@sana-studio/core/testing';

const LATENT_CHANNELS = 32;

export function randomRows(count: number, width: number): TextRows {
  return { count, values: new TorchGenerator(count).randn(count * width) };
}

/** @returns [side², 32] */
export function randomLatent(side: number): Float32Array {
  return new TorchGenerator(0).randn(LATENT_CHANNELS * side * side);
}
