import { beforeEach, expect, it } from 'vitest';
import { open, reset } from '../vscode.fixture.ts';
import { asDocument } from './host.fixture.ts';
import { offersAt } from './offers.ts';

beforeEach(reset);

const TEXT = [
  ...['# Animals', 'What lives here.', '## Foxes', 'A fox in the snow.', '## Owls', 'An owl at night.'],
  ...['## Bears', 'A bear.', '![A bear](bear.png)'],
].join('\n\n');

async function offers(start: number, end: number) {
  const found = await offersAt(asDocument(open('file:///notes/a.md', TEXT)), start, end);
  return found.map(({ label, repeats }) => (repeats ? `(${label})` : label));
}

it('offers each section that is selected and has no picture yet, and all of them as one', async () => {
  expect(await offers(TEXT.indexOf('## Foxes'), TEXT.length)).toEqual(['Foxes', 'Owls', '(Selection at line 17)']);
});

it('offers what is at the cursor, and what is around it', async () => {
  const at = TEXT.indexOf('fox in');
  expect(await offers(at, at)).toEqual(['Line 7', '(Section at line 5)']);
  expect(await offers(at, at + 10)).toEqual(['Selection at line 7']);
});
