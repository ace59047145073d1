import { expect, it } from 'vitest';
import { PickedFiles } from './picked-files.ts';

it('two files of one name have a reference each, and one that is picked again keeps its own', async () => {
  const picked = new PickedFiles();
  const files = ['one', 'another'].map(text => new File([text], 'gemma.gguf', { lastModified: text.length }));
  const references: string[] = [];
  for (const file of [...files, ...files]) references.push(await picked.keep(file));
  const [first, second] = ['picked:gemma.gguf', 'picked:gemma.gguf (2)'];
  expect(references).toEqual([first, second, first, second]);
  const texts: string[] = [];
  for (const reference of [first, second]) {
    const place = await picked.open(reference!);
    if (place?.kind !== 'file') throw new Error('No file');
    const source = await place.open();
    texts.push(new TextDecoder().decode(await source.read(0, source.size)));
  }
  expect(texts).toEqual(['one', 'another']);
});
