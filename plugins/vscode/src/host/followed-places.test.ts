import { beforeEach, expect, it } from 'vitest';
import { workspace } from 'vscode';
import { open, reset, state } from '../vscode.fixture.ts';
import { followedPlaces } from './followed-places.ts';
import { asDocument, drawing, made } from './host.fixture.ts';
import { offeredPlace, offersAt } from './offers.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${seed}`;
});

it('has each picture put where it was offered although the same words stand in every item, in whatever order they come', async () => {
  const text = Array.from({ length: 6 }, () => '- a cat').join('\n');
  const document = open('file:///notes/a.md', text);
  const { offers } = await offersAt(asDocument(document), 0, text.length);
  const places = offers.filter(({ repeats }) => !repeats);
  expect(places).toHaveLength(6);
  for (const { id } of places) followedPlaces.add(id, offeredPlace(id)!);
  const following = followedPlaces.follow(workspace.onDidChangeTextDocument);
  const { host } = drawing();
  for (const seed of [1, 4, 5, 2, 0, 3]) {
    const { bytes, request } = await made({ prompt: 'a cat', seed });
    await host.insert({ bytes, format: 'png', request, target: places[seed]!.id });
  }
  following.dispose();
  const items = Array.from({ length: 6 }, (_, seed) => `- a cat\n\n  ![a cat](images/${seed}.png)`);
  expect(document.text.replaceAll(/\n+(?=- )/gu, '\n')).toBe(items.join('\n'));
});
