import { readFile } from 'node:fs/promises';
import { PbfReader } from 'pbf';
import { expect, it } from 'vitest';
import { Graph } from '../graph.ts';
import { AttributeProtoAttributeType, readModelProto, type ValueInfoProto } from './onnx.js';

it('the generated module is what onnx.proto gives', async () => {
  const { generate } = (await import('../../../generate-onnx.mjs' as string)) as {
    generate(): Promise<Record<string, string>>;
  };
  for (const [name, text] of Object.entries(await generate())) {
    expect(await readFile(new URL(name, import.meta.url), 'utf8'), 'npm run generate:onnx').toBe(text);
  }
});

it('a model says all that its graph says, zeros and what is left out included', () => {
  const graph = new Graph({ name: 'small', target: 'cpu', segmentBytes: 1 });
  const input = graph.input('x', 'float32', [1, 'length', 0]);
  const [result] = graph.emit('Resize', [input, undefined, graph.ints([-1, 0, 2 ** 40])], [undefined, { shape: [] }], {
    axis: 0,
    mode: 'linear',
    ratio: { float: 0 },
    axes: [0, -1, -(2 ** 33)],
  });
  graph.output('y', result!);
  const [segment] = graph.build().segments;
  const model = readModelProto(new PbfReader(segment!.model));

  expect(model.irVersion).toBe(10);
  expect(model.opsetImport?.map(({ domain, version }) => [domain, version])).toEqual([
    ['', 21],
    ['com.microsoft', 1],
  ]);
  const [resize] = model.graph!.node!;
  expect(resize!.input).toEqual(['x', '', 'i(-1,0,1099511627776)']);
  expect(resize!.output?.[0]).toBe('');
  const { INT, STRING, FLOAT, INTS } = AttributeProtoAttributeType;
  expect(resize!.attribute).toMatchObject([
    { name: 'axis', type: INT, value: 'i', i: 0 },
    { name: 'mode', type: STRING, value: 's', s: new TextEncoder().encode('linear') },
    { name: 'ratio', type: FLOAT, value: 'f', f: 0 },
    { name: 'axes', type: INTS, ints: [0, -1, -(2 ** 33)] },
  ]);
  const dims = (values: readonly ValueInfoProto[] | undefined) =>
    values!.map(({ type }) => type!.tensorType!.shape!.dim!.map(({ dimParam, dimValue }) => dimParam || dimValue));
  expect(dims(model.graph!.input)).toEqual([[1, 'length', 0]]);
  expect(dims(model.graph!.output)).toEqual([[]]);
  expect(new BigInt64Array(Uint8Array.from(model.graph!.initializer![0]!.rawData!).buffer)).toEqual(
    BigInt64Array.of(-1n, 0n, 2n ** 40n),
  );
});
