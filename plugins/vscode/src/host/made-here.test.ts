import { encodePng, type GenerateRequest, type PartialRequest } from '@sana-studio/core';
import { stored } from '@sana-studio/core/request';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CodeActionProvider, CodeLensProvider, HoverProvider, TextDocument } from 'vscode';
import { commands, type Document, open, Range, reset, state, Uri, window, workspace } from '../vscode.fixture.ts';
import { FollowedPlaces } from './followed-places.ts';
import { drawing, jobFor, makerOf, memory } from './host.fixture.ts';
import type { Job } from './job.ts';
import { Jobs } from './jobs.ts';
import { registerMarkdownProviders } from './markdown-providers.ts';
import { offersAt } from './offers.ts';
import { tellTooLong } from './quiet-notes.ts';
import { registerRemakeCommands } from './remake-commands.ts';

const REQUEST: GenerateRequest = {
  ...{ prompt: 'a fox [x](command:y)', negativePrompt: '', seed: 7, count: 1, model: 'sana-mini', width: 64 },
  ...{ height: 32, steps: 2, guidanceScale: 1, sampler: 'dpm2' },
};

const picture = async (request: Partial<GenerateRequest> = {}) =>
  encodePng({ width: 8, height: 8, data: new Uint8ClampedArray(256) }, stored({ ...REQUEST, ...request }));

const asDocument = (document: Document) => document as unknown as TextDocument;

/** Titles of what is offered at a place, or over words; `|` marks it, twice a selection. */
async function actions(marked: string): Promise<{ title: string; kind: string; arguments: unknown[] }[]> {
  const [before = '', selected = ''] = marked.split('|');
  const end = before.length + (marked.split('|').length > 2 ? selected.length : 0);
  const document = open('file:///notes/a.md', marked.replaceAll('|', ''));
  const range = new Range(document.positionAt(before.length), document.positionAt(end));
  const found = await (state.codeActions as CodeActionProvider).provideCodeActions(
    asDocument(document),
    range as never,
    {} as never,
    {} as never,
  );
  return (found ?? []).map(action => {
    const { title, kind, command } = action as unknown as { title: string; kind: string; command: { arguments: [] } };
    return { title, kind, arguments: command.arguments };
  });
}

beforeEach(async () => {
  reset();
  state.folders = [{ uri: Uri.file('/notes') }];
  state.files.set('file:///notes/made.png', { bytes: await picture() });
  state.files.set('file:///notes/photo.png', {
    bytes: await encodePng({ width: 1, height: 1, data: new Uint8ClampedArray(4) }),
  });
  registerMarkdownProviders();
});

describe('the light bulb', () => {
  it.each([
    ['A fox | runs.\n', 'Illustrate this paragraph'],
    ['- one\n- tw|o\n', 'Illustrate this paragraph'],
    ['One |two words| more.\n', 'Illustrate the selection'],
    ['# The| sea\n\nWaves.\n', 'Illustrate this section'],
    ['```sana\na b|oat\n```\n', 'Make this picture'],
    ['---\ntit|le: The moon\n---\n', 'Make a cover from the front matter'],
  ])('offers a refactoring at %j', async (marked, title) => {
    expect(await actions(marked)).toMatchObject([{ title, kind: 'refactor.rewrite' }]);
  });

  it('offers words that are selected with both ends', async () => {
    expect(await actions('One |two words| more.\n')).toMatchObject([{ arguments: [expect.anything(), 4, 13] }]);
  });

  it('offers what can be done with a picture that was made here', async () => {
    const offered = await actions('See ![a |fox](made.png)\n');
    expect(offered.map(({ title }) => title)).toEqual(['Again', 'Vary', 'Edit the Words', 'Write alternative text']);
  });

  it('has nothing at an empty line, in other code, at an image without words whose file is gone', async () => {
    for (const text of ['one\n\n|\n\n\ntwo\n', '```js\nlet |x\n```\n', '![|](gone.png)\n']) {
      expect(await actions(text)).toEqual([]);
    }
  });
});

describe('a lens', () => {
  const lenses = async (text: string) => {
    const document = open('file:///notes/a.md', text);
    const found = await (state.codeLenses as CodeLensProvider).provideCodeLenses(asDocument(document), {} as never);
    return (found ?? []).map(({ range, command }) => `${range.start.line} ${command?.title}`);
  };

  it('stands above what asks for a picture and above pictures that were made here', async () => {
    expect(await lenses('![a hen]()\n\n![a fox](made.png)\n\n![me](photo.png)\n\n```sana\na boat\n```\n')).toEqual([
      '0 $(sparkle) Make this picture',
      '6 $(sparkle) Make this picture',
      '2 Again',
      '2 Vary',
      '2 Edit the Words',
    ]);
  });

  it('is asked for again when the file of a picture is there, later than its image', async () => {
    const document = open('file:///notes/b.md', 'a fox');
    let asked = 0;
    const { onDidChangeCodeLenses } = state.codeLenses as CodeLensProvider;
    onDidChangeCodeLenses!(() => asked++);
    await new Jobs(makerOf(drawing().view), memory()).run([jobFor(document)]);
    expect(asked).toBe(1);
  });

  it('is read anew when the file was written', async () => {
    const text = '![a fox](made.png)\n';
    expect(await lenses(text)).toHaveLength(3);
    state.files.set('file:///notes/made.png', { bytes: Uint8Array.of(1) });
    expect(await lenses(text)).toEqual([]);
  });
});

describe('what made a picture', () => {
  const hover = async (text: string, offset: number) => {
    const document = open('file:///notes/a.md', text);
    const at = document.positionAt(offset);
    return (state.hover as HoverProvider).provideHover(asDocument(document), at as never, {} as never);
  };

  it('is said where the pointer rests, with links of ours alone', async () => {
    const found = await hover('See ![a fox](made.png)\n', 8);
    const { value, isTrusted } = found!.contents as unknown as { value: string; isTrusted: unknown };
    expect(value).toContain('a fox \\[x\\]\\(command:y\\)');
    expect(value).toContain('64 × 32');
    expect(value).toContain('seed 7');
    const links = [...value.matchAll(/\]\(command:([\w.]+)\?([^)]+)\)/gu)];
    expect(links.map(([, command]) => command)).toEqual([
      'sanaStudio.againAt',
      'sanaStudio.varyAt',
      'sanaStudio.wordsAt',
    ]);
    expect(JSON.parse(decodeURIComponent(links[0]![2]!))).toEqual(['file:///notes/a.md', 4]);
    expect(isTrusted).toEqual({ enabledCommands: links.map(([, command]) => command) });
  });

  it('is not known of other pictures', async () => {
    expect(await hover('See ![a fox](photo.png)\n', 8)).toBeUndefined();
    expect(await hover('Words.\n', 2)).toBeUndefined();
  });
});

describe('a picture made anew', () => {
  const made = async (command: string, ...args: unknown[]): Promise<PartialRequest[]> => {
    const asked: PartialRequest[] = [];
    registerRemakeCommands({
      places: new FollowedPlaces(),
      run: async (jobs: readonly Job[]) => void asked.push(...jobs.map(job => job.request)),
    } as Jobs);
    await commands.executeCommand(command, ...(args as never[]));
    return asked;
  };

  it('again has another seed, varied a variation of the same, and with other words the same seed', async () => {
    open('file:///notes/a.md', 'See ![a fox](made.png)\n');
    const at = ['file:///notes/a.md', 6];
    const [again] = await made('sanaStudio.againAt', ...at);
    expect(again).toMatchObject({ prompt: REQUEST.prompt, width: 64 });
    expect(again!.seed).not.toBe(7);
    expect(again).not.toHaveProperty('variation');
    const [varied] = await made('sanaStudio.varyAt', ...at);
    expect(varied).toMatchObject({ prompt: REQUEST.prompt, seed: 7, variation: expect.any(Number) });
    expect(varied!.variationSeed).toEqual(expect.any(Number));
    state.answers.input = () => ' a red hen ';
    expect(await made('sanaStudio.wordsAt', ...at)).toMatchObject([{ prompt: 'a red hen', seed: 7 }]);
    state.answers.input = () => undefined;
    expect(await made('sanaStudio.wordsAt', ...at)).toEqual([]);
  });
});

it('looks at some of many places and images, a few files at a time, and says so beside the language', async () => {
  const subscriptions = tellTooLong();
  let asked = 0;
  let most = 0;
  const { stat } = workspace.fs;
  workspace.fs.stat = async uri => {
    most = Math.max(most, ++asked);
    await new Promise(resolve => setTimeout(resolve));
    asked--;
    return stat(uri);
  };
  try {
    const many = (count: number, written: string) => `${written}\n\n`.repeat(count);
    const document = open('file:///notes/many.md', many(700, '![a hen]()') + many(300, '![a fox](made.png)'));
    let joined = 0;
    document.getText = () => {
      joined++;
      return document.text;
    };
    window.activeTextEditor = { document };
    const found = await (state.codeLenses as CodeLensProvider).provideCodeLenses(asDocument(document), {} as never);
    const titles = found!.map(({ command }) => command!.title);
    expect(titles.filter(title => title.includes('Make this picture'))).toHaveLength(500);
    expect(most).toBeLessThanOrEqual(20);
    expect([...state.status].map(({ id, detail }) => [id, detail])).toEqual([
      ['sanaStudio.requests', 'Only the first 500 places of 700 that ask for a picture have a lens'],
      ['sanaStudio.images', 'Only the first 200 images of 1000 are looked into'],
    ]);
    expect((await offersAt(asDocument(document), 0, document.text.length)).offers).toHaveLength(201);
    expect(joined).toBe(1);
    document.text = 'A fox.';
    await (state.codeLenses as CodeLensProvider).provideCodeLenses(asDocument(document), {} as never);
    expect(state.status.size).toBe(0);
  } finally {
    workspace.fs.stat = stat;
    for (const subscription of subscriptions) subscription.dispose();
  }
});

it('says quietly that a document is too long, and no longer when it is not', async () => {
  const subscriptions = tellTooLong();
  const lenses = (document: Document) =>
    (state.codeLenses as CodeLensProvider).provideCodeLenses(asDocument(document), {} as never);
  const document = open('file:///notes/long.md', `${'> '.repeat(16_000)}A lighthouse.`);
  window.activeTextEditor = { document };
  expect(await lenses(document)).toEqual([]);
  expect([...state.status].map(({ text }) => text)).toEqual(['Sana: too long to be read']);
  document.text = 'A lighthouse.';
  document.version++;
  await lenses(document);
  expect(state.status.size).toBe(0);
  expect(state.shown).toEqual([]);
  for (const subscription of subscriptions) subscription.dispose();
});
