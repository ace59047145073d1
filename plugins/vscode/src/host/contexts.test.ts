import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { commands, open, Position, reset, state, Uri, window } from '../vscode.fixture.ts';
import { keepContexts } from './contexts.ts';
import { made } from './host.fixture.ts';

beforeEach(() => {
  reset();
  state.folders = [{ uri: Uri.file('/notes') }];
});

it.each([
  ['---\ntitle: Sea\n---\n\nwords', 4, { hasFrontMatter: true, inSection: false, atPicture: false, atImage: false }],
  ['words\n\n# Sea\n\nwaves', 0, { hasFrontMatter: false, inSection: false, atPicture: false, atImage: false }],
  ['# Sea\n\n![a fox](a.png)', 2, { hasFrontMatter: false, inSection: true, atPicture: true, atImage: true }],
  ['![a fox](gone.png)', 0, { hasFrontMatter: false, inSection: false, atPicture: false, atImage: true }],
  ['Sea\n===\n\nwaves', 3, { hasFrontMatter: false, inSection: true, atPicture: false, atImage: false }],
])('offers in menus what can be done in %j at line %d', async (text, line, expected) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  state.files.set('file:///notes/a.png', { bytes: (await made({ prompt: 'a fox' })).bytes });
  const told: Record<string, boolean> = {};
  commands.registerCommand('setContext', ((name: string, holds: boolean) => {
    told[name.replace('sanaStudio.', '')] = holds;
  }) as never);
  const active = new Position(line, 3);
  window.activeTextEditor = { document: open('file:///notes/a.md', text), selection: { active } };
  keepContexts();
  await vi.advanceTimersByTimeAsync(1000);
  expect(told).toEqual(expected);
});
