import { BUDGETS } from '@sana-studio/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { GivenPicture } from '../contract.ts';
import { commands, edit, open, reset, state, Uri, workspace } from '../vscode.fixture.ts';
import { drawing, made, written } from './host.fixture.ts';
import { registerPictureCommands } from './picture-commands.ts';

const HOUSE = Uint8Array.of(1, 2, 3);

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
  state.folders = [{ uri: Uri.file('/notes') }];
  for (const path of ['/notes/house.png', '/secret.png', '/elsewhere/sketch.jpg']) {
    state.files.set(Uri.file(path).toString(), { bytes: HOUSE });
  }
});

/** The commands, and what the panel's page is told. */
function extension() {
  const { view, page, host } = drawing();
  const follow = vi.fn(async (_: GivenPicture) => {});
  const changePart = vi.fn(async (_: GivenPicture) => {});
  Object.assign(page, { follow, changePart });
  registerPictureCommands(view);
  return { host, follow, changePart };
}

const at = (text: string, offset: number) => {
  const document = open('file:///notes/a.md', text);
  edit(document, offset);
  return document;
};

describe('a part of a picture is changed', () => {
  it.each([
    ['somebody’s own, which stays', async () => HOUSE, true],
    ['made here, which gives way', async () => (await made({ prompt: 'a house' })).bytes, false],
  ] as const)('in a document: the result takes the place of what is %s', async (_, bytesOf, stays) => {
    const house = await bytesOf();
    const isThere = () => written().includes('file:///notes/house.png');
    state.files.set('file:///notes/house.png', { bytes: house });
    const { host, changePart } = extension();
    state.settings['sanaStudio.imageFormat'] = 'webp';
    const document = at('Words.\n\n![A house](house.png)\n\nMore.', 12);
    await commands.executeCommand('sanaStudio.changePart');
    const [{ bytes, label, target }] = changePart.mock.calls[0]!;
    expect({ bytes, label }).toEqual({ bytes: house, label: 'house.png' });
    expect(target!.label).toBe('Picture at line 3');
    expect(await host.formatFor(target!.id)).toBe('png');
    const { request } = await made({ prompt: 'a red door' });
    const told = await host.insert({ bytes: HOUSE, format: 'png', request, target: target!.id });
    expect(told).toContain('It is in a.md at line 3');
    expect([document.text, isThere()]).toEqual(['Words.\n\n![A house](images/a-red-door.png)\n\nMore.', stays]);
    state.undo.pop()!();
    expect([document.text, isThere()]).toEqual(['Words.\n\n![A house](house.png)\n\nMore.', true]);
  });

  it('of a file in the explorer: the result is beside it, and nothing is overwritten', async () => {
    const { host, changePart } = extension();
    await commands.executeCommand('sanaStudio.changePart', Uri.file('/notes/house.png') as never);
    const [{ target, ...given }] = changePart.mock.calls[0]!;
    expect(given).toEqual({ bytes: HOUSE, label: 'house.png' });
    expect(target!.label).toBe('Beside house.png');
    expect(await host.formatFor(target!.id)).toBe('png');
    const { bytes, request } = await made({ prompt: 'house' });
    for (const name of ['house-1', 'house-2']) {
      const picked = { bytes, format: 'png', request, target: target!.id } as const;
      expect(await host.insert(picked)).toContain(`The picture is in`);
      expect(written()).toContain(`file:///notes/${name}.png`);
    }
    expect(state.files.get('file:///notes/house.png')!.bytes).toEqual(HOUSE);
  });

  it.each([
    ['no picture is', 'Words.', 2],
    ['the picture is out of the workspace', '![x](../secret.png)', 3],
    ['the picture is of the web', '![x](https://example.org/a.png)', 3],
  ])('not where %s, which is said', async (_, text, offset) => {
    const { changePart } = extension();
    at(text, offset);
    await commands.executeCommand('sanaStudio.changePart');
    expect(changePart).not.toHaveBeenCalled();
    expect(state.red).toEqual([expect.stringContaining('There is no picture of this workspace at the cursor.')]);
  });

  it('not of a file that is larger than pictures are, or gone', async () => {
    const { changePart } = extension();
    const { stat } = workspace.fs;
    workspace.fs.stat = async uri => ({ ...(await stat(uri)), size: BUDGETS.pictureFile.most + 1 });
    await commands.executeCommand('sanaStudio.changePart', Uri.file('/notes/house.png') as never);
    workspace.fs.stat = stat;
    await commands.executeCommand('sanaStudio.changePart', Uri.file('/notes/gone.png') as never);
    expect(changePart).not.toHaveBeenCalled();
    expect(state.red).toEqual([expect.stringContaining('house.png'), expect.stringContaining('gone.png')]);
  });
});

describe('a sketch is followed', () => {
  it('that is in the explorer, at the cursor, or else is picked; none where nothing is picked', async () => {
    const { follow } = extension();
    await commands.executeCommand('sanaStudio.drawFromSketch', Uri.file('/notes/house.png') as never);
    at('![A house](house.png)', 5);
    await commands.executeCommand('sanaStudio.drawFromSketch');
    at('Words. ![x](../secret.png)', 10);
    state.picked = Uri.file('/elsewhere/sketch.jpg');
    await commands.executeCommand('sanaStudio.drawFromSketch');
    state.picked = undefined;
    await commands.executeCommand('sanaStudio.drawFromSketch');
    expect(follow.mock.calls.map(([given]) => given.label)).toEqual(['house.png', 'house.png', 'sketch.jpg']);
    expect(state.red).toEqual([]);
  });
});
