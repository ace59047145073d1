import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  change,
  close,
  commands,
  type Document,
  edit,
  open,
  rename,
  reset,
  state,
  Uri,
  workspace,
} from '../vscode.fixture.ts';
import { registerCommands } from './commands.ts';
import { made, makerOf, memory, viewWith, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';

const WORDS = ['fox', 'owl', 'bear', 'hare', 'wolf'];

/** What a person does; numbers choose among the paragraphs that there are. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('draw' as const), at: fc.nat(9) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('append' as const, 'prepend' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('rename' as const, 'close' as const), at: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), at: fc.nat(3) }) },
);

const IMAGE = /^!\[[^\]]*\]\((images\/[^)]+)\)$/u;

it('keeps every word where it was written, and every picture below its own, whatever a person does meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async steps => {
      reset();
      state.settings['sanaStudio.fileName'] = `\${slug}-\${seed}`;
      state.folders = [{ uri: Uri.file('/notes') }];
      let uri = 'file:///notes/a.md';
      let names = 0;
      const paragraphs = WORDS.slice(0, 3).map(word => ({ word, text: `A ${word}` }));
      open(uri, paragraphs.map(({ text }) => text).join('\n\n'));
      const { view } = viewWith(async request => {
        await new Promise(resolve => setTimeout(resolve, 2));
        return made(request);
      });
      registerCommands(new Jobs(makerOf(view), memory()), view);
      const now = async (): Promise<Document> => workspace.openTextDocument(Uri.parse(uri));
      const drawing: unknown[] = [];
      /** Writes at a paragraph's words: `at` units behind their beginning, over `length` of them. */
      const write = async (words: string, at: number, length: number, text: string) => {
        const document = await now();
        const start = document.text.indexOf(words) + at;
        change(document, { at: start, length, text });
        // what is saved is what is there when it is opened again
        state.files.set(uri, { bytes: new TextEncoder().encode(document.text) });
      };
      for (const { kind, at } of steps) {
        const one = paragraphs[at % paragraphs.length];
        if (kind === 'wait') await new Promise(resolve => setTimeout(resolve, at));
        else if (kind === 'rename') {
          const to = `file:///notes/b${++names}.md`;
          await now();
          rename(uri, to);
          uri = to;
        } else if (kind === 'close') {
          const document = await now();
          state.files.set(uri, { bytes: new TextEncoder().encode(document.text) });
          close(document);
        } else if (!one) continue;
        else if (kind === 'draw') {
          const document = await now();
          edit(document, document.text.indexOf(one.text) + 2);
          drawing.push(commands.executeCommand('sanaStudio.illustrate'));
        } else if (kind === 'append') {
          await write(one.text, one.text.length, 0, '!');
          one.text += '!';
        } else if (kind === 'prepend') {
          await write(one.text, 0, 0, 'So ');
          one.text = `So ${one.text}`;
        } else if (kind === 'add') {
          const added = { word: `cat${++names}`, text: `A cat${names}` };
          paragraphs.splice(paragraphs.indexOf(one), 0, added);
          await write(one.text, 0, 0, `${added.text}\n\n`);
        } else {
          paragraphs.splice(paragraphs.indexOf(one), 1);
          await write(one.text, 0, one.text.length, '');
        }
      }
      await Promise.all(drawing);
      const blocks = (await now()).text.split(/\n{2,}/u).filter(block => block.trim() !== '');
      expect(blocks.filter(block => !IMAGE.test(block))).toEqual(paragraphs.map(({ text }) => text));
      expect(state.red).toEqual([]);
      const shown = blocks.flatMap(block => IMAGE.exec(block)?.[1] ?? []);
      const files = written().map(path => path.replace('file:///notes/', ''));
      for (const file of shown) expect(files).toContain(file);
      for (const [index, block] of blocks.entries()) {
        const [, , word] = /^!\[(So )*A (\w+)/u.exec(block) ?? [];
        if (word === undefined) continue;
        const above = blocks.slice(0, index).findLast(other => !IMAGE.test(other));
        if (paragraphs.some(paragraph => paragraph.word === word)) expect(above).toContain(word);
      }
    }),
    { seed: 1, numRuns: 15 },
  );
});
