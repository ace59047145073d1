import { readFileSync } from 'node:fs';
import { AREA, FIELDS, toolSchema } from '@sana-studio/core/request';
import { expect, it } from 'vitest';

const { contributes } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

it('tells agents what a request may say, as the core describes it', () => {
  expect(contributes.languageModelTools[0].inputSchema).toEqual(toolSchema());
});

it('takes in its settings what a request takes', () => {
  const settings = Object.assign({}, ...[contributes.configuration].flat().map(({ properties }) => properties));
  const { steps, width } = FIELDS;
  const limits = (name: string) => ({ min: settings[name].minimum, max: settings[name].maximum });
  expect(limits('sanaStudio.steps')).toEqual(steps.kind.range);
  // both sides of a square
  expect(limits('sanaStudio.size')).toEqual({ min: width.kind.range.min, max: Math.sqrt(AREA.max) });
});
