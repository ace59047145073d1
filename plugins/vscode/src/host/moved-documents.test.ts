import { beforeEach, describe, expect, it } from 'vitest';
import { close, type Document, edit, open, openNotebook, rename, reset, state, Uri } from '../vscode.fixture.ts';
import { registerCommands } from './commands.ts';
import { followedPlaces } from './followed-places.ts';
import { asDocument, drawing, jobFor, made, makerOf, memory, viewWith, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';
import { offeredPlace, offerPrompts, offersAt } from './offers.ts';

/** Has a paragraph drawn while something happens to its document. */
async function drawnWhile(document: Document, happens: () => void, end?: number): Promise<void> {
  const { view } = viewWith(async request => {
    happens();
    return made(request);
  });
  await new Jobs(makerOf(view), memory()).run([jobFor(document, end)]);
}

const textOf = (uri: string) => state.documents.get(uri)?.text;

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
  state.folders = [{ uri: Uri.file('/notes') }];
});

describe('a picture', () => {
  it.each([
    ['file:///notes/b.md', 'file:///notes/a.md', 'file:///notes/b.md'],
    ['file:///notes/later/a.md', 'file:///notes/now', 'file:///notes/later'],
  ])('goes into %s when %s was renamed meanwhile', async (renamed, from, to) => {
    const document = open(from.endsWith('.md') ? from : `${from}/a.md`, 'a fox');
    await drawnWhile(document, () => rename(from, to));
    expect(textOf(renamed)).toBe('a fox\n\n![a fox](images/a-fox.png)');
    expect(written()).toEqual([Uri.joinPath(Uri.parse(renamed), '../images/a-fox.png').toString()]);
    expect(state.shown.at(-1)).toMatch(/^The picture is in/u);
  });

  it('goes where its words are by now when the document was closed, and its file changed', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nend');
    await drawnWhile(
      document,
      () => {
        close(document);
        state.files.set('file:///notes/a.md', { bytes: new TextEncoder().encode('# Animals\n\na fox\n\nend') });
      },
      5,
    );
    expect(textOf('file:///notes/a.md')).toBe('# Animals\n\na fox\n\n![a fox](images/a-fox.png)\n\nend');
  });

  it('goes into the file that an untitled document was saved as', async () => {
    const document = open('untitled:Untitled-1', 'a fox');
    await drawnWhile(document, () => {
      open('file:///notes/saved.md', 'a fox');
      close(document);
    });
    expect(textOf('file:///notes/saved.md')).toBe('a fox\n\n![a fox](images/a-fox.png)');
  });

  it('stays as a file whose document was removed, and that is said', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    await drawnWhile(document, () => {
      close(document);
      state.files.delete('file:///notes/a.md');
    });
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
    expect(state.shown.at(-1)).toBe('/notes/a.md is not there any more. The picture is in /notes/images/a-fox.png.');
  });

  it('stays beside the notebook whose cell was taken out', async () => {
    const notebook = openNotebook('file:///notes/lab/a.ipynb', ['a fox', 'end']);
    const { document } = notebook.cells[0]!;
    await drawnWhile(document, () => {
      notebook.cells = notebook.cells.slice(1);
      close(document);
    });
    expect(written()).toEqual(['file:///notes/lab/images/a-fox.png']);
    expect(state.shown.at(-1)).toContain('The picture is in /notes/lab/images/a-fox.png.');
  });

  it('is taken back out of a document that was closed and changed since', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nend');
    let told: (label: string) => void = () => {};
    const answer = new Promise<string>(resolve => {
      told = resolve;
    });
    state.answers.notice = () => answer as never;
    await drawnWhile(document, () => {}, 5);
    const text = `# Animals\n\n${document.text}`;
    close(document);
    state.files.set('file:///notes/a.md', { bytes: new TextEncoder().encode(text) });
    told('Undo');
    await expect.poll(() => textOf('file:///notes/a.md')).toBe('# Animals\n\na fox\n\nend');
    expect(written()).toEqual([]);
  });
});

describe('the panel', () => {
  it('puts a picture into a document that was renamed since it was offered', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    const [offer] = (await offersAt(asDocument(document), 1, 1)).offers;
    followedPlaces.add(offer!.id, offeredPlace(offer!.id)!);
    followedPlaces.renamed({
      files: [{ oldUri: Uri.parse('file:///notes/a.md'), newUri: Uri.parse('file:///notes/b.md') }] as never,
    });
    rename('file:///notes/a.md', 'file:///notes/b.md');
    const { bytes, request } = await made({ prompt: 'a fox' });
    await drawing().host.insert({ bytes, format: 'png', request, target: offer!.id });
    expect(textOf('file:///notes/b.md')).toBe('a fox\n\n![a fox](images/a-fox.png)');
  });

  it('says where a picture is that its document did not take', async () => {
    const document = open('file:///notes/c.md', 'a fox');
    const [offer] = (await offersAt(asDocument(document), 1, 1)).offers;
    state.files.set('file:///notes/c.md', { bytes: new Uint8Array(), refuses: true });
    const { bytes, request } = await made({ prompt: 'a fox' });
    expect(await drawing().host.insert({ bytes, format: 'png', request, target: offer!.id })).toBe(
      'c.md could not be changed; it may be read-only. The picture is in /notes/images/a-fox.png.',
    );
  });

  it.each(['mdx', 'quarto', 'rmd'])('is offered what stands in %s', async language => {
    const document = open('file:///notes/a', 'a fox', language);
    edit(document, 1);
    const used = drawing();
    const offered: unknown[] = [];
    used.page.offers = async offers => void offered.push(...offers.map(({ prompt }) => prompt));
    const telling = offerPrompts(used.view);
    used.reload();
    await expect.poll(() => offered).toEqual(['a fox']);
    for (const one of telling) one.dispose();
  });
});

it('draws at each of several cursors, once where they are in the same words, in one step of undo', async () => {
  const text = 'a fox\n\nan owl and\na bear\n\n\n';
  const document = open('file:///notes/a.md', text);
  const { view, asked } = drawing();
  registerCommands(new Jobs(makerOf(view), memory()), view);
  edit(document, 1, text.indexOf('owl'), text.indexOf('bear'), text.length);
  await (state.commands.get('sanaStudio.illustrate') as () => Promise<void>)();
  expect(asked.map(({ prompt }) => prompt)).toEqual(['a fox', 'an owl and a bear']);
  expect(document.text).toBe(
    'a fox\n\n![a fox](images/a-fox.png)\n\nan owl and\na bear\n\n![an owl and a bear](images/an-owl-and-a-bear.png)\n\n\n',
  );
  expect(state.shown).toContain('There are no words at the cursor.');
  expect(state.undo).toHaveLength(1);
});
