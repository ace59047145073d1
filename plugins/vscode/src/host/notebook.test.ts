import { requestFromPng } from '@sana-studio/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { openNotebook, reset, state, Uri } from '../vscode.fixture.ts';
import { asDocument, drawing, jobFor, makerOf, memory, written } from './host.fixture.ts';
import { storedRequestOf } from './image-files.ts';
import { Jobs } from './jobs.ts';

const run = (document: Parameters<typeof jobFor>[0]) =>
  new Jobs(makerOf(drawing().view), memory()).run([jobFor(document)]);

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
  state.folders = [{ uri: Uri.file('/notes') }];
});

describe('a picture for a markdown cell', () => {
  it('goes beside the notebook, is found again, and is taken back by one undo', async () => {
    const { cells } = openNotebook('file:///notes/lab/a.ipynb', ['one', 'a fox']);
    const { document } = cells[1]!;
    await run(document);
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
    expect(written()).toEqual(['file:///notes/lab/images/a-fox.png']);
    const stored = await storedRequestOf(asDocument(document), document.text.indexOf('!['));
    expect(stored).toMatchObject({ request: { prompt: 'a fox', seed: 1 } });
    state.undo.pop()!();
    expect(document.text).toBe('a fox');
    expect(written()).toEqual([]);
  });

  it('goes beside the notebook on Windows and on a remote host', async () => {
    for (const [path, expected] of [
      ['file:///c%3A/My%20lab/a.ipynb', 'file:///c:/My lab/images/a-fox.png'],
      ['vscode-vfs://github/owner/repo/a.ipynb', 'vscode-vfs://github/owner/repo/images/a-fox.png'],
    ] as const) {
      reset();
      state.settings['sanaStudio.fileName'] = `\${slug}`;
      state.folders = [{ uri: Uri.parse(path.slice(0, path.lastIndexOf('/'))) }];
      const { uri, cells } = openNotebook(path, ['a fox']);
      // a cell's URI says nothing of where the notebook is but its path
      expect(cells[0]!.document.uri.scheme).not.toBe(uri.scheme);
      await run(cells[0]!.document);
      expect(written().map(one => one.replace('.ipynb', ''))).toEqual([expected]);
    }
  });

  it('is kept in the cell where the settings say so, beside what is there, under a name of its own', async () => {
    state.settings['sanaStudio.notebookPictures'] = 'attachment';
    const { cells } = openNotebook('file:///notes/a.ipynb', ['a fox']);
    cells[0]!.metadata = { id: 'x', attachments: { 'a-fox.png': { 'image/png': 'AA==' } } };
    const { document } = cells[0]!;
    await run(document);
    expect(document.text).toBe('a fox\n\n![a fox](attachment:a-fox-1.png)');
    expect(written()).toEqual([]);
    const { attachments, id } = cells[0]!.metadata as {
      id: string;
      attachments: Record<string, Record<string, string>>;
    };
    expect(id).toBe('x');
    expect(Object.keys(attachments)).toEqual(['a-fox.png', 'a-fox-1.png']);
    const bytes = Uint8Array.from(Buffer.from(attachments['a-fox-1.png']!['image/png']!, 'base64'));
    expect(requestFromPng(bytes)).toMatchObject({ prompt: 'a fox' });
    const stored = await storedRequestOf(asDocument(document), document.text.indexOf('!['));
    expect(stored).toMatchObject({ request: { prompt: 'a fox', seed: 1 } });
  });

  it('that has lost its place is a file beside the notebook', async () => {
    state.settings['sanaStudio.notebookPictures'] = 'attachment';
    const { cells } = openNotebook('file:///notes/a.ipynb', ['![a fox]()']);
    const { document } = cells[0]!;
    const job = {
      ...jobFor(document),
      anchor: { place: { kind: 'link', start: 0, end: 10 }, text: '![a fox]()' },
    } as const;
    document.text = 'something else';
    await new Jobs(makerOf(drawing().view), memory()).run([job]);
    expect(document.text).toBe('something else');
    expect(written()).toHaveLength(1);
    expect(cells[0]!.metadata).toEqual({});
    expect(state.shown.join(' ')).toContain('not in the document any more');
  });
});
