import type { Dim, Graph, Value } from './graph.ts';
import { add, concat, conv, matmul, reshape, reshapeTo, shapeOf, slice, transpose } from './ops.ts';
import type { Parameter } from './parameters.ts';

// Winograd's F(4×4, 3×3) (Lavin and Gray 2015): 4×4 results of a 3×3 convolution from 6×6 values take 36 products for each pair of
// channels, in place of 144. The matrices are those of the points 0, ±1, ±2 and infinity.

const OUT = 4;
const TAPS = 6;

const OF_INPUT = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];
const OF_KERNEL = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
];
const OF_OUTPUT = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
];

/** What a picture's height and width must be multiples of. */
export const WINOGRAD_GRID = OUT;
/** With fewer channels than this, turning values costs more than the products that are spared. */
const LEAST_CHANNELS = 128;
/** More of them make a session's graph take longer to optimise than they spare. */
const MOST_BANDS = 2;

/** The Kronecker product of a matrix with itself, row by row: what works on rows and on columns of a tile at once. */
function squared(matrix: readonly (readonly number[])[]): number[] {
  return matrix.flatMap(a => matrix.flatMap(b => a.flatMap(x => b.map(y => x * y))));
}

/** Turned once, when the session is made. @param weight [out, in, 3, 3] @returns [36, in, out] */
function turnedKernels(graph: Graph, weight: Parameter): Value {
  const [outputs = 0, inputs = 0] = weight.shape;
  const points = TAPS * TAPS;
  const turn = squared(OF_KERNEL);
  const columns = Array.from({ length: 9 }, (_, tap) => Array.from({ length: points }, (_, at) => turn[at * 9 + tap]!));
  const kernels = reshape(graph.parameter(weight), [outputs, inputs, 9]);
  return transpose(matmul(kernels, graph.floats(columns.flat(), [9, points])), [2, 1, 0]);
}

/** '8*h' is a multiple of 8. */
const factorOf = (dim: Dim) => Number(typeof dim === 'string' ? (/^(\d+)\*/.exec(dim)?.[1] ?? 1) : 1);

/**
 * A 3×3 convolution that keeps the size, on the CPU with a quarter of the products where that pays. Up to the order of sums it is
 * that of `conv`; rounding errors are some 5·10⁻⁶ of the largest result.
 *
 * A picture whose height is a multiple, such as '8*h', is convolved in as many bands, so that what is between the steps takes less
 * memory, and comes from the processor's cache.
 * @param x [1, H, W, in], H and W multiples of 4, after division by the number of bands @param weight [out, in, 3, 3]
 * @param bias [out] @returns [1, H, W, out]
 */
export function winogradConv(x: Value, weight: Parameter, bias?: Parameter): Value {
  const { graph } = x;
  const [outputs = 0, inputs = 0] = weight.shape;
  if (graph.target !== 'cpu' || Math.min(outputs, inputs) < LEAST_CHANNELS || weight.beside.length > 0) {
    return conv(x, weight, bias);
  }
  const turned = turnedKernels(graph, weight);
  const bands = Math.min(factorOf(x.shape[1]!), MOST_BANDS);
  const size = integers(graph, 'Slice', [shapeOf(x), graph.ints([1]), graph.ints([3])], 2);
  const band = integers(graph, 'Div', [size, graph.ints([bands, 1])], 2);
  const shape = x.shape.map((dim, axis) => (axis === 1 || axis === 2 ? `${dim}+2` : dim));
  const bordered = graph.emit('Pad', [x, graph.ints([0, 1, 1, 0, 0, 1, 1, 0])], [{ shape }])[0]!;
  const parts = Array.from({ length: bands }, (_, index) => {
    const from = integers(graph, 'Mul', [band, graph.ints([index, 0])], 2);
    const to = integers(graph, 'Add', [integers(graph, 'Add', [from, band], 2), graph.ints([2, 2])], 2);
    const own = bands === 1 ? bordered : slice(bordered, from, to, [1, 2], [1, 'rows+2', 'columns+2', inputs]);
    return convolvedBand(own, band, turned);
  });
  const whole = [1, x.shape[1]!, x.shape[2]!, outputs];
  const rows = bands === 1 ? parts[0]! : graph.emit('Concat', parts, [{ shape: whole }], { axis: 1 })[0]!;
  return bias ? add(rows, graph.parameter(bias)) : rows;
}

function integers(graph: Graph, operator: string, inputs: readonly Value[], count: number): Value {
  const attributes = operator === 'Concat' ? { axis: 0 } : {};
  return graph.emit(operator, inputs, [{ type: 'int64', shape: [count] }], attributes)[0]!;
}

/**
 * @param bordered [1, height + 2, width + 2, in] @param size height and width, int64 [2] @param kernels [36, in, out]
 * @returns [1, height, width, out]
 */
function convolvedBand(bordered: Value, size: Value, kernels: Value): Value {
  const { graph } = bordered;
  const [, inputs = 0, outputs = 0] = kernels.shape as readonly number[];
  const points = TAPS * TAPS;
  /** Every fourth value from one on; the last tile ends at the border. */
  const taps = Array.from({ length: points }, (_, at) => {
    const offset = [Math.floor(at / TAPS), at % TAPS];
    const ends = offset.map(tap => (tap < TAPS - 1 ? tap - (TAPS - 1) : Number.MAX_SAFE_INTEGER));
    const bounds = [offset, ends, [1, 2], [OUT, OUT]].map(numbers => graph.ints(numbers));
    return graph.emit('Slice', [bordered, ...bounds], [{ shape: [1, 'rows', 'columns', inputs] }])[0]!;
  });
  const flat = (value: Value, count: number) => reshape(value, [count, -1], [count, 'values']);
  const turn = (value: Value, matrix: readonly (readonly number[])[]) =>
    matmul(graph.floats(squared(matrix), [matrix.length ** 2, points]), value);

  const values = reshape(
    turn(flat(concat(taps, 0), points), OF_INPUT),
    [points, -1, inputs],
    [points, 'tiles', inputs],
  );
  const results = turn(flat(matmul(values, kernels), points), OF_OUTPUT);

  const tiles = integers(graph, 'Div', [size, graph.ints([OUT, OUT])], 2);
  const placed = reshapeTo(
    results,
    integers(graph, 'Concat', [graph.ints([OUT, OUT]), tiles, graph.ints([outputs])], 5),
    [OUT, OUT, 'rows', 'columns', outputs],
  );
  const shape = integers(graph, 'Concat', [graph.ints([1]), size, graph.ints([outputs])], 4);
  return reshapeTo(transpose(placed, [2, 0, 3, 1, 4]), shape, [1, 'height', 'width', outputs]);
}
