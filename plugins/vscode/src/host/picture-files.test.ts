import { beforeEach, describe, expect, it } from 'vitest';
import type { CodeActionProvider } from 'vscode';
import { type Document, open, Range, reset, state, Uri } from '../vscode.fixture.ts';
import { asDocument, drawing, jobFor, made, makerOf, memory, written } from './host.fixture.ts';
import { brokenImageAt, storedRequestOf } from './image-files.ts';
import { checkWritable } from './insert-picture.ts';
import { Jobs } from './jobs.ts';
import { registerMarkdownProviders } from './markdown-providers.ts';
import { placePictures } from './place-pictures.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
});

describe('a picture for a document', () => {
  const picture = { bytes: Uint8Array.of(1), format: 'png', prompt: 'a fox', seed: 1 } as const;
  const place = async (document: Document, at = jobFor(document).anchor) =>
    placePictures(asDocument(document), [{ anchor: () => at, picture, alt: 'a fox' }], true);

  it('goes beside it, in each folder of a workspace of several', async () => {
    state.folders = ['/one', '/two'].map(path => ({ uri: Uri.file(path) }));
    for (const folder of ['one', 'two']) await place(open(`file:///${folder}/docs/a.md`, 'a fox'));
    expect(written()).toEqual(['file:///one/docs/images/a-fox.png', 'file:///two/docs/images/a-fox.png']);
  });

  it('is written through the file system of a virtual workspace', async () => {
    state.folders = [{ uri: Uri.parse('vscode-vfs://github/owner/repo') }];
    const document = open('vscode-vfs://github/owner/repo/docs/a.md', 'a fox');
    const placed = await place(document);
    expect(placed?.pictures[0]?.file.toString()).toBe('vscode-vfs://github/owner/repo/docs/images/a-fox.png');
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
  });

  it('is asked about for an untitled document, and linked from where that will be', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const document = open('untitled:Untitled-1', 'a fox');
    expect(await place(document)).toBeUndefined();
    expect(written()).toEqual([]);
    state.saveAs = Uri.file('/notes/media/x y.png');
    await place(document);
    expect(document.text).toBe('a fox\n\n![a fox](<media/x y.png>)');
  });

  it.each([
    'file:///c%3A/notes/docs',
    'file:///c%3A',
    'file://server/share/notes',
    'memfs:',
    'file:///home/a%23b/100%25/q%3F/%E6%B5%B7',
    'file:///home/back%5Cslash',
  ])('is written beside one in %s', async folder => {
    state.folders = [{ uri: Uri.parse(`${folder}/`) }];
    const document = open(`${folder}/a.md`, 'a fox');
    await new Jobs(makerOf(drawing().view), memory()).run([jobFor(document)]);
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
    const [file] = [...state.files.keys()].filter(uri => uri.endsWith('.png'));
    expect(file).toBe(Uri.joinPath(document.uri, '../images/a-fox.png').toString());
    expect(state.red).toEqual([]);
  });

  it('is refused before it is drawn where no place takes it or nothing may be written', async () => {
    const used = drawing();
    const jobs = new Jobs(makerOf(used.view), memory());
    state.settings['sanaStudio.folder'] = '/../elsewhere';
    state.folders = [{ uri: Uri.file('/notes') }];
    await jobs.run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(state.red).toHaveLength(1);
    expect([used.asked, written()]).toEqual([[], []]);
  });

  it('comes with its file in one step of undo', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    await place(document);
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
    expect(state.undo).toHaveLength(1);
    state.undo.pop()!();
    expect([document.text, written()]).toEqual(['a fox', []]);
  });

  it('is refused for a document that cannot be changed, with the reason', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    state.files.set(document.uri.toString(), { bytes: new Uint8Array(), readOnly: true });
    await expect(checkWritable(asDocument(document))).rejects.toThrow('a.md cannot be changed: the file is read-only.');
    state.readOnlySchemes.add('git');
    await expect(checkWritable(asDocument(open('git:/notes/b.md', '')))).rejects.toThrow(
      'b.md cannot be changed: files of “git” are read-only.',
    );
  });

  it('never replaces a file', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    await place(document);
    await place(document);
    expect(written()).toEqual(['file:///notes/images/a-fox.png', 'file:///notes/images/a-fox-1.png']);
  });
});

describe('an image in a document', () => {
  beforeEach(async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const { bytes: png } = await made({ prompt: 'a secret', seed: 5 });
    for (const path of ['/secret.png', '/notes/a.png', '/notes-of-others/a.png']) {
      state.files.set(Uri.file(path).toString(), { bytes: png });
    }
  });

  it.each([['a.png'], ['/a.png'], ['docs/../a.png?x#y']])('is read from inside the workspace: %s', async target => {
    const document = asDocument(open('file:///notes/a.md', `![x](${target})`));
    expect((await storedRequestOf(document, 3))?.request).toMatchObject({ prompt: 'a secret', seed: 5 });
  });

  it.each([
    '../secret.png',
    '/../secret.png',
    '%2e%2e/secret.png',
    '../notes-of-others/a.png',
    'file:///secret.png',
    'command:workbench.action.quit',
    '//host/share/a.png',
    'https://example.org/a.png',
    '%E0%A4%A.png',
  ])('is not read from anywhere else, nor taken for broken: %s', async target => {
    const document = asDocument(open('file:///notes/a.md', `![x](<${target}>)`));
    expect(await storedRequestOf(document, 3)).toBeUndefined();
    expect(await brokenImageAt(document, 3)).toBeUndefined();
  });

  it('without a file is offered to be made', async () => {
    registerMarkdownProviders();
    const provider = state.codeActions as CodeActionProvider;
    const actions = async (text: string) => {
      const document = asDocument(open('file:///notes/a.md', text));
      const at = document.positionAt(3);
      const range = new Range(at as never, at as never);
      const found = await provider.provideCodeActions(document, range as never, {} as never, {} as never);
      return (found ?? []).filter(action => 'kind' in action && String(action.kind) === 'quickfix');
    };
    for (const text of ['![a fox]()', '![a fox](images/gone.png)']) {
      expect(await actions(text)).toMatchObject([{ command: { command: 'sanaStudio.illustrateAt' } }]);
    }
    for (const text of ['![a fox](a.png)', '![](images/gone.png)', 'words']) expect(await actions(text)).toEqual([]);
  });
});
