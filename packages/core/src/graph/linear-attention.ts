import type { Value } from './graph.ts';
import { add, div, einsum, mul, reduceSum, reshape } from './ops.ts';

/** ε of the denominator in the reference. */
const DENOMINATOR_EPSILON = 1e-15;

/**
 * ReLU linear attention (Sana, equation 2) of queries and keys that have been through the ReLU: with S = Σₙ kₙᵀ vₙ for
 * each head, outₙ = qₙ S / (qₙ · Σₘ kₘ). Cost is linear in N.
 * @param q [B, N, heads·head], or an image [1, H, W, heads·head] with H·W = N
 * @param k [B, N, heads·head] @param v alike @returns like q
 */
export function reluLinearAttention(q: Value, k: Value, v: Value, heads: number, head: number): Value {
  const byHead = (x: Value) => reshape(x, [...x.shape.slice(0, -1).map(() => 0), heads, head]);
  const [queries, keys, values] = [byHead(q), byHead(k), byHead(v)];
  const at = q.shape.length === 3 ? 'n' : 'xy';
  const state = einsum('bnhd,bnhe->bhde', keys, values);
  const numerator = einsum(`b${at}hd,bhde->b${at}he`, queries, state);
  const denominator = reduceSum(mul(queries, reduceSum(keys, 1)), -1);
  return reshape(div(numerator, add(denominator, DENOMINATOR_EPSILON)), [
    ...q.shape.slice(0, -1).map(() => 0),
    heads * head,
  ]);
}
