import { beforeEach, describe, expect, it, vi } from 'vitest';
import { open, Position, Range, reset, state, type, WorkspaceEdit, workspace } from '../vscode.fixture.ts';
import { jobFor, made, makerOf, memory, viewWith, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
});

describe('a picture that comes while the person goes on writing', () => {
  it('is put in although its edits are refused again and again, and with its file in one step of undo', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nanother');
    let keys = 20;
    const typing = workspace.onDidChangeTextDocument(() => {
      if (keys-- > 0) type(document, document.text.length, 'x');
    });
    const { view } = viewWith(async request => {
      type(document, document.text.length, 'x');
      return made(request);
    });
    await new Jobs(makerOf(view), memory()).run([jobFor(document, 5)]);
    typing.dispose();
    expect(document.text).toMatch(/^a fox\n\n!\[a fox\]\(images\/a-fox.png\)\n\nanotherx{2,}$/u);
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
  });

  it('goes behind the words that were written on at the end of its own', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nanother');
    const { view } = viewWith(async request => {
      for (const [index, letter] of [...' in the snow'].entries()) type(document, 5 + index, letter);
      await new Promise(resolve => setTimeout(resolve, 5));
      return made(request);
    });
    await new Jobs(makerOf(view), memory()).run([jobFor(document, 5)]);
    expect(document.text).toBe('a fox in the snow\n\n![a fox](images/a-fox.png)\n\nanother');
  });

  it('stays as a file, and leaves the text alone, if that changes whenever a place was found', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nanother');
    const start = new Range(new Position(0, 0), new Position(0, 0));
    const write = () => {
      const edit = new WorkspaceEdit();
      edit.replace(document.uri, start, '- new\n');
      void workspace.applyEdit(edit);
    };
    const { view } = viewWith(made);
    const writing = setInterval(write);
    let now = 0;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => {
      now += 40_000;
      return now;
    });
    await new Jobs(makerOf(view), memory()).run([jobFor(document, 5)]);
    clock.mockRestore();
    clearInterval(writing);
    expect(document.text).toMatch(/^(?:- new\n)+a fox\n\nanother$/u);
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
  });

  it('stays as a file if the editor refuses it for good, to be inserted or shown', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    const { view } = viewWith(async request => {
      state.files.set('file:///notes/a.md', { bytes: new Uint8Array(), refuses: true });
      return made(request);
    });
    const offered: (readonly string[])[] = [];
    state.answers.notice = (_, labels) => {
      offered.push(labels);
      state.files.set('file:///notes/a.md', { bytes: new Uint8Array() });
      return offered.length === 1 ? 'Insert' : undefined;
    };
    await new Jobs(makerOf(view), memory()).run([jobFor(document)]);
    expect(state.shown[0]).toBe('a.md could not be changed; it may be read-only. The picture is in images/a-fox.png.');
    expect(offered[0]).toEqual(['Insert', 'Show', 'Copy Image Link']);
    await expect.poll(() => document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
  });
});
