import { PassThrough } from 'node:stream';
import type { Progress } from '@sana-studio/core';
import { describe, expect, test } from 'vitest';
import { ProgressDisplay } from './progress-display.ts';

const STEP: Progress = {
  phase: 'denoise',
  step: 4,
  steps: 20,
  picture: 0,
  pictures: 1,
  fraction: 0.25,
  secondsLeft: 3.2,
};

/** What is written to a terminal, or to a pipe when it has no width. */
function display(columns?: number) {
  const stream = Object.assign(new PassThrough(), { isTTY: columns !== undefined, columns });
  return { display: new ProgressDisplay(stream), written: () => String(stream.read() ?? '') };
}

describe('progress on a terminal', () => {
  test('is a bar with the step under way and the time left', () => {
    const { display: bar, written } = display(120);
    bar.update(STEP);
    expect(written()).toBe('\r██████░░░░░░░░░░░░░░░░░░  25 % · denoise step 5 of 20 · 4 s left\x1b[K');
    bar.update({ ...STEP, phase: 'decode', step: 0, steps: 4, pictures: 2, secondsLeft: 3720 });
    expect(written()).toContain(' · picture 1 of 2: decode tile 1 of 4 · 1 h 2 min left');
    bar.clear();
    expect(written()).toBe('\r\x1b[K');
  });

  test('stays on one line of a narrow window, and says nothing twice', () => {
    const { display: bar, written } = display(30);
    bar.update(STEP);
    expect(written()).toHaveLength('\r'.length + 29 + '\x1b[K'.length);
    bar.update(STEP);
    expect(written()).toBe('');
  });
});

test('progress elsewhere is one plain line for each phase of each picture', () => {
  const { display: lines, written } = display();
  for (const picture of [0, 1]) {
    for (const step of [0, 1, 2]) lines.update({ ...STEP, step, picture, pictures: 2 });
    lines.update({ ...STEP, phase: 'load', step: 50, steps: 100, picture, pictures: 2 });
  }
  lines.clear();
  expect(written()).toBe('picture 1 of 2: denoise, 20 steps\nload the networks\npicture 2 of 2: denoise, 20 steps\n');
});
