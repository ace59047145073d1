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
  const { offers: found } = await offersAt(asDocument(open('file:///notes/a.md', TEXT)), start, end);
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

it('lists only so many places of a long selection, and says so', async () => {
  const words = Array.from({ length: 450 }, (_, number) => `Thing ${number}.`);
  const selected = async (count: number) => {
    const text = words.slice(0, count).join('\n\n');
    return offersAt(asDocument(open('file:///notes/long.md', text)), 0, text.length);
  };
  const { offers: all, notes } = await selected(200);
  // and all of it as one
  expect([all.length, notes]).toEqual([201, []]);
  const { offers: some, notes: told } = await selected(450);
  expect([some.length, told]).toEqual([201, ['Only the first 200 places of the selection are listed.']]);
  expect(some[199]).toMatchObject({ prompt: 'Thing 199.' });
});

it('offers each item that is selected, and says of a block why it is left out', async () => {
  const text = '- A fox.\n- An owl.\n\n```sana steps=none\na bear\n```\n\n![a hare]()\n\n![a wolf]()\n';
  const document = asDocument(open('file:///notes/b.md', text));
  const { offers: items } = await offersAt(document, 0, text.indexOf('```'));
  expect(items.map(({ prompt, repeats }) => [prompt, repeats ?? false])).toEqual([
    ['A fox.', false],
    ['An owl.', false],
    ['A fox. An owl.', true],
  ]);
  const { offers: asked } = await offersAt(document, 0, text.length);
  expect(asked.map(({ prompt }) => prompt).slice(0, 3)).toEqual(['', 'a hare', 'a wolf']);
  expect(asked[0]).toMatchObject({ label: 'Line 4', leftOut: expect.stringContaining('none') });
});
