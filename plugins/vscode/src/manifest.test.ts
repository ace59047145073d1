import { readFileSync } from 'node:fs';
import { SAFETY_ACTIONS, SAFETY_CATEGORIES, SAFETY_NAMES } from '@sana-studio/core';
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

it('offers what the core knows about inappropriate words, and lets an organisation fix each of it', () => {
  const settings = Object.assign({}, ...[contributes.configuration].flat().map(({ properties }) => properties));
  const { safety, safetyAction, safetyCategories, safetyWords, safetyFile } = Object.fromEntries(
    Object.entries<Record<string, unknown>>(settings).map(([name, setting]) => [
      name.replace('sanaStudio.', ''),
      setting,
    ]),
  );
  expect(new Set(safety!.enum as string[])).toEqual(new Set(['default', ...SAFETY_NAMES]));
  expect(new Set(safetyAction!.enum as string[])).toEqual(new Set(['default', ...SAFETY_ACTIONS]));
  expect(Object.keys(safetyCategories!.properties as object)).toEqual([...SAFETY_CATEGORIES]);
  const fixed = [safety, safetyAction, safetyCategories, safetyWords, safetyFile].map(setting => setting!.policy);
  expect(fixed).toEqual(
    ['', 'Action', 'Categories', 'Words', 'File'].map(name => ({
      name: `SanaStudioSafety${name}`,
      minimumVersion: expect.stringMatching(/^\d+\.\d+$/),
    })),
  );
});
