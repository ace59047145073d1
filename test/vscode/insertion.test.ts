import { requestFromPng } from '@sana-studio/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whatIsOffered } from './offered.part.ts';
import { otherDocuments } from './other-documents.part.ts';
import { placesOfPictures } from './places.part.ts';
import { Workbench } from './workbench.ts';

const SIZE = 64;

/** Small and quick: what is under test is the way there and back. */
const SETTINGS = {
  'sanaStudio.size': SIZE,
  'sanaStudio.steps': 2,
  'sanaStudio.fileName': `\${slug}`,
  'files.readonlyInclude': { '**/kept.md': true },
  'markdown.copyFiles.destination': {
    '/notes/**': `/assets/\${documentBaseName}/`,
    '/named/**': `\${documentBaseName}/`,
  },
};

describe('the extension in VS Code', () => {
  let vscode: Workbench;

  beforeAll(async () => {
    vscode = await Workbench.start({ settings: SETTINGS });
  });
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
      'a-red-fox-a-fox.png',
      'one\r\n\r\nA red *fox* & a 🦊.\r\n\r\n![A red fox \\& a 🦊](images/a-red-fox-a-fox.png)\r\n\r\ntwo\r\n',
      'A red fox & a 🦊.',
    );
    await vscode.shot('inserted');
    await vscode.page.keyboard.press('Control+Z');
    await vscode.page.locator('.tab.active.dirty').waitFor();
    await vscode.save();
    expect(vscode.read('paragraph.md')).toBe(text.replace('|', ''));
    expect(vscode.list('images')).toEqual([]);
    // the embedded model needs no panel
    expect(await vscode.page.locator('iframe.webview').count()).toBe(0);
    expect(await vscode.page.locator('.explorer-folders-view').isVisible()).toBe(true);
  });

  it('puts the picture in its place while the person types on, in its paragraph and elsewhere', async () => {
    const { keyboard } = vscode.page;
    await vscode.open('typing.md', 'Start\n\nA grey cat|\n\nEnd\n');
    await keyboard.press('Control+Alt+G');
    // from then on the prompt is known
    await vscode.page.locator('.notifications-toasts').getByText('“A grey cat”').waitFor();
    const typed = { here: '', there: '' };
    const type = async (where: keyof typeof typed) => {
      const letter = String.fromCharCode(97 + (typed[where].length % 26));
      typed[where] += letter;
      await keyboard.type(letter, { delay: 20 });
      await vscode.page.waitForTimeout(25);
    };
    for (let letters = 0; letters < 12; letters++) await type('here');
    // above the picture, so that this is the same place before and after it comes
    await vscode.goTo(1, 6);
    const written = () => vscode.list('images').includes('a-grey-cat.png');
    for (let letters = 0; !written() && letters < 4000; letters++) await type('there');
    for (let letters = 0; letters < 20; letters++) await type('there');
    await vscode.untilShown('images/a-grey-cat.png');
    await vscode.save();
    expect(vscode.read('typing.md')).toBe(
      `Start${typed.there}\n\nA grey cat${typed.here}\n\n![A grey cat](images/a-grey-cat.png)\n\nEnd\n`,
    );
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
      'image.md',
      'See ![a light|house]() there.\n',
      'a-lighthouse.png',
      'See ![a lighthouse](images/a-lighthouse.png) there.\n',
      'a lighthouse',
    ],
  ])('illustrates what is at the cursor in %s', async (document, text, picture, expected, prompt) => {
    await vscode.open(document, text);
    await vscode.page.keyboard.press('Control+Alt+G');
    await expectPicture(document, picture, expected, prompt);
  });

  it('makes the new alt text a placeholder: typing replaces it, Tab leaves it, undo takes all back', async () => {
    const { keyboard } = vscode.page;
    const text = '- A $house for \\$1 }.\n';
    await vscode.open('alt.md', text.replace('use', '|use'));
    await keyboard.press('Control+Alt+G');
    await vscode.page.locator('[id="status.editor.selection"]', { hasText: '(20 selected)' }).waitFor();
    await keyboard.type('Home');
    await keyboard.press('Tab');
    await keyboard.type('!');
    await expectPicture(
      'alt.md',
      'a-house-for-1.png',
      `${text}\n  ![Home](images/a-house-for-1.png)!\n`,
      'A $house for $1 }.',
    );
    // one step each for what was typed, and one for the image
    for (let step = 0; step < 3; step++) await keyboard.press('Control+Z');
    // its file goes first
    await vscode.page.locator('.view-line', { hasText: 'a-house-for-1' }).waitFor({ state: 'hidden' });
    await vscode.save();
    expect(vscode.read('alt.md')).toBe(text);
  });

  it('makes the picture of an image whose file is gone, from the light bulb', async () => {
    await vscode.open('broken.md', 'See ![a red k|ite](images/gone.png)!\n');
    // before it shines, VS Code may drop what is asked for in favour of what it is looking up by itself
    await vscode.page.locator('.codicon-gutter-lightbulb, .lightBulbWidget').first().waitFor();
    const action = vscode.page.locator('.action-widget').getByText('Make the picture that the alt text describes');
    await vscode.press('Control+.', action);
    await action.click();
    await expectPicture('broken.md', 'a-red-kite.png', 'See ![a red kite](images/a-red-kite.png)!\n', 'a red kite');
  });

  it('writes where VS Code puts copied files', async () => {
    await vscode.open('notes/deep.md', 'A blue b|ird.\n');
    await vscode.page.keyboard.press('Control+Alt+G');
    await vscode.untilShown('deep/a-blue-bird.png');
    await vscode.save();
    expect(vscode.read('notes/deep.md')).toBe('A blue bird.\n\n![A blue bird](../assets/deep/a-blue-bird.png)\n');
    await vscode.until('the file is there', () => vscode.list('assets/deep').join() === 'a-blue-bird.png');
  });

  it('illustrates the sections of a document that are ticked, in words and a style of the person', {
    tags: ['long'],
  }, async () => {
    const { page } = vscode;
    const sections = [
      '# Sea\n\n[![build](https://example.org/b.svg)](https://example.org)\n\nWaves.\n',
      '# Hill\n\nGrass.\n',
      '# Fox\n\n![fox](fox.png) It is red.\n',
      '# Owl\n\nFeathers.\n',
      '# License\n\nMIT.\n',
    ];
    const text = sections.join('\n');
    await vscode.open('document.md', `|${text}`);
    await vscode.runCommand('Sana: Illustrate This Document');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    const list = page.locator('.quick-input-widget');
    const answer = async (words: string) => {
      const input = list.locator('input[type="text"]').last();
      await expect.poll(() => list.getAttribute('class')).not.toContain('show-checkboxes');
      await input.fill(words);
      await input.press('Enter');
      await rows.nth(4).waitFor();
    };
    await rows.nth(4).waitFor();
    await vscode.shot('document');
    // a badge is no picture, the fox has one, and nobody illustrates a license
    await list.getByText(/Illustrate this document: 3 pictures(?:, about \d+ s)?$/u).waitFor();
    await rows.nth(1).hover();
    await rows.nth(1).getByRole('button', { name: 'Edit the Words' }).click();
    await answer('Green grass');
    await list.getByRole('button', { name: 'One Style for All' }).click();
    await answer('watercolour');
    await rows.nth(0).click();
    await list.getByText(/2 pictures, .*all as “watercolour”/u).waitFor();
    await list.getByRole('button', { name: 'OK' }).click();
    await vscode.until('both are written', () => vscode.list('images').length === 2);
    await vscode.untilShown('owl-feathers');
    sections[1] = '# Hill\n\n![Hill](images/green-grass-watercolour.png)\n\nGrass.\n';
    sections[3] = '# Owl\n\n![Owl](images/owl-feathers-watercolour.png)\n\nFeathers.\n';
    await vscode.untilText('document.md', sections.join('\n'));
    await vscode.focusEditor();
    await page.keyboard.press('Control+Z');
    await vscode.untilText('document.md', text);
    await vscode.until('both are gone', () => vscode.list('images').length === 0);
  });

  placesOfPictures(() => vscode);
  whatIsOffered(() => vscode);
  otherDocuments(() => vscode);

  it('goes on after the window was reloaded in the middle', { tags: ['long'] }, async () => {
    await vscode.open('reload.md', '```sana steps=60\na lo|ng river\n```\n');
    await vscode.page.keyboard.press('Control+Alt+G');
    await vscode.notice('a long river').filter({ hasText: 'drawing, step' }).waitFor();
    await vscode.reload();
    await vscode.until('the picture is written', () => vscode.list('images').includes('a-long-river.png'));
    await vscode.page.locator('.tab.dirty', { hasText: 'reload.md' }).waitFor();
    await vscode.show('reload.md');
    await vscode.save();
    expect(vscode.read('reload.md')).toBe('![a long river](images/a-long-river.png)\n');
    expect(vscode.list('images').filter(name => name.includes('river'))).toEqual(['a-long-river.png']);
  });

  it('speaks Chinese in a Chinese window, errors too', { tags: ['long'] }, async () => {
    const { page } = vscode;
    // as the server says it to a window whose language pack is installed
    await page.addInitScript("globalThis._VSCODE_NLS_LANGUAGE = 'zh-cn'");
    await vscode.reload();
    await vscode.clearNotices();
    const notices: (string | null)[] = [];
    for (const [name, marked, words] of [
      ['zh-block.md', '```sana stepz=5\na b|oat\n```\n', '“stepz”'],
      ['kept.md', 'A red f|ox.\n', '“files.readonlyInclude”'],
      ['zh-words.txt', 'wo|rds\n', 'plaintext'],
      ['zh-model.md', '```sana model=nobody/nothing\na b|oat\n```\n', 'nobody/nothing'],
    ] as const) {
      await vscode.open(name, marked);
      await vscode.draw();
      notices.push(await vscode.notice(words).first().locator('.notification-list-item-message').textContent());
    }
    await vscode.shot('chinese');
    // names stay, and sentences of English there are none
    for (const notice of notices) expect(notice).toMatch(/^(?=.*\p{sc=Han})(?!.*[a-z]+ [a-z]+ [a-z]+)/u);
  });
});
