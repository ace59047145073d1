import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJson, referencePath } from '../../../../test/reference-data.ts';
import { type ModelFolder, openModelFolder } from '../checkpoint/layout/model-folder.ts';
import { Parameters } from '../graph/parameters.ts';
import { diskFolder } from '../node/files.ts';
import { nodeRuntime } from '../node/runtime.ts';
import { READINGS } from '../prompt/second-look/probe.ts';
import { ProgramCache } from '../runtime/program-cache.ts';
import { gemmaProgram } from './gemma.ts';
import { PromptConditioner } from './prompt-conditioner.ts';

interface Case {
  readonly prompt: string;
  readonly states: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

const { states: cases } = readJson(referencePath('second-look.json')) as { states: readonly Case[] };
let model: ModelFolder;

beforeAll(async () => {
  model = await openModelFolder(diskFolder(referencePath('sana', 'model')));
});
afterAll(() => model.close());

describe.each([1, 2])('behind layer %i', layer => {
  test.each(READINGS)('the %s of the own tokens is what transformers computes', async reads => {
    // pieces of one layer each: the states come out of the piece that they are made in
    const programs = new ProgramCache(await nodeRuntime('cpu'), 1000);
    const conditioner = new PromptConditioner(model, programs, { layer, reads });
    for (const { prompt, states } of cases) {
      const state = await conditioner.state(prompt);
      const expected = states[layer]![reads]!;
      expect(state).toHaveLength(expected.length);
      for (const [index, value] of expected.entries()) expect(state![index]).toBeCloseTo(value, 4);
    }
    await conditioner.dispose();
    await programs.dispose();
  });
});

test('nothing is computed again for the rows, which are as without a layer', async () => {
  const programs = new ProgramCache(await nodeRuntime('cpu'), 1e9);
  const looking = new PromptConditioner(model, programs, { layer: 1, reads: 'mean' });
  await looking.state(cases[0]!.prompt);
  await programs.dispose();
  const rows = await looking.prompt(cases[0]!.prompt);
  expect(programs.size).toBe(0); // remembered

  const plain = new ProgramCache(await nodeRuntime('cpu'), 1e9);
  const conditioner = new PromptConditioner(model, plain);
  expect((await conditioner.prompt(cases[0]!.prompt)).values).toEqual(rows.values);
  expect(await conditioner.state(cases[0]!.prompt)).toBeUndefined();
  await plain.dispose();
  await programs.dispose();
});

test('the graph has the states only when they are asked for', () => {
  const outputs = (statesAfter?: number) =>
    gemmaProgram(model.textEncoder.config, new Parameters(model.textEncoder.tensors), {
      ...{ target: 'cpu', segmentBytes: 1 },
      statesAfter,
    }).outputs;
  expect(outputs()).not.toContain('states');
  expect(outputs(2).filter(name => name === 'states')).toHaveLength(1);
});
