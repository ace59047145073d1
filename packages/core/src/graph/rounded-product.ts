import type { Value } from './graph.ts';
import { add, clip, div, mul, transpose } from './ops.ts';
import type { Parameter } from './parameters.ts';

/** Of each side of a weight. Smaller products take no time. */
const LEAST_SIDE = 192;
/** Rows of zeros are divided by this. */
const LEAST_MAGNITUDE = 1e-30;
/** What stands for zero among activations of eight bits. */
const ZERO = 128;

/** The rounded rows of values that several layers take. */
const known = new WeakMap<Value, { readonly codes: Value; readonly most: Value }>();

/** Each row as eight bits of its own largest magnitude. @param x [..., in] @returns codes alike, and magnitudes [..., 1] */
function roundedRows(x: Value): { readonly codes: Value; readonly most: Value } {
  const found = known.get(x);
  if (found) return found;
  const { graph } = x;
  const one = x.shape.with(-1, 1);
  const magnitudes = graph.emit('Abs', [x], [{ shape: x.shape }])[0]!;
  const largest = graph.emit('ReduceMax', [magnitudes, graph.ints([-1])], [{ shape: one }], { keepdims: 1 })[0]!;
  const most = clip(largest, LEAST_MAGNITUDE, Number.MAX_VALUE);
  const codes = graph.emit(
    'QuantizeLinear',
    [div(x, most), graph.floats([1 / 127], []), graph.bytes([ZERO], [])],
    [{ type: 'uint8', shape: x.shape }],
  )[0]!;
  const rounded = { codes, most };
  known.set(x, rounded);
  return rounded;
}

/**
 * x · weightᵀ + bias in eight bits, where the graph is to round and both sides of the weight are large, else undefined.
 * Activations are rounded row by row, weights output by output; sums are whole numbers, and exact.
 * @param x [..., in] @param weight [out, in] @returns [..., out]
 */
export function roundedProduct(x: Value, weight: Parameter, bias: Parameter | undefined): Value | undefined {
  const { graph } = x;
  const [outputs = 0, inputs = 0] = weight.shape;
  if (!graph.rounds || weight.integers || outputs < LEAST_SIDE || inputs < LEAST_SIDE) return undefined;
  const { codes, most } = roundedRows(x);
  const matrix = graph.rounded(weight.reshape([outputs, inputs]));
  const product = graph.emit(
    'MatMulIntegerToFloat',
    // turned once, when the session is made
    [codes, transpose(matrix.codes, [1, 0]), graph.floats([1 / 127], []), matrix.scales, graph.bytes([ZERO], [])],
    [{ shape: x.shape.with(-1, outputs) }],
    {},
    'com.microsoft',
  )[0]!;
  const scaled = mul(product, most);
  return bias ? add(scaled, graph.parameter(bias)) : scaled;
}
