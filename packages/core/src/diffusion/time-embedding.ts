import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { FAMILIES, familyOf } from '../families/families.ts';
import { Graph, type GraphOptions, type Program, type Value } from '../graph/graph.ts';
import { add, linear, reshape, silu } from '../graph/ops.ts';
import { Parameter, type Parameters } from '../graph/parameters.ts';

/** Values of the sinusoid that a time step or a guidance scale is embedded as. */
const FREQUENCIES = 256;

/**
 * All modulation vectors of all S steps, run once per picture.
 *
 * Inputs: `time` [1, S, 256] from `sinusoids`; with a guidance embedding also `guidance` [1, S, 256].
 * Outputs: `modulation` [S, layers, 6C] in the order shift, scale, gate of the attention and of the feed-forward; unless
 * `blocksOnly`, as in a ControlNet, `modulation.out` [S, 1, 2C], shift and scale; scales are one plus the model's.
 * `time_embed` [1, S, 6C] as the reference has it, before the tables of the blocks are added.
 */
export function timeProgram(
  config: TransformerConfig,
  parameters: Parameters,
  { blocksOnly = false, ...options }: Omit<GraphOptions, 'name'> & { readonly blocksOnly?: boolean },
): Program {
  const g = new Graph({ ...options, name: 'time' });
  const width = config.num_attention_heads * config.attention_head_dim;
  const part = parameters.in('time_embed');

  const embed = (input: string, mlp: Parameters): Value => {
    const hidden = linear(
      g.input(input, 'float32', [1, 'S', FREQUENCIES]),
      mlp.get('linear_1.weight', [width, FREQUENCIES]),
      mlp.get('linear_1.bias', [width]),
      silu,
    );
    return linear(hidden, mlp.get('linear_2.weight', [width, width]), mlp.get('linear_2.bias', [width]));
  };

  // Sprint has no level called emb, and adds the guidance scale as a second embedding
  const embedded =
    FAMILIES[familyOf(config)].guidance === 'embedded'
      ? add(embed('time', part.in('timestep_embedder')), embed('guidance', part.in('guidance_embedder')))
      : embed('time', part.in('emb').in('timestep_embedder'));
  const all = linear(
    silu(embedded),
    part.in('linear').get('weight', [6 * width, width]),
    part.in('linear').get('bias', [6 * width]),
  );
  g.output('time_embed', all);

  const blocks = parameters.in('transformer_blocks');
  const tables = Parameter.stack(
    'scale_shift_tables',
    Array.from({ length: config.num_layers }, (_, index) =>
      plusOne(blocks.in(index).get('scale_shift_table', [6, width]), width, [1, 4]),
    ),
  );
  const modulation = add(reshape(all, [-1, 1, 6 * width]), g.parameter(tables.reshape([config.num_layers, 6 * width])));
  g.output('modulation', modulation);
  if (blocksOnly) return g.build();

  const table = plusOne(parameters.get('scale_shift_table', [2, width]), width, [1]);
  const final = add(reshape(embedded, [-1, 1, width]), g.parameter(table));
  g.output('modulation.out', reshape(final, [0, 1, 2 * width]));
  return g.build();
}

/** Adds one to the rows that hold scales, since norms are multiplied by 1 + scale. */
function plusOne(table: Parameter, width: number, rows: readonly number[]): Parameter {
  return table.map('plus one', values => {
    for (const row of rows) {
      for (let index = row * width; index < (row + 1) * width; index++) values[index]! += 1;
    }
  });
}

/**
 * [cos(t f_k)…, sin(t f_k)…] with f_k = 10000^(−k/128), in float32 as torch computes them.
 * @returns [values.length, 256]
 */
export function sinusoids(values: readonly number[]): Float32Array {
  const half = FREQUENCIES / 2;
  const result = new Float32Array(values.length * FREQUENCIES);
  for (const [row, value] of values.entries()) {
    for (let k = 0; k < half; k++) {
      const exponent = Math.fround(Math.fround(-Math.fround(Math.log(10000)) * k) / half);
      const angle = Math.fround(Math.fround(value) * Math.fround(Math.exp(exponent)));
      result[row * FREQUENCIES + k] = Math.cos(angle);
      result[row * FREQUENCIES + half + k] = Math.sin(angle);
    }
  }
  return result;
}
