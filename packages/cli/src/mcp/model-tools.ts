import * as z from 'zod/mini';
import { byteWords } from '../words.ts';
import type { ListedModel } from './models.ts';
import { readArguments, type Tool } from './tool.ts';

const LISTED = {
  id: { type: 'string' },
  title: { type: 'string' },
  state: { type: 'string', enum: ['ready', 'incomplete', 'not here'] },
  usual: { type: 'boolean', description: 'it draws what does not say another' },
  pixels: { type: 'integer', description: 'side of its usual picture' },
  bytes: { type: 'integer', description: 'on disk, or to be fetched, about' },
} as const;

const NEEDED = ['id', 'title', 'state', 'usual'] as const;

export const listModels: Tool = {
  name: 'list_models',
  title: 'List models',
  description: 'Tells which models can draw, and which could be fetched by the person.',
  input: { type: 'object', required: [], properties: {} },
  output: {
    type: 'object',
    required: ['models'],
    properties: { models: { type: 'array', items: { type: 'object', required: NEEDED, properties: LISTED } } },
  },
  isReading: true,
  async call(given, { models }) {
    readArguments('list_models', z.strictObject({}), given);
    const all = await models.list();
    return { text: all.map(lineOf).join('\n'), data: { models: all } };
  },
};

export const describeModel: Tool = {
  name: 'describe_model',
  title: 'Describe a model',
  description: 'Tells of one model: its usual size, steps and guidance, the languages that it reads, its source.',
  input: { type: 'object', required: ['model'], properties: { model: { type: 'string', description: 'its id' } } },
  output: {
    type: 'object',
    required: NEEDED,
    properties: {
      ...LISTED,
      width: { type: 'integer' },
      height: { type: 'integer' },
      steps: { type: 'integer' },
      guidance: { type: 'number' },
      sampler: { type: 'string' },
      languages: { type: 'string' },
      source: { type: 'string' },
      licences: { type: 'array', items: { type: 'string' } },
      advice: { type: 'string' },
    },
  },
  isReading: true,
  async call(given, { models }) {
    const { model } = readArguments('describe_model', z.strictObject({ model: z.string() }), given);
    const { id, title, state, usual, pixels, bytes, advice, ...facts } = await models.describe(model);
    const lines = Object.entries(facts).map(([name, value]) => `${name}: ${[value].flat().join(', ')}`);
    const described = { id, title, state, usual, pixels, bytes };
    return {
      text: [lineOf(described), ...lines, ...(advice === undefined ? [] : [advice])].join('\n'),
      data: { ...described, ...facts, advice },
    };
  },
};

function lineOf({ id, title, state, usual, pixels, bytes }: ListedModel): string {
  const size = [pixels === undefined ? '' : `${pixels} pixels`, bytes === undefined ? '' : byteWords(bytes)];
  const words = [title, state, ...size, usual ? 'the usual one' : ''].filter(Boolean).join(', ');
  return `${id}: ${words}`;
}
