import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Program } from '@sana-studio/core/testing';
import { vulkanEnvironment } from './optimised-graph.ts';

export interface Numbers {
  readonly dims: readonly number[];
  readonly values: readonly number[];
}

/** In a process of its own, as optimised-graph.ts says. */
const RUN = `
const [ort, model, input, output] = process.argv.slice(1);
const { readFileSync, writeFileSync } = require('node:fs');
const { InferenceSession, Tensor } = require(ort);
const { weights, feeds } = JSON.parse(readFileSync(input, 'utf8'));
const tensor = ({ values, dims }) => new Tensor('float32', Float32Array.from(values), dims);
const data = weights.map(([path, values]) => ({ path, data: new Uint8Array(Float32Array.from(values).buffer) }));
InferenceSession.create(model, { executionProviders: ['webgpu'], logSeverityLevel: 3, externalData: data })
  .then(async session => {
    const results = await session.run(Object.fromEntries(Object.entries(feeds).map(([name, of]) => [name, tensor(of)])));
    writeFileSync(output, JSON.stringify(Object.fromEntries(Object.entries(results).map(([name, of]) => [name, [...of.data]]))));
    await session.release();
  })
  .catch(error => { process.stdout.write(error.message, () => process.exit(1)); });
`;

/** What a program of one segment gives out on WebGPU, in software where there is no graphics device. */
export async function runOnWebgpu(
  program: Program,
  feeds: Readonly<Record<string, Numbers>>,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const [segment] = program.segments;
  const directory = await mkdtemp(join(tmpdir(), 'sana-run-'));
  try {
    const [model = '', input = '', output = ''] = ['model.onnx', 'input.json', 'output.json'].map(file =>
      join(directory, file),
    );
    const weights: [string, number[]][] = [];
    for (const [path, { read }] of segment!.parameters) weights.push([path, [...((await read()) as Float32Array)]]);
    await writeFile(model, segment!.model);
    await writeFile(input, JSON.stringify({ weights, feeds }));
    const ort = createRequire(import.meta.url).resolve('onnxruntime-node');
    await promisify(execFile)(process.execPath, ['-e', RUN, ort, model, input, output], {
      env: vulkanEnvironment(),
    }).catch(error => {
      throw new Error(error.stdout || error.message);
    });
    return JSON.parse(await readFile(output, 'utf8')) as Record<string, number[]>;
  } finally {
    await rm(directory, { recursive: true });
  }
}
