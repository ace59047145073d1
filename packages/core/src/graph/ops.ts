import type { IntegerLayout } from '../checkpoint/tensors/block-format.ts';
import { type Dim, type Graph, type Target, Value } from './graph.ts';
import type { LowRank, Parameter } from './parameters.ts';
import { roundedProduct } from './rounded-product.ts';

// Elementwise

function broadcast(a: readonly Dim[], b: readonly Dim[]): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index) => {
    const x = a[index - rank + a.length] ?? 1;
    const y = b[index - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1 && typeof x === 'number' && typeof y === 'number') {
      throw new TypeError(`shapes [${a}] and [${b}] do not fit together`);
    }
    return x === 1 ? y : x;
  });
}

type Operand = Value | number;

function binary(operator: string, a: Value, b: Operand): Value {
  const right = b instanceof Value ? b : a.graph.floats([b]);
  return a.graph.emit(operator, [a, right], [{ shape: broadcast(a.shape, right.shape) }])[0]!;
}

function unary(operator: string, x: Value, attributes = {}): Value {
  return x.graph.emit(operator, [x], [{ shape: x.shape }], attributes)[0]!;
}

export const add = (a: Value, b: Operand) => binary('Add', a, b);
export const sub = (a: Value, b: Operand) => binary('Sub', a, b);
export const mul = (a: Value, b: Operand) => binary('Mul', a, b);
export const div = (a: Value, b: Operand) => binary('Div', a, b);
export const relu = (x: Value) => unary('Relu', x);
export const clip = (x: Value, least: number, most: number) =>
  x.graph.emit('Clip', [x, x.graph.floats([least], []), x.graph.floats([most], [])], [{ shape: x.shape }])[0]!;
export const tanh = (x: Value) => unary('Tanh', x);
/** The tanh approximation of GELU. */
export const gelu = (x: Value) => unary('Gelu', x, { approximate: 'tanh' });
/** x · sigmoid(x); ONNX Runtime fuses the pair, into a convolution where one comes before it. */
export const silu = (x: Value) => mul(x, unary('Sigmoid', x));
/** Over the last dimension. */
export const softmax = (x: Value) => unary('Softmax', x, { axis: -1 });

// Shape

/**
 * ONNX Reshape: 0 copies the dimension at the same place, one −1 is inferred.
 * `named` gives the resulting dimensions where they cannot be told from the numbers.
 */
export function reshape(x: Value, shape: readonly number[], named?: readonly Dim[]): Value {
  const known = shape.map((dim, axis) => (dim === 0 ? x.shape[axis]! : dim));
  const result = named ?? inferOne(x.shape, known);
  return x.graph.emit('Reshape', [x, x.graph.ints(shape)], [{ shape: result }])[0]!;
}

function inferOne(from: readonly Dim[], to: readonly Dim[]): Dim[] {
  const at = to.indexOf(-1);
  if (at < 0) return [...to];
  const rest = [...from];
  let product = 1;
  for (const dim of to) {
    if (dim === -1) continue;
    const same = rest.indexOf(dim);
    if (same >= 0) rest.splice(same, 1);
    else if (typeof dim === 'number') product *= dim;
    else throw new TypeError(`cannot reshape [${from}] to [${to}]`);
  }
  const names = rest.filter(dim => typeof dim === 'string');
  const factor = rest.reduce<number>((all, dim) => (typeof dim === 'number' ? all * dim : all), 1) / product;
  const inferred: Dim = names.length === 0 ? factor : factor === 1 ? names.join('*') : `${factor}*${names.join('*')}`;
  return to.with(at, inferred);
}

/** Reshape to a shape that is known only at run time: `shape` is an int64 vector. */
export function reshapeTo(x: Value, shape: Value, named: readonly Dim[]): Value {
  return x.graph.emit('Reshape', [x, shape], [{ shape: named }])[0]!;
}

/** The dimensions of `x` at run time, for reshapeTo: an int64 vector. Its kernel runs on the CPU. */
export function shapeOf(x: Value): Value {
  return x.graph.emit('Shape', [x], [{ type: 'int64', shape: [x.shape.length] }])[0]!;
}

export function transpose(x: Value, perm: readonly number[]): Value {
  const shape = perm.map(axis => x.shape[axis]!);
  return x.graph.emit('Transpose', [x], [{ type: x.type, shape }], { perm })[0]!;
}

export function concat(values: readonly Value[], axis: number): Value {
  const first = values[0]!;
  const at = axis < 0 ? first.shape.length + axis : axis;
  const parts = values.map(value => value.shape[at]!);
  const total = parts.every(part => typeof part === 'number')
    ? parts.reduce<number>((sum, part) => sum + (part as number), 0)
    : parts.join('+');
  return first.graph.emit('Concat', values, [{ shape: first.shape.with(at, total) }], { axis })[0]!;
}

/** Cuts `x` into pieces of the given sizes. */
export function split(x: Value, sizes: readonly number[], axis: number): Value[] {
  const at = axis < 0 ? x.shape.length + axis : axis;
  const results = sizes.map(size => ({ shape: x.shape.with(at, size) }));
  return x.graph.emit('Split', [x, x.graph.ints(sizes)], results, { axis });
}

/** x[..., start:end, ...] on each of `axes`; `starts` and `ends` are int64 vectors that may be inputs. */
export function slice(x: Value, starts: Value, ends: Value, axes: readonly number[], shape: readonly Dim[]): Value {
  return x.graph.emit('Slice', [x, starts, ends, x.graph.ints(axes)], [{ shape }])[0]!;
}

// Reductions and products

export function reduceSum(x: Value, axis: number): Value {
  const at = axis < 0 ? x.shape.length + axis : axis;
  return x.graph.emit('ReduceSum', [x, x.graph.ints([axis])], [{ shape: x.shape.with(at, 1) }], { keepdims: 1 })[0]!;
}

export function matmul(a: Value, b: Value): Value {
  const shape = [...broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2)), a.shape.at(-2)!, b.shape.at(-1)!];
  return a.graph.emit('MatMul', [a, b], [{ shape }])[0]!;
}

/** a · b + c. @param a [rows, in] @param b [in, out] @param c [rows, out] or [out] @returns [rows, out] */
export function gemm(a: Value, b: Value, c: Value): Value {
  return a.graph.emit('Gemm', [a, b, c], [{ shape: [a.shape[0]!, b.shape[1]!] }])[0]!;
}

/** Products and sums over named axes, which spares the transposes that MatMul over heads would need. */
export function einsum(equation: string, ...values: readonly Value[]): Value {
  const [left = '', right = ''] = equation.split('->');
  const dims = new Map<string, Dim>();
  for (const [index, letters] of left.split(',').entries()) {
    for (const [axis, letter] of [...letters].entries()) dims.set(letter, values[index]!.shape[axis]!);
  }
  const shape = [...right].map(letter => dims.get(letter)!);
  return values[0]!.graph.emit('Einsum', values, [{ shape }], { equation })[0]!;
}

// Norms. Statistics are over the last dimension and in float32 inside the kernels.

export function layerNorm(x: Value, scale: Value, shift: Value, epsilon: number): Value {
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  return x.graph.emit('LayerNormalization', [x, scale, shift], [{ shape: x.shape }], attributes)[0]!;
}

/**
 * x + delta, and its LayerNorm. On WebGPU one kernel, which also takes in a bias that was added to delta; the CPU's
 * kernel for both takes twice as long as the two one after the other.
 * @param x [B, N, C] @param delta [B, N, C] @param scale [C] @param shift [C]
 */
export function addLayerNorm(x: Value, delta: Value, scale: Value, shift: Value, epsilon: number) {
  if (x.graph.target === 'cpu') {
    const sum = add(x, delta);
    return { normed: layerNorm(sum, scale, shift, epsilon), sum };
  }
  const [normed, sum] = x.graph.emit(
    'SkipLayerNormalization',
    [delta, x, scale, shift],
    // the second and third results are the mean and the inverse deviation
    [{ shape: x.shape }, undefined, undefined, { shape: x.shape }],
    { epsilon: { float: epsilon } },
    'com.microsoft',
  );
  return { normed: normed!, sum: sum! };
}

export function rmsNorm(x: Value, scale: Value, epsilon: number): Value {
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  return x.graph.emit('SimplifiedLayerNormalization', [x, scale], [{ shape: x.shape }], attributes)[0]!;
}

// Layers with weights. Activations are channels-last everywhere.

/**
 * A linear layer over the last dimension.
 *
 * On WebGPU a 1×1 convolution, whose kernel takes the weight as it is stored and can fuse the activation after it; on the
 * CPU a Gemm, whose weight is prepacked.
 * @param x [B, N, in] with B a number @param weight [out, in] @param bias [out] @returns [B, N, out]
 */
export function linear(x: Value, weight: Parameter, bias?: Parameter, activation?: (x: Value) => Value): Value {
  const { graph } = x;
  if (weight.beside.length > 0) {
    const sum = addBeside(linear(x, weight.with([]), bias), x, weight.beside, linear);
    return activation?.(sum) ?? sum;
  }
  const [outputs = 0, inputs = 0] = weight.shape;
  const activate = activation ?? (value => value);
  const product = integerProduct(x, weight, bias) ?? roundedProduct(x, weight, bias);
  if (product) return activate(product);
  const b = bias && graph.parameter(bias);
  if (graph.target === 'webgpu') {
    const image = reshape(x, [0, 0, 1, inputs]);
    const y = activate(convolution(image, graph.parameter(weight.reshape([outputs, inputs, 1, 1])), b, {}));
    return reshape(y, [0, 0, outputs]);
  }
  const rows = reshape(x, [-1, inputs]);
  const w = graph.parameter(weight);
  const y = graph.emit('Gemm', [rows, w, b], [{ shape: [rows.shape[0]!, outputs] }], { transB: 1 })[0]!;
  return reshape(activate(y), [x.dim(0), -1, outputs], [...x.shape.slice(0, -1), outputs]);
}

/** What is beside a weight, for its input: y + Σ up · (strength · (down · x)). */
function addBeside(
  y: Value,
  x: Value,
  beside: readonly LowRank[],
  layer: (x: Value, weight: Parameter) => Value,
): Value {
  return beside.reduce((sum, { strength, down, up }) => {
    const thin = mul(layer(x, down), x.graph.input(strength, 'float32', [1]));
    return add(sum, layer(thin, up));
  }, y);
}

/**
 * A matrix as a value of the graph, with what is beside it.
 * @param shape the same numbers in another shape
 */
export function matrix(graph: Graph, weight: Parameter, shape: readonly number[]): Value {
  if (weight.beside.length === 0) return graph.parameter(weight.reshape(shape));
  const sum = weight.beside.reduce((whole, { strength, down, up }) => {
    const thin = mul(graph.parameter(down), graph.input(strength, 'float32', [1]));
    return add(whole, matmul(graph.parameter(up), thin));
  }, graph.parameter(weight));
  return reshape(sum, shape);
}

/**
 * How much of a product with 4- or 8-bit integers is computed in integers: with 4 ONNX Runtime rounds the activations to
 * 8 bits, block by block, with 0 it multiplies in float32. Weights that were in integers when they came are multiplied as
 * exactly as floats are.
 */
function accuracyLevel(target: Target, { exact }: IntegerLayout): number {
  return target === 'cpu' && !exact ? 4 : 0;
}

/** x · weightᵀ + bias over the last dimension where the weight is stored as block-wise integers, else undefined. */
function integerProduct(x: Value, weight: Parameter, bias: Parameter | undefined): Value | undefined {
  const { graph } = x;
  const integers = graph.integers(weight);
  if (!integers) return undefined;
  const [outputs = 0, inputs = 0] = weight.shape;
  const { codes, scales, offsets, layout } = integers;
  const product = graph.emit(
    'MatMulNBits',
    [x, codes, scales, undefined, undefined, bias && graph.parameter(bias)],
    [{ shape: x.shape.with(-1, outputs) }],
    {
      K: inputs,
      N: outputs,
      bits: layout.bits,
      block_size: layout.block,
      accuracy_level: accuracyLevel(graph.target, layout),
    },
    'com.microsoft',
  )[0]!;
  return offsets ? add(product, matmul(blockSums(x, layout.block), offsets)) : product;
}

/** Sums of every `block` neighbours along the last dimension. @param x [..., in] @returns [..., in / block] */
function blockSums(x: Value, block: number): Value {
  const blocks = x.dim(-1) / block;
  const outer = x.shape.slice(0, -1);
  const parts = reshape(x, [...outer.map(() => 0), blocks, block]);
  return reshape(reduceSum(parts, -1), [...outer.map(() => 0), blocks], [...outer, blocks]);
}

export interface ConvOptions {
  readonly stride?: number;
  /** Zeros around the image, the same on every side or [top, left, bottom, right]; default keeps the size. */
  readonly padding?: number | readonly [top: number, left: number, bottom: number, right: number];
  readonly groups?: number;
}

/**
 * A 2-D convolution of a channels-last image. ONNX convolutions are channels-first, so one is put between two
 * transposes, which cancel against those of its neighbours and of the kernel.
 * @param x [B, H, W, in] @param weight [out, in / groups, k, k] @param bias [out] @returns [B, H', W', out]
 */
export function conv(x: Value, weight: Parameter, bias?: Parameter, options: ConvOptions = {}): Value {
  if (weight.beside.length > 0) {
    const [outputs = 0, inputs = 0] = weight.shape;
    const pixels = ({ strength, down, up }: LowRank): LowRank => ({
      strength,
      down: down.reshape([down.shape[0]!, inputs, 1, 1]),
      up: up.reshape([outputs, up.shape[1]!, 1, 1]),
    });
    return addBeside(conv(x, weight.with([]), bias, options), x, weight.beside.map(pixels), conv);
  }
  // only matrices, that is 1×1 convolutions, are ever stored as integers
  const isMatrix = weight.shape.at(-1) === 1 && (options.groups ?? 1) === 1 && (options.stride ?? 1) === 1;
  const product = integerProduct(x, weight, bias) ?? (isMatrix ? roundedProduct(x, weight, bias) : undefined);
  return product ?? convolution(x, x.graph.parameter(weight), bias && x.graph.parameter(bias), options);
}

function convolution(x: Value, weight: Value, bias: Value | undefined, options: ConvOptions): Value {
  const kernel = weight.dim(-1);
  const { stride = 1, padding = (kernel - 1) / 2, groups = 1 } = options;
  const pads = typeof padding === 'number' ? [padding, padding, padding, padding] : padding;
  const size = (dim: Dim): Dim => (stride === 1 ? dim : typeof dim === 'number' ? dim / stride : `${dim}/${stride}`);
  const channelsFirst = transpose(x, [0, 3, 1, 2]);
  const [b, , h, w] = channelsFirst.shape;
  const y = x.graph.emit(
    'Conv',
    [channelsFirst, weight, bias],
    [{ shape: [b!, weight.dim(0), size(h!), size(w!)] }],
    // pads are always explicit: with auto_pad the kernel's one-time weight layout change would not happen
    {
      kernel_shape: [kernel, kernel],
      strides: [stride, stride],
      pads,
      group: groups,
    },
  )[0]!;
  return transpose(y, [0, 2, 3, 1]);
}
