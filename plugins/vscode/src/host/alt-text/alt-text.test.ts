import { decodePng, encodePng, SanaError } from '@sana-studio/core';
import { imagesOf, openDocument } from '@sana-studio/documents';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  change,
  commands,
  type Document,
  edit,
  events,
  type FakeList,
  open,
  reset,
  state,
  Uri,
} from '../../vscode.fixture.ts';
import { FollowedPlaces } from '../followed-places.ts';
import { made, memory, secrets } from '../host.fixture.ts';
import { registerMarkdownProviders } from '../markdown-providers.ts';
import { registerAltCommands } from './alt-commands.ts';
import { Captioners } from './captioners.ts';

const keys = secrets();
let stop: (() => void)[] = [];
const failures: unknown[] = [];

beforeEach(() => {
  reset();
  state.folders = [{ uri: Uri.file('/notes') }];
  state.settings['sanaStudio.captionServer'] = '';
  const places = new FollowedPlaces();
  const following = places.follow(events.changed.event as never);
  const captioners = new Captioners(keys, memory(), async ({ bytes, name }) => decodePng(bytes, name));
  registerAltCommands(captioners, places);
  registerMarkdownProviders();
  stop = [() => following.dispose(), () => captioners.dispose()];
});
afterEach(() => {
  for (const one of stop) one();
  vi.unstubAllGlobals();
  const [failure] = failures.splice(0);
  if (failure) throw failure;
});

/** A picture that nobody here has made: of one colour. */
const photo = (colour: readonly [number, number, number], width = 8) =>
  encodePng({
    ...{ width, height: 8, channels: 4 },
    data: new Uint8ClampedArray(width * 8 * 4).map((_, index) => colour[index % 4] ?? 255),
  } as never);

async function write(name: string, bytes?: Uint8Array) {
  state.files.set(`file:///notes/${name}`, { bytes: bytes ?? (await photo([9, 200, 9])) });
}

/** A model that looks at what it is shown, and says this of all that is not asked for its colour. */
function seeing(says: string | (() => Promise<string>), name = 'Eye') {
  const shown: Uint8Array[] = [];
  const asked: string[] = [];
  state.models.push({
    ...{ id: name, name, vendor: 'acme' },
    async answer(parts) {
      const [picture] = parts.flatMap(({ data = [] }) => data as Uint8Array);
      const question = parts.flatMap(({ value = [] }) => value).join();
      if (question.includes('colour is')) return colourOf(picture!);
      shown.push(picture!);
      asked.push(question);
      return typeof says === 'string' ? says : says();
    },
  });
  return { shown, asked };
}

async function colourOf(png: Uint8Array): Promise<string> {
  const { data } = await decodePng(png, 'probe');
  return data[0]! > data[2]! ? 'Red.' : 'Blue.';
}

/** A model that answers without looking. */
function blind() {
  state.models.push({ id: 'mole', name: 'Mole', vendor: 'acme', answer: async () => 'Red, a red picture.' });
}

const run = (name: string, ...args: unknown[]) => commands.executeCommand(name, ...(args as never[]));
const said = (document: Document) => imagesOf(openDocument(document.text, document.languageId)).map(({ alt }) => alt);

/** Answers the lists that come, one after the other. */
function answerLists(...answers: readonly ((list: FakeList) => void)[]) {
  const left = [...answers];
  const lists: FakeList[] = [];
  state.answers.list = list => {
    lists.push(list);
    try {
      const answer = left.shift() ?? (() => list.leave());
      answer(list);
    } catch (error) {
      // nobody waits for what a list is answered
      failures.push(error);
      list.leave();
    }
  };
  return lists;
}

const take = (label: string) => (list: FakeList) => {
  const found = list.items.find(item => item.label.includes(label));
  if (!found) throw new Error(`${label} is not among ${list.items.map(item => item.label).join(' | ')}`);
  list.tick([found.label]);
  list.accept();
};
const INFORMS = take('It Tells Something');

/** What a model may say, with every kind of mark in it. */
const HOSTILE = 'A fox ](x) "runs" `over` <b>snow</b> | {{< a >}} & \\ *stars* \n# and\u202e more';
const CLEAN = 'A fox ](x) "runs" `over` <b>snow</b> | {{< a >}} & \\ *stars* # and more';
const TEXT =
  '# Winter\n\nThe fox comes at night, when it is cold and nobody is on the road any more.\n\n![](fox.png)\n\nEnd.\n';

describe('one image', () => {
  const here = async (text: string, at = text.indexOf('![') + 1) => {
    const document = open('file:///notes/a.md', text);
    edit(document, at);
    await run('sanaStudio.writeAltText');
    return document;
  };

  it('is offered the words that made it first, and nobody is asked', async () => {
    await write('fox.png', (await made({ prompt: 'A picture of a red fox. It is cold.' })).bytes);
    const { asked } = seeing('no');
    const lists = answerLists(INFORMS, list => {
      expect(list.items[0]).toMatchObject({ label: 'a red fox', detail: 'from the words that made it' });
      take('a red fox')(list);
    });
    const document = await here(TEXT);
    expect(document.text).toBe(TEXT.replace('![]', '![a red fox]'));
    expect(lists.map(({ title }) => title)).toEqual(['What is fox.png for?', 'Alternative text, in English']);
    expect(asked).toEqual([]);
  });

  it('only decorates: its text is empty, and what it said was shown before', async () => {
    await write('fox.png');
    const lists = answerLists(take('It Only Decorates'));
    const document = await here(TEXT.replace('![]', '![An old text]'));
    expect(document.text).toBe(TEXT);
    expect(lists[0]).toMatchObject({ placeholder: 'It says “An old text”.' });
    expect(lists[0]!.items[1]!.description).toContain('An old text');
  });

  it('is shown to a model as its very bytes, in the language of the document, and what that says lands escaped', async () => {
    const bytes = await photo([9, 200, 9]);
    await write('fox.png', bytes);
    const { shown, asked } = seeing(HOSTILE);
    const german = `${TEXT}\nDer Fuchs kommt in der Nacht, wenn es kalt ist und niemand mehr auf der Straße ist, und sucht nach Futter.\n`;
    const lists = answerLists(
      INFORMS,
      list => {
        expect(list.items.find(({ label }) => label.includes('Eye'))!.detail).toBe(
          'The picture goes to Eye, a model of acme.',
        );
        take('Ask Eye')(list);
      },
      list => take(list.items[0]!.label)(list),
    );
    const text = german.replace('The fox comes at night, when it is cold and nobody is on the road any more.', 'Wald.');
    const document = await here(text);
    expect(said(document)).toEqual([CLEAN]);
    expect(shown).toEqual([bytes]);
    expect(asked[0]).toContain('German');
    expect(asked[0]).toContain('Winter');
    expect(lists[1]!.title).toBe('Alternative text, in German');
    state.undo.at(-1)!();
    expect(document.text).toBe(text);
  });

  it('is not shown to a model that does not look, which is called by its name', async () => {
    await write('fox.png');
    blind();
    answerLists(INFORMS, take('Ask Mole'));
    const document = await here(TEXT);
    expect(document.text).toBe(TEXT);
    expect(state.red.join()).toMatch(/mole.*look|look.*mole/iu);
  });

  it('is looked up anew where somebody writes meanwhile', async () => {
    await write('fox.png');
    const document = open('file:///notes/a.md', TEXT);
    seeing(async () => {
      change(document, { at: 0, length: 0, text: 'New words.\n\n![](fox.png)\n\n' });
      return 'A green field.';
    });
    answerLists(INFORMS, take('Ask Eye'), take('A green field.'));
    edit(document, TEXT.indexOf('![') + 1);
    await run('sanaStudio.writeAltText');
    expect(said(document)).toEqual(['', 'A green field.']);
  });

  it.each([
    ['Keep', 'mine'],
    ['Replace', 'A green field.'],
  ])('keeps what somebody has written into it meanwhile, unless they %s', async (answer, expected) => {
    await write('fox.png');
    const document = open('file:///notes/a.md', TEXT);
    seeing(async () => {
      change(document, { at: document.text.indexOf('![') + 2, length: 0, text: 'mine' });
      return 'A green field.';
    });
    answerLists(INFORMS, take('Ask Eye'), take('A green field.'));
    const questions: string[] = [];
    state.answers.notice = (message, labels) => {
      questions.push(message);
      return labels.find(label => label === answer);
    };
    edit(document, TEXT.indexOf('![') + 1);
    await run('sanaStudio.writeAltText');
    expect(said(document)).toEqual([expected]);
    expect(questions.filter(question => question.includes('mine'))).toHaveLength(1);
  });

  it('that is HTML gets it as an attribute, and the only one of a line is meant', async () => {
    await write('fox.png');
    seeing(HOSTILE);
    answerLists(INFORMS, take('Ask Eye'), list => take(list.items[0]!.label)(list));
    const document = await here('See <img src="fox.png" width=3> there.\n', 1);
    expect(said(document)).toEqual([CLEAN]);
    expect(document.text).toMatch(/^See <img alt="[^"<>]*" src="fox.png" width=3> there\.\n$/u);
  });

  it('of the web is shown to nobody, and its text can be typed', async () => {
    seeing('no');
    state.answers.input = () => 'By hand';
    answerLists(INFORMS, list => {
      expect(list.items.map(({ label }) => label)).toEqual(['$(pencil) Write It Yourself']);
      take('Write It Yourself')(list);
    });
    const document = await here('![](https://example.org/a.png)\n');
    expect(said(document)).toEqual(['By hand']);
    expect(state.shown.join()).toContain('https://example.org/a.png');
  });

  it('that is no picture leaves this computer to nobody', async () => {
    await write('fox.png', new TextEncoder().encode('a secret'));
    const { shown } = seeing('no');
    answerLists(INFORMS, take('Ask Eye'));
    await here(TEXT);
    expect(shown).toEqual([]);
    expect(state.red).toHaveLength(1);
  });
});

describe('a server of the person', () => {
  const asks = async () => {
    await write('fox.png');
    const document = open('file:///notes/a.md', TEXT);
    edit(document, TEXT.indexOf('![') + 1);
    await run('sanaStudio.writeAltText');
    return document;
  };
  /** Of a server that looks. */
  const answering = () => {
    const calls: { url: string; key: string | null }[] = [];
    const fetch = async (url: string | URL | Request, options?: RequestInit) => {
      calls.push({ url: String(url), key: new Headers(options?.headers).get('authorization') });
      const [{ content }] = JSON.parse(String(options?.body)).messages;
      const bytes = Uint8Array.from(atob(content[1].image_url.url.split(',')[1]), character => character.charCodeAt(0));
      const says = content[0].text.includes('colour is') ? await colourOf(bytes) : 'A green field.';
      return Response.json({ choices: [{ message: { content: says } }] });
    };
    vi.stubGlobal('fetch', fetch);
    return calls;
  };
  const set = (server: string) => {
    Object.assign(state.settings, { 'sanaStudio.captionServer': server, 'sanaStudio.captionModel': 'llava' });
  };

  it('on this computer is asked without a question, with the key that VS Code keeps for it', async () => {
    set('http://127.0.0.1:11434/v1');
    const calls = answering();
    state.answers.input = () => 'k1';
    await run('sanaStudio.captionKey');
    answerLists(INFORMS, take('Ask llava'), take('A green field.'));
    expect(said(await asks())).toEqual(['A green field.']);
    expect(new Set(calls.map(({ url }) => url))).toEqual(new Set(['http://127.0.0.1:11434/v1/chat/completions']));
    expect(new Set(calls.map(({ key }) => key))).toEqual(new Set(['Bearer k1']));
  });

  it('elsewhere gets nothing before the person has agreed, which is asked once, and never the key of another', async () => {
    set('https://vision.example.com/v1');
    const calls = answering();
    const questions: (string | undefined)[] = [];
    const answer = (does: boolean) => {
      state.answers.notice = (message, labels, detail) => {
        questions.push(message, detail);
        return does ? labels[0] : undefined;
      };
    };
    answer(false);
    answerLists(INFORMS, take('Ask llava'));
    expect(said(await asks())).toEqual(['']);
    expect(calls).toEqual([]);
    expect(questions.join(' ')).toContain('Send pictures to vision.example.com?');
    answer(true);
    answerLists(INFORMS, take('Ask llava'), take('A green field.'));
    expect(said(await asks())).toEqual(['A green field.']);
    answerLists(INFORMS, take('Ask llava'), take('A green field.'));
    questions.length = 0;
    await asks();
    expect(questions).toEqual([]);
    expect(new Set(calls.map(({ key }) => key))).toEqual(new Set([null]));
  });
});

describe('a whole document', () => {
  const MANY = [
    '![](one.png) ![Two, by hand](two.png)',
    '<img src="three.png">',
    '![](gone.png) ![](https://example.org/b.png)',
    '![](made.png)',
  ].join('\n\n');

  const all = async () => {
    for (const name of ['one.png', 'two.png', 'three.png']) await write(name);
    await write('made.png', (await made({ prompt: 'a lighthouse' })).bytes);
    const document = open('file:///notes/many.md', `${MANY}\n`);
    edit(document, 0);
    await run('sanaStudio.writeAltTexts');
    return document;
  };

  it('is gone through with what each is for, who is asked, and a preview; one undo takes all back', async () => {
    let count = 0;
    const { shown } = seeing(async () => `Thing number ${++count}.`);
    const lists = answerLists(
      list => {
        expect(list.items.map(({ label }) => label)).toEqual(['one.png', 'two.png', 'three.png', 'made.png']);
        expect(list.selected).toEqual(['one.png', 'three.png', 'made.png']);
        expect(list.items[1]!.description).toBe('line 1 · says “Two, by hand”');
        list.press('three.png');
      },
      list => {
        expect(list.items[2]!.description).toBe('line 3 · only decorates');
        list.tick(['one.png', 'two.png', 'three.png', 'made.png']);
        list.accept();
      },
      list => {
        expect(list.title).toBe('Who is asked? Pictures: 2');
        expect(list.items[0]!.detail).toBe('Pictures that go to Eye, a model of acme: 2');
        take('Ask Eye')(list);
      },
      list => {
        expect(list.items.map(({ label }) => label)).toEqual([
          'Thing number 1.',
          'Thing number 2.',
          '(empty: it only decorates)',
          'a lighthouse',
        ]);
        expect(list.items[1]!.detail).toBe('in place of “Two, by hand”');
        // the second is skipped
        list.tick(['Thing number 1.', '(empty: it only decorates)', 'a lighthouse']);
        list.accept();
      },
    );
    const document = await all();
    expect(said(document)).toEqual(['Thing number 1.', 'Two, by hand', '', '', '', 'a lighthouse']);
    expect(document.text).toContain('<img alt="" src="three.png">');
    expect(shown).toHaveLength(2);
    expect(lists).toHaveLength(4);
    state.undo.pop()!();
    expect(document.text).toBe(`${MANY}\n`);
  });

  it('keeps what is finished when it is cancelled, and says once what keeps a model from answering', async () => {
    let count = 0;
    seeing(async () => {
      if (++count === 2) {
        state.cancel!();
        return new Promise<never>(() => {});
      }
      return 'The first.';
    });
    const tickAll = (list: FakeList) => {
      list.tick(['one.png', 'two.png', 'three.png']);
      list.accept();
    };
    answerLists(tickAll, take('Ask Eye'), list => {
      expect(list.items.map(({ label }) => label)).toEqual(['The first.']);
      list.accept();
    });
    expect(said(await all())).toEqual(['The first.', 'Two, by hand', '', '', '', '']);
    state.models.length = 0;
    blind();
    answerLists(tickAll, take('Ask Mole'));
    await all();
    expect(state.red).toHaveLength(1);
  });

  it('stops at what every picture would be answered, and goes on past what one was', async () => {
    const facts = { server: 'x', status: 500, detail: 'no', model: 'eye' };
    const tickAll = (list: FakeList) => {
      list.tick(['one.png', 'two.png', 'three.png']);
      list.accept();
    };
    for (const [reason, times] of [
      ['access-denied:captions', 1],
      ['captioner-busy', 1],
      ['network-failed:moved', 1],
      ['captioner-unavailable:failed', 3],
    ] as const) {
      let count = 0;
      state.models.length = 0;
      seeing(async () => {
        if (++count === 1) throw new SanaError(reason, facts as never);
        return `Thing number ${count}.`;
      }, reason);
      answerLists(tickAll, take(`Ask ${reason}`), list => list.leave());
      await all();
      expect([reason, count]).toEqual([reason, times]);
    }
  });

  it('without an image whose file is here has nothing to be said of', async () => {
    const document = open('file:///notes/none.md', '![](gone.png)\n');
    edit(document, 0);
    await run('sanaStudio.writeAltTexts');
    expect(state.shown.join()).toContain('no image');
    expect(state.red).toEqual([]);
  });
});

it('is offered at images whose file is here, as a rewrite beside what else is', async () => {
  const { Range } = await import('../../vscode.fixture.ts');
  await write('fox.png');
  const provider = state.codeActions as {
    provideCodeActions(document: Document, range: unknown): Promise<{ title: string; kind: string }[]>;
  };
  const titles = async (text: string, at: string) => {
    const document = open('file:///notes/b.md', text);
    const position = document.positionAt(text.indexOf(at) + 1);
    return (await provider.provideCodeActions(document, new Range(position, position))).map(
      ({ title, kind }) => `${title} (${kind})`,
    );
  };
  const own = 'Write alternative text (refactor.rewrite)';
  expect(await titles('x ![a](fox.png)\n', '![')).toContain(own);
  expect(await titles('x <img src="fox.png">\n', '<img')).toContain(own);
  expect(await titles('x ![a](gone.png)\n', '![')).not.toContain(own);
  expect(await titles('x y\n', 'y')).not.toContain(own);
});
