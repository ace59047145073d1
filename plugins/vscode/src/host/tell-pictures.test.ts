import { beforeEach, describe, expect, it } from 'vitest';
import { commands, edit, open, Position, reset, state, Uri } from '../vscode.fixture.ts';
import { registerCommands } from './commands.ts';
import { drawing, jobFor, makerOf, memory, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';
import { removeUnusedPictures } from './unused-pictures.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
  state.folders = [{ uri: Uri.file('/notes') }];
});

/** The extension's commands, with a panel that draws at once. */
function extension() {
  const { view, asked } = drawing();
  const jobs = new Jobs(makerOf(view), memory());
  registerCommands(jobs, view);
  return { jobs, asked };
}

const answerOnce = (label: string) => {
  let answered = false;
  state.answers.notice = (_, labels) => {
    if (answered || !labels.includes(label)) return undefined;
    answered = true;
    return label;
  };
};

const at = (text: string, line: number, character = 1, languageId?: string) => {
  const document = open('file:///notes/a.md', text, languageId);
  edit(document, document.offsetAt(new Position(line, character)));
  return document;
};

describe('what is told of a picture that was made', () => {
  it('is where it is, and can be taken back with its file', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nend');
    answerOnce('Undo');
    await extension().jobs.run([jobFor(document, 5)]);
    expect(state.statusBar).toEqual(['$(sparkle) The picture is in /notes/images/a-fox.png.']);
    await expect.poll(() => document.text).toBe('a fox\n\nend');
    expect(written()).toEqual([]);
  });

  it('says quietly that nothing is left to take back when it is gone already', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    state.answers.notice = (_, labels) => {
      if (!labels.includes('Undo')) return undefined;
      state.undo.pop()!();
      return 'Undo';
    };
    await extension().jobs.run([jobFor(document)]);
    await expect.poll(() => state.shown.at(-1)).toContain('there is nothing to take back');
    expect([document.text, written(), state.red]).toEqual(['a fox', [], []]);
  });

  it('is one notice, however many pictures were made one after the other', async () => {
    const { jobs } = extension();
    for (const words of ['a fox', 'a hen', 'a dog', 'a cat']) {
      await jobs.run([jobFor(open(`file:///notes/${words}.md`, words))]);
    }
    expect([...state.notices]).toEqual([JSON.stringify(['The picture is in the document.', 'Again', 'Undo'])]);
    expect(state.statusBar).toHaveLength(4);
  });

  it('can be asked for again: the new file takes the place of the old one, with one step of undo', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    answerOnce('Again');
    const { jobs, asked } = extension();
    await jobs.run([jobFor(document)]);
    await expect.poll(() => document.text).toBe('a fox\n\n![a fox](images/a-fox-1.png)');
    expect(written()).toEqual(['file:///notes/images/a-fox-1.png']);
    expect(asked[1]!.seed).not.toBe(asked[0]!.seed);
    state.undo.pop()!();
    expect([document.text, written()]).toEqual([
      'a fox\n\n![a fox](images/a-fox.png)',
      ['file:///notes/images/a-fox.png'],
    ]);
  });
});

it('can be taken back after it was made again, with the old file as it was', async () => {
  const document = open('file:///notes/a.md', 'a fox');
  const { jobs } = extension();
  await jobs.run([jobFor(document)]);
  const before = state.files.get('file:///notes/images/a-fox.png')!.bytes;
  answerOnce('Undo');
  await commands.executeCommand('sanaStudio.againAt', document.uri as never, document.text.indexOf('![') as never);
  await expect.poll(() => document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
  expect(written()).toEqual(['file:///notes/images/a-fox.png']);
  expect(state.files.get('file:///notes/images/a-fox.png')!.bytes).toEqual(before);
});

describe('a picture that is made again', () => {
  const madeTwice = async () => {
    const document = at('a fox', 0);
    extension();
    await commands.executeCommand('sanaStudio.illustrate');
    edit(document, document.offsetAt(new Position(2, 3)));
    await commands.executeCommand('sanaStudio.regenerate');
    return document;
  };

  it.each([
    ['another document shows it', () => open('file:///notes/b.md', '![](images/a-fox.png)')],
    ['the settings say so', () => Object.assign(state.settings, { 'sanaStudio.again': 'keep' })],
  ])('leaves the old file where it is when %s', async (_, prepare) => {
    prepare();
    const document = await madeTwice();
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox-1.png)');
    expect(written()).toEqual(['file:///notes/images/a-fox.png', 'file:///notes/images/a-fox-1.png']);
  });
});

describe('pictures that nothing shows any more', () => {
  it('are listed with their words, and those that are ticked removed in one step of undo', async () => {
    const { jobs } = extension();
    for (const words of ['a fox', 'a hen', 'a dog']) await jobs.run([jobFor(open(`file:///notes/${words}.md`, words))]);
    for (const words of ['a fox', 'a hen']) open(`file:///notes/${words}.md`, 'all gone');
    state.files.set('file:///notes/images/photo.png', { bytes: Uint8Array.of(1) });
    state.answers.list = list => {
      expect(list.items.map(({ label, detail }) => [label, detail])).toEqual([
        ['/notes/images/a-fox.png', 'a fox'],
        ['/notes/images/a-hen.png', 'a hen'],
      ]);
      expect(list.selected).toHaveLength(2);
      list.tick(['/notes/images/a-hen.png']);
      list.accept();
    };
    const before = written();
    await removeUnusedPictures();
    expect(written()).toEqual(before.filter(path => !path.endsWith('a-hen.png')));
    state.undo.pop()!();
    expect(written()).toEqual(before);
  });

  it('are none where all are shown', async () => {
    await extension().jobs.run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    await removeUnusedPictures();
    expect(state.shown.at(-1)).toBe('Every picture that was made here is in use.');
  });
});

describe('illustrating a document', () => {
  const text = '# Sea\n\nWaves.\n\n# Hill\n\nGrass.\n\n# Owl\n\nFeathers.\n';

  it('lets words and the style of all be changed, and is one step of undo', async () => {
    const document = at(text, 0);
    const titles: string[] = [];
    state.answers.input = value => (value === '' ? 'watercolour' : 'Green grass');
    const steps = [
      (list: Parameters<typeof state.answers.list>[0]) => list.press('Hill'),
      (list: Parameters<typeof state.answers.list>[0]) => list.pressButton(),
      (list: Parameters<typeof state.answers.list>[0]) => {
        list.tick(['Hill', 'Owl']);
        list.accept();
      },
    ];
    state.answers.list = list => {
      titles.push(list.title);
      steps.shift()!(list);
    };
    const { asked } = extension();
    await commands.executeCommand('sanaStudio.illustrateDocument');
    expect(titles[0]).toMatch(/: 3 pictures/u);
    expect(titles.at(-1)).toMatch(/watercolour/u);
    expect(asked.map(({ prompt, style }) => [prompt, style])).toEqual([
      ['Green grass, watercolour', 'watercolour'],
      ['Owl. Feathers. watercolour', 'watercolour'],
    ]);
    expect(document.text.match(/!\[/gu)).toHaveLength(2);
    expect([state.shown.at(-1), state.statusBar.at(-1)]).toEqual([
      'The pictures are in the document.',
      '$(sparkle) 2 pictures were made.',
    ]);
    state.undo.pop()!();
    expect([document.text, written()]).toEqual([text, []]);
  });

  it('ticks what can have a picture and has none, and says why not what else there is', async () => {
    at('# Sea\n\nWaves.\n\n# Hill\n\nGrass. ![hill](hill.png)\n\n# Licence\n\nMIT.\n', 0);
    const { asked } = extension();
    let described: unknown;
    state.answers.list = list => {
      described = list.items.map(item => [item.label, 'description' in item && item.description]);
      expect(list.selected).toEqual(['Sea']);
      list.leave();
    };
    await commands.executeCommand('sanaStudio.illustrateDocument');
    expect(described).toEqual([
      ['Sea', ''],
      ['Hill', 'has a picture'],
      ['Licence', 'hardly ever has a picture'],
    ]);
    expect(asked).toEqual([]);
  });

  it('tells how long it will take once a picture was made', async () => {
    at(text, 0);
    const { jobs } = extension();
    await jobs.run([jobFor(open('file:///notes/b.md', 'a fox'))]);
    state.answers.list = list => {
      expect(list.title).toMatch(/: 3 pictures, about \d+ s$/u);
      list.leave();
    };
    await commands.executeCommand('sanaStudio.illustrateDocument');
  });
});

it.each(['sanaStudio.regenerate', 'sanaStudio.illustrateCover', 'sanaStudio.illustrateSection'])(
  '%s tells quietly that there is nothing to do',
  async command => {
    at('words', 0);
    extension();
    await commands.executeCommand(command);
    expect(state.shown).toHaveLength(1);
    expect(state.red).toEqual([]);
  },
);

it.each(['plaintext', 'latex', 'asciidoc'])('says in a document in %s what can be done', async languageId => {
  const document = at('words', 0, 1, languageId);
  const { asked } = extension();
  await commands.executeCommand('sanaStudio.illustrate');
  expect(state.shown).toEqual([expect.stringMatching(languageId === 'asciidoc' ? /selected/u : /Take markdown/u)]);
  expect([state.red, asked, document.text]).toEqual([[], [], 'words']);
});
