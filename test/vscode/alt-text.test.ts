// @module-tag long
import { encodePng } from '@sana-studio/core';
import { imagesOf, openDocument } from '@sana-studio/documents';
import { expect, it, onTestFinished } from 'vitest';
import type * as VsCode from 'vscode';
import { Workbench } from './workbench.ts';

const SAYS = 'Snow ](x) on <b>a | field</b> {{x}} `by` *night* here';

/** What the provider of a language model was given by the extension, kept in the extension host. */
interface Heard {
  readonly pictures: number[][];
  readonly questions: string[];
}

/** Registers a language model that tells red from blue, and says something of every other picture. */
function registerModel({ lm, LanguageModelTextPart }: typeof VsCode, says: string): void {
  const { inflateSync } = process.getBuiltinModule('node:zlib');
  const heard: Heard = { pictures: [], questions: [] };
  Object.assign(globalThis, { heardBySanaTests: heard });
  // the first pixel of a picture is in its first chunk as it is, whatever its filter
  const firstPixel = (png: Uint8Array) => {
    const at = Buffer.from(png).indexOf('IDAT');
    const length = Buffer.from(png).readUInt32BE(at - 4);
    return inflateSync(png.subarray(at + 4, at + 4 + length)).subarray(1, 4);
  };
  lm.registerLanguageModelChatProvider('sana-tests', {
    provideLanguageModelChatInformation: () => [
      {
        ...{
          id: 'eyes',
          name: 'Test Eyes',
          family: 'eyes',
          version: '1',
          maxInputTokens: 10_000,
          maxOutputTokens: 1000,
        },
        capabilities: { imageInput: true },
      },
    ],
    async provideLanguageModelChatResponse(_model, messages, _options, progress) {
      const parts = messages.flatMap(({ content }) => [...content]);
      const picture = parts.flatMap(part =>
        'data' in (part as object) ? (part as VsCode.LanguageModelDataPart).data : [],
      )[0]!;
      const question = parts
        .flatMap(part => ('value' in (part as object) ? (part as VsCode.LanguageModelTextPart).value : []))
        .join();
      if (question.includes('colour is')) {
        const [red = 0, , blue = 0] = firstPixel(picture);
        progress.report(new LanguageModelTextPart(red > blue ? 'Red' : 'Blue'));
        return;
      }
      heard.pictures.push([...picture]);
      heard.questions.push(question);
      progress.report(new LanguageModelTextPart(says));
    },
    provideTokenCount: async () => 1,
  });
}

it('shows a language model of another extension the very bytes of a picture, and writes what it says in one undo', async () => {
  // a session of its own: with these the editor has more to offer everywhere
  const vscode = await Workbench.start({ settings: { 'chat.disableAIFeatures': false } });
  onTestFinished(() => vscode.stop());
  const { page } = vscode;
  const data = new Uint8ClampedArray(8 * 8 * 4).map((_, index) => [20, 160, 40, 255][index % 4]!);
  const bytes = await encodePng({ width: 8, height: 8, data });
  vscode.writeBytes('images/snow.png', bytes);
  await vscode.inHost(registerModel, SAYS);
  const text = '# Winter\n\nIt was cold in the night, and there was nobody on the road.\n\n![](images/snow.png)\n';
  await vscode.open('winter.md', text.replace('![', '![|'));
  const row = (words: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first();
  const action = page.locator('.action-widget').getByText('Write alternative text');
  await vscode.press('Control+.', action);
  await action.click();
  await row('It Tells Something').click();
  await row('The picture goes to Test Eyes, a model of sana-tests.').waitFor();
  await vscode.shot('alt-text');
  await row('Ask Test Eyes').click();
  await row('Snow ](x)').click();
  const said = async () => imagesOf(openDocument((await vscode.text('winter.md')) ?? '', 'markdown'));
  await expect.poll(said, { timeout: 60_000 }).toMatchObject([{ alt: SAYS, target: 'images/snow.png' }]);
  const heard = await vscode.inHost(() => (globalThis as unknown as { heardBySanaTests: Heard }).heardBySanaTests);
  expect(heard.pictures).toEqual([[...bytes]]);
  expect(heard.questions[0]).toContain('English');
  await vscode.focusEditor();
  await page.keyboard.press('Control+Z');
  await vscode.untilText('winter.md', text);
});
