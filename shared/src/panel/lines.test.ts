import { describe, expect, it } from 'vitest';
import { MINI } from './host.fixture.ts';
import { selecting } from './started.fixture.ts';
import { finishedPictures } from './state.ts';

const HERO = { id: '1', label: 'Hero', prompt: 'a harbour' };

describe('words in several lines', () => {
  const LINES = '1. a fox\n\n2) an owl\r\n• a {red|blue} ball';

  it('are one prompt, or one for each line with a seed of its own, whatever marks the lines', async () => {
    const { panel, make, select } = await selecting();
    panel.form.write(LINES);
    expect((await make()).map(({ prompt }) => prompt?.split('\n').length)).toEqual([4, 4]);
    panel.form.edit({ eachLine: true });
    const requests = await make();
    expect(requests.map(({ prompt }) => prompt)).toEqual(['a fox', 'an owl', 'a red ball', 'a blue ball']);
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(3);
    expect(finishedPictures(panel.state.run)).toHaveLength(4);
    // which is which is said beside them
    expect(panel.state.run?.slots.map(({ words }) => words)).toEqual(requests.map(({ prompt }) => prompt));
    // the words of a place are one prompt
    select({ ...HERO, prompt: LINES });
    expect((await make()).map(({ prompt }) => prompt)).toEqual(
      ['red', 'blue'].map(colour => LINES.replace('{red|blue}', colour)),
    );
  });

  it('are one prompt again once there is only one, or those of a picture', async () => {
    const { panel } = await selecting();
    panel.form.edit({ prompt: LINES, eachLine: true });
    panel.form.write('a fox');
    expect(panel.state.form.eachLine).toBe(false);
    panel.form.edit({ prompt: LINES, eachLine: true });
    const request = {
      ...MINI.defaults,
      prompt: 'a\nb',
      negativePrompt: '',
      seed: 1,
      count: 1,
      sampler: 'dpm2',
    } as const;
    panel.form.useAgain(request, 'prompt');
    expect(panel.state.form).toMatchObject({ prompt: 'a\nb', eachLine: false });
  });
});
