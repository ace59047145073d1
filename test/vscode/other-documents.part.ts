import { expect, it } from 'vitest';
import type { Workbench } from './workbench.ts';

/** Documents in other languages and places, and such as become others while a picture is made. */
export function otherDocuments(vscode: () => Workbench): void {
  /** Sets one of the extension's settings for the workspace, and waits until that is known. */
  const configureHere = (name: string, value: string | null) =>
    vscode().inHost(
      async ({ workspace }, setting, wanted) => {
        const now = () => workspace.getConfiguration('sanaStudio').inspect(setting)?.workspaceValue;
        await workspace.getConfiguration('sanaStudio').update(setting, wanted ?? undefined, false);
        while (now() !== (wanted ?? undefined)) await new Promise(resolve => setTimeout(resolve, 20));
      },
      name,
      value,
    );

  it('illustrates cells of a notebook, with a file beside that or, by the setting, in the cell', {
    tags: ['long'],
  }, async () => {
    const cells = ['a red fox', 'a blue bird'].map((source, index) => ({
      cell_type: 'markdown',
      id: `c${index}`,
      metadata: {},
      source: [source],
    }));
    vscode().write('lab/a.ipynb', JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const cell = (index: number) =>
      vscode().inHost(({ workspace }, at) => workspace.notebookDocuments[0]?.cellAt(at).document.getText(), index);
    const drawIn = async (index: number) => {
      await vscode().inHost(
        async ({ commands, NotebookRange, Uri, window, workspace }, file, at) => {
          const notebook = await workspace.openNotebookDocument(Uri.file(file));
          await window.showNotebookDocument(notebook, { selections: [new NotebookRange(at, at + 1)] });
          await commands.executeCommand('notebook.cell.edit');
        },
        `${vscode().folder}/lab/a.ipynb`,
        index,
      );
      await vscode().page.locator('.notebookOverlay .monaco-editor.focused').waitFor();
      const active = () =>
        vscode().inHost(({ window }) => window.activeTextEditor?.document.getText().split('\n').at(0) ?? '');
      await expect.poll(active, { timeout: 20_000 }).toBe(cells[index]!.source[0]);
      await vscode().draw();
    };
    await drawIn(0);
    await expect.poll(() => cell(0), { timeout: 60_000 }).toBe('a red fox\n\n![a red fox](images/a-red-fox.png)');
    await vscode().until('the file is there', () => vscode().list('lab/images').join() === 'a-red-fox.png');
    await configureHere('notebookPictures', 'attachment');
    await drawIn(1);
    await expect
      .poll(() => cell(1), { timeout: 60_000 })
      .toBe('a blue bird\n\n![a blue bird](attachment:a-blue-bird.png)');
    await configureHere('notebookPictures', null);
    await vscode().inHost(({ workspace }) => workspace.notebookDocuments[0]!.save());
    const saved = JSON.parse(vscode().read('lab/a.ipynb')) as { cells: { attachments?: Record<string, unknown> }[] };
    expect(saved.cells.map(({ attachments }) => Object.keys(attachments ?? {}))).toEqual([[], ['a-blue-bird.png']]);
    expect(vscode().list('lab/images')).toEqual(['a-red-fox.png']);
    await vscode().shot('notebook');
    await vscode().inHost(({ commands }) => commands.executeCommand('workbench.action.closeActiveEditor'));
  });

  it.each([
    ['words.txt', 'some w|ords', /Pictures cannot be put into documents of the language plaintext/u],
    ['guide.adoc', 'some w|ords', /the words to be drawn must be selected/u],
  ])('says in %s what can be done', async (name, marked, notice) => {
    await vscode().clearNotices();
    await vscode().open(name, marked);
    await vscode().draw();
    await vscode().notice(notice).waitFor();
    expect(await vscode().text(name)).toBe(marked.replace('|', ''));
  });

  it.each([
    [
      'page.mdx',
      "import X from 'x'\n\nA brown b|ear.\n\n<X a={1} />\n",
      '![A brown bear](images/a-brown-bear.png)\n\n<X a={1} />\n',
    ],
    [
      'page.qmd',
      'A grey d|og.\n\n{{< video x.mp4 >}}\n',
      '![A grey dog](images/a-grey-dog.png)\n\n{{< video x.mp4 >}}\n',
    ],
    ['page.adoc', 'A |green frog| here.\n', 'image::images/green-frog.png["green frog"]'],
    ['page.rst', 'A |white swan| here.\n', '.. image:: images/white-swan.png\n   :alt: white swan'],
  ])('illustrates %s in its own syntax', { tags: ['long'] }, async (name, marked, expected) => {
    await vscode().open(name, marked);
    await vscode().draw();
    await expect.poll(() => vscode().text(name), { timeout: 60_000 }).toContain(expected);
    await vscode().untilPictures(name);
  });

  it('fills the field of the front matter, as the site wants it', { tags: ['long'] }, async () => {
    vscode().write('site/hugo.toml', 'title = "x"\n');
    const text = '---\ntitle: The moon\nimage: ""\n---\n\ntext\n';
    await vscode().open('site/content/posts/moon.md', text.replace('text', 'te|xt'));
    await vscode().inHost(({ commands }) => void commands.executeCommand('sanaStudio.illustrateCover'));
    await vscode().untilText('site/content/posts/moon.md', text.replace('""', '"/images/the-moon.png"'));
    await vscode().until('it is there', () => vscode().list('site/static/images').join() === 'the-moon.png');
  });

  it('draws at every cursor, and follows the document when it is renamed meanwhile', { tags: ['long'] }, async () => {
    await vscode().clearNotices();
    await vscode().open('cursors.md', 'A red| fox.\n\n```sana steps=40\nA blue bird.\n```\n');
    await vscode().inHost(({ Selection, commands, window }) => {
      window.activeTextEditor!.selections = [0, 3].map(line => new Selection(line, 3, line, 3));
      void commands.executeCommand('sanaStudio.illustrate');
    });
    await vscode().notice('drawing, step').waitFor();
    await vscode().inHost(async ({ Uri, WorkspaceEdit, workspace }, folder) => {
      const renaming = new WorkspaceEdit();
      renaming.renameFile(Uri.file(`${folder}/cursors.md`), Uri.file(`${folder}/moved/renamed.md`));
      await workspace.applyEdit(renaming);
    }, vscode().folder);
    await vscode().untilText(
      'moved/renamed.md',
      'A red fox.\n\n![A red fox](images/a-red-fox.png)\n\n![A blue bird](images/a-blue-bird.png)\n',
    );
    await vscode().until(
      'both are there',
      () => vscode().list('moved/images').join() === 'a-blue-bird.png,a-red-fox.png',
    );
  });

  it('writes beside a document of another file system, on a drive', { tags: ['long'] }, async () => {
    await vscode().inHost(
      async ({ EventEmitter, FileSystemError, FileType, Selection, Uri, window, workspace }, text) => {
        const files = new Map<string, Uint8Array>();
        const home = Uri.from({ scheme: 'memfs', path: '/c:/My notes/100% #1?/a.md' });
        files.set(home.path, new TextEncoder().encode(text));
        const isFolder = (path: string) =>
          [...files.keys()].some(file => file.startsWith(`${path.replace(/\/$/u, '')}/`));
        Object.assign(globalThis, { memfsFiles: files });
        workspace.registerFileSystemProvider('memfs', {
          onDidChangeFile: new EventEmitter<never>().event,
          watch: () => ({ dispose() {} }),
          stat({ path }) {
            const size = files.get(path)?.length;
            if (size === undefined && !isFolder(path)) throw FileSystemError.FileNotFound(path);
            return {
              type: size === undefined ? FileType.Directory : FileType.File,
              ctime: 0,
              mtime: 0,
              size: size ?? 0,
            };
          },
          readDirectory: () => [],
          createDirectory() {},
          readFile({ path }) {
            const file = files.get(path);
            if (!file) throw FileSystemError.FileNotFound(path);
            return file;
          },
          writeFile: ({ path }, content) => void files.set(path, content),
          delete: ({ path }) => void files.delete(path),
          rename() {},
        });
        const document = await workspace.openTextDocument(home);
        await window.showTextDocument(document, { selection: new Selection(0, 3, 0, 3) });
      },
      'A red fox.\n',
    );
    await vscode().page.locator('.tab.active', { hasText: 'a.md' }).waitFor();
    await vscode().page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await vscode().draw();
    const now = () =>
      vscode().inHost(({ workspace }) => {
        const { memfsFiles } = globalThis as unknown as { memfsFiles: ReadonlyMap<string, Uint8Array> };
        const document = workspace.textDocuments.find(({ uri }) => uri.scheme === 'memfs');
        return [document?.getText(), ...memfsFiles.keys()];
      });
    await expect
      .poll(now, { timeout: 60_000 })
      .toEqual([
        'A red fox.\n\n![A red fox](images/a-red-fox.png)\n',
        '/c:/My notes/100% #1?/a.md',
        '/c:/My notes/100% #1?/images/a-red-fox.png',
      ]);
  });
}
