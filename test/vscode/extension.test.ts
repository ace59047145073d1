import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestFromPng } from '../../packages/core/src/image/png-request.ts';
import { referencePath } from '../reference-data.ts';
import { ensureCodeServer } from './code-server.ts';
import { Workbench } from './workbench.ts';

const ROOT = dirname(dirname(import.meta.dirname));
const VSIX = join(ROOT, 'dist/test/sana-studio.vsix');
const SIZE = 64;

/** Small and quick: what is under test is the way there and back. */
const SETTINGS = { 'sanaStudio.size': SIZE, 'sanaStudio.steps': 2, 'sanaStudio.fileName': `\${slug}` };

/** Milliseconds, for machines that have much else to do: VS Code is installed first, and the engine starts cold. */
const PATIENCE = 15 * 60_000;

describe('the extension in VS Code', { timeout: 8 * 60_000 }, () => {
  let vscode: Workbench;

  beforeAll(async () => {
    const run = (...args: string[]) =>
      execFileSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    run('esbuild.config.mjs', 'vscode-host', 'vscode-host-browser', 'vscode-page');
    run('plugins/vscode/package-extension.mjs', '--model', referencePath('sana', 'model'), '--out', VSIX);
    ensureCodeServer();
    vscode = await Workbench.start({ vsix: VSIX, settings: SETTINGS });
  }, PATIENCE);
  afterAll(async () => vscode?.stop());
  beforeEach(() => vscode.clear());

  /** Waits for the picture, saves the document and compares every byte of it. */
  const expectPicture = async (document: string, picture: string, expected: string, prompt: string) => {
    await vscode.until(`${picture} is written`, () => vscode.list('images').includes(picture));
    await vscode.page.locator('.tab.active.dirty').waitFor();
    await vscode.save();
    expect(vscode.read(document)).toBe(expected);
    const png = vscode.bytes(`images/${picture}`);
    expect(requestFromPng(png)).toMatchObject({ prompt, width: SIZE, height: SIZE, steps: 2, model: 'sana-mini' });
  };

  it('illustrates a paragraph, and undo restores the document byte by byte', async () => {
    const text = 'one\r\n\r\nA red *fo|x* & a 🦊.\r\n\r\ntwo\r\n';
    await vscode.open('paragraph.md', text);
    await vscode.page.keyboard.press('Control+Alt+G');
    await expectPicture(
      'paragraph.md',
      'a-red-fox-a.png',
      'one\r\n\r\nA red *fox* & a 🦊.\r\n\r\n![A red fox \\& a 🦊.](images/a-red-fox-a.png)\r\n\r\ntwo\r\n',
      'A red fox & a 🦊.',
    );
    await vscode.shot('inserted');
    await vscode.page.keyboard.press('Control+Z');
    await vscode.page.locator('.tab.active.dirty').waitFor();
    await vscode.save();
    expect(vscode.read('paragraph.md')).toBe(text.replace('|', ''));
  });

  it.each([
    [
      'selection.md',
      'A red |fox *at* night|.',
      'fox-at-night.png',
      'A red fox *at* night.\n\n![fox at night](images/fox-at-night.png)',
      'fox at night',
    ],
    ['item.md', '- a cat\n- a d|og\n', 'a-dog.png', '- a cat\n- a dog\n\n  ![a dog](images/a-dog.png)\n', 'a dog'],
    [
      'section.md',
      '# The |sea\n\nBlue waves.\n',
      'the-sea-blue-waves.png',
      '# The sea\n\n![The sea](images/the-sea-blue-waves.png)\n\nBlue waves.\n',
      'The sea. Blue waves.',
    ],
    [
      'image.md',
      'See ![a light|house]() there.\n',
      'a-lighthouse.png',
      'See ![a lighthouse](images/a-lighthouse.png) there.\n',
      'a lighthouse',
    ],
    ['block.md', 'x\n\n```sana seed=7\na bo|at\n```\n', 'a-boat.png', 'x\n\n![a boat](images/a-boat.png)\n', 'a boat'],
    [
      'cover.md',
      '---\ntitle: The |moon\n---\n\ntext\n',
      'the-moon.png',
      '---\ntitle: The moon\n---\n\n![The moon](images/the-moon.png)\n\ntext\n',
      'The moon',
    ],
  ])('illustrates what is at the cursor in %s', async (document, text, picture, expected, prompt) => {
    await vscode.open(document, text);
    await vscode.page.keyboard.press('Control+Alt+G');
    await expectPicture(document, picture, expected, prompt);
  });

  it('makes the picture of an empty image from the lens above it, and makes it again with another seed', async () => {
    await vscode.open('lens.md', '|top\n\n![a tall tree]()\n');
    await vscode.page.locator('.codelens-decoration a', { hasText: 'Make this picture' }).click();
    await expectPicture('lens.md', 'a-tall-tree.png', 'top\n\n![a tall tree](images/a-tall-tree.png)\n', 'a tall tree');
    await vscode.goTo(3, 5);
    await vscode.runCommand('Sana: Make the Picture at the Cursor Again');
    await expectPicture(
      'lens.md',
      'a-tall-tree-1.png',
      'top\n\n![a tall tree](images/a-tall-tree-1.png)\n',
      'a tall tree',
    );
    const [first, second] = ['a-tall-tree.png', 'a-tall-tree-1.png'].map(
      name => requestFromPng(vscode.bytes(`images/${name}`))!,
    );
    expect({ ...second, seed: 0 }).toEqual({ ...first, seed: 0 });
    expect(second!.seed).not.toBe(first!.seed);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const text = '```sana steps=1000\na slow picture\n```\n';
    await vscode.open('cancel.md', text.replace('slow', 'sl|ow'));
    await vscode.page.keyboard.press('Control+Alt+G');
    const toast = vscode.page.locator('.notifications-toasts');
    await toast.getByText('drawing, step').waitFor();
    await vscode.shot('progress');
    await toast.getByRole('button', { name: 'Cancel' }).click();
    await toast.getByText('a slow picture').waitFor({ state: 'hidden' });
    expect(vscode.list('images')).toEqual([]);
    expect(await vscode.page.locator('.tab.active.dirty').count()).toBe(0);
    expect(vscode.read('cancel.md')).toBe(text);
  });

  it('goes on after the window was reloaded in the middle', async () => {
    await vscode.open('reload.md', '```sana steps=60\na lo|ng river\n```\n');
    await vscode.page.keyboard.press('Control+Alt+G');
    await vscode.page.locator('.notifications-toasts').getByText('drawing, step').waitFor();
    await vscode.page.reload();
    await vscode.until('the picture is written', () => vscode.list('images').includes('a-long-river.png'));
    await vscode.page.locator('.tab.dirty').waitFor();
    await vscode.show('reload.md');
    await vscode.save();
    expect(vscode.read('reload.md')).toBe('![a long river](images/a-long-river.png)\n');
    expect(vscode.list('images')).toEqual(['a-long-river.png']);
  });
});
