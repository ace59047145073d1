import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Workbench } from './workbench.ts';

const SEEN = join(import.meta.dirname, '../../packages/documents/cases/seen');

/** The end of a line, from 1. */
function endOfLine(text: string, line: number): number {
  return text.split('\n').slice(0, line).join('\n').length;
}

/** Where the picture of what is at a cursor goes: behind what holds it, and nothing around it changes. */
export function placesOfPictures(vscode: () => Workbench): void {
  const show = async (path: string, text: string, start: number, end = start) => {
    vscode().write(path, text);
    await vscode().show(path, { start, end });
  };

  /** The text comes first, and then the file. */
  const drawn = async (name: string, expected: string | RegExp) => {
    await vscode().untilText(name, expected);
    await vscode().untilPictures(name);
  };

  it.each([
    ['alert.md', 2, '> [!NOTE]\n> A fox in the snow\n>\n> ![A fox in the snow](images/a-fox-in-the-snow.png)\n'],
    ['block-in-list-then-text.md', 4, '1. x\n\n   ![fox](images/fox.png)\n\ny\n'],
    ['block-then-break.md', 4, 'a\n\n![a boat](images/a-boat.png)\n\n---\n\nb\n'],
    ['block-then-definition.md', 4, 'see [x]\n\n![a boat](images/a-boat.png)\n\n[x]: http://example.org\n'],
    ['empty-image-two-lines-in-quote.md', 1, '> ![a fox\n> in the snow](images/a-fox-in-the-snow.png)\n'],
    [
      'footnote-label-of-three-letters.md',
      3,
      'x[^sea]\n\n[^sea]: the sea at dawn\n\n    ![the sea at dawn](images/the-sea-at-dawn.png)\n',
    ],
  ])('is right in %s', { tags: ['long'] }, async (name, line, expected) => {
    const text = readFileSync(join(SEEN, name), 'utf8');
    await show(name, text, endOfLine(text, line));
    await vscode().draw();
    await drawn(name, expected);
  });

  it.each([['cursor-line-4-in-code.md', 4, /^x\n\n```js\nlet a;\nlet b;\n```\n\n!\[a fox\]\(.*\)\n$/u]])(
    'is behind for words that are typed with the cursor in %s',
    async (name, line, expected) => {
      const text = readFileSync(join(SEEN, name), 'utf8');
      await show(name, text, endOfLine(text, line));
      await vscode().draw();
      const input = vscode().page.locator('.quick-input-widget input[type="text"]');
      await input.waitFor();
      await input.fill('a fox');
      await input.press('Enter');
      await drawn(name, expected);
    },
  );

  it.each([
    ['numeric-title.md', '---\ntitle: 1984\n---\n\n![1984](images/1984.png)\n\ntext\n'],
    ['toml.md', '+++\ntitle = "The sea"\ndescription = "Waves"\n+++\n\n![The sea](images/the-sea-waves.png)\n\ntext\n'],
  ])('is below the front matter for the cover of %s', { tags: ['long'] }, async (name, expected) => {
    await show(name, readFileSync(join(SEEN, name), 'utf8'), 0);
    await vscode().inHost(({ commands }) => void commands.executeCommand('sanaStudio.illustrateCover'));
    await drawn(name, expected);
  });

  it.each([
    ['html.md', '<p>\nA red boat\n</p>\n', 'A red boat', '\nEnd.\n', 'A red boat'],
    ['table.md', '| Animal | Where |\n|---|---|\n| a red fox | here |\n', 'fox', '\nEnd.\n', 'a red fox'],
    [
      'badges.md',
      '# The sea\n\n[![build](https://example.org/b.svg)](https://example.org)\n',
      'The',
      '\nBlue waves roll in from the north, and nobody is there to see them, not even the gulls.\n',
      'The sea',
    ],
    [
      'long.md',
      'A red fox on the grass, which is wet. It looks at us, and we look at it; then it goes, and so do we.\n',
      'fox',
      '\nEnd.\n',
      'A red fox on the grass, which is wet',
    ],
  ])(
    'has the right words, and is behind the block, in %s',
    { tags: ['long'] },
    async (name, before, cursor, behind, alt) => {
      const start = before.indexOf(cursor);
      // HTML is no prompt: a person has selected it
      await show(name, before + behind, start, name === 'html.md' ? start + cursor.length : start);
      await vscode().draw();
      await expect.poll(() => vscode().text(name), { timeout: 60_000 }).toContain(`${before}\n![${alt}](`);
      const text = (await vscode().text(name))!;
      const [, file = ''] = /\(images\/([\w-]+)\.png\)\n/u.exec(text) ?? [];
      expect(text).toBe(`${before}\n![${alt}](images/${file}.png)\n${behind}`);
      expect(file.length).toBeLessThanOrEqual(48);
      await vscode().until('its file is there', () => vscode().list('images').includes(`${file}.png`));
    },
  );

  it.each([
    ['named/C# notes.md', 'named/C# notes'],
    ['named/what is it?.md', 'named/what is it?'],
    ['100% done/tree.md', '100% done/images'],
  ])('is shown by the preview of %s', async (path, folder) => {
    const { page } = vscode();
    await show(path, 'a tree\n', 2);
    await vscode().draw();
    await vscode().untilText(path, /^a tree\n\n!\[a tree\]\(<?.*a-tree\.png>?\)\n$/u);
    await vscode().until('the file is there', () => vscode().list(folder).join() === 'a-tree.png');
    await vscode().inHost(({ commands }) => commands.executeCommand('markdown.showPreview'));
    const widths = () =>
      Promise.all(
        page
          .frames()
          .map(frame =>
            frame.locator('img[alt="a tree"]').evaluateAll(([one]) => (one as HTMLImageElement)?.naturalWidth),
          ),
      );
    await expect.poll(widths, { timeout: 30_000 }).toContain(64);
    await vscode().inHost(({ commands }) => commands.executeCommand('workbench.action.closeActiveEditor'));
  });
}
