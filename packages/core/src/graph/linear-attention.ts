import type { Value } from './graph.ts';
import { add, div, einsum, matmul, reduceSum, reshape, reshapeTo, shapeOf, transpose } from './ops.ts';

/** ε of the denominator in the reference. */
export const DENOMINATOR_EPSILON = 1e-15;

/**
 * ReLU linear attention (Sana, equation 2) of queries and keys that have been through the ReLU: with S = Σₙ kₙᵀ vₙ for
 * each head, outₙ = qₙ S / (qₙ · Σₘ kₘ). Cost is linear in N.
 * @param q [B, N, heads·head], or an image [B, H, W, heads·head] with N = H·W, where B is 1 @param k alike @param v alike
 * @returns alike
 */
export function reluLinearAttention(q: Value, k: Value, v: Value, heads: number, head: number): Value {
  const form = q.graph.target === 'webgpu' ? channelsLast : channelsFirst;
  return form(q, k, v, heads, head);
}

/** Nothing is transposed: the kernel of Einsum reads its operands in any order. */
function channelsLast(q: Value, k: Value, v: Value, heads: number, head: number): Value {
  const positions = q.shape.slice(1, -1).map(() => 0);
  const at = 'xy'.slice(0, positions.length);
  const queries = reshape(q, [0, ...positions, heads, head]);
  const [keys, values] = [k, v].map(x => reshape(x, [0, -1, heads, head])) as [Value, Value];
  const state = einsum('bnhd,bnhe->bhde', keys, values);
  const numerator = einsum(`b${at}hd,bhde->b${at}he`, queries, state);
  // the kernel of ReduceSum would transpose the keys first
  const weight = einsum(`b${at}hd,bhd->b${at}h`, queries, einsum('bnhd->bhd', keys));
  const denominator = reshape(add(weight, DENOMINATOR_EPSILON), [0, ...positions, heads, 1]);
  return reshape(div(numerator, denominator), [0, ...positions, heads * head]);
}

/** Matrix products, which on the CPU are several times as fast as Einsum; convolutions are channels-first there anyway. */
function channelsFirst(q: Value, k: Value, v: Value, heads: number, head: number): Value {
  const [there, back] =
    q.shape.length === 3
      ? [
          [0, 2, 1],
          [0, 2, 1],
        ]
      : [
          [0, 3, 1, 2],
          [0, 2, 3, 1],
        ];
  const [first, keys, values] = [q, k, v].map(x => transpose(x, there)) as [Value, Value, Value];
  const byHead = (x: Value) => reshape(x, [0, heads, head, -1]);
  const turned = (x: Value) => transpose(x, [0, 1, 3, 2]);
  const [queries, positive] = [byHead(first), byHead(keys)];
  const state = matmul(byHead(values), turned(positive));
  const numerator = matmul(state, queries);
  const denominator = matmul(turned(reduceSum(positive, 3)), queries);
  const out = div(numerator, add(denominator, DENOMINATOR_EPSILON));
  return transpose(reshapeTo(out, shapeOf(first), first.shape), back);
}
