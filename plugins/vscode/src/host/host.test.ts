import { requestFromPng, SanaError } from '@sana-studio/core';
import { anchorAt } from '@sana-studio/documents';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CodeActionProvider, LanguageModelTool } from 'vscode';
import { fakeView } from '../page.fixture.ts';
import { configure, type Document, env, open, Range, reset, state, Uri, window } from '../vscode.fixture.ts';
import { asDocument, drawing, jobFor, made, makerOf, memory, never, viewWith, written } from './host.fixture.ts';
import { brokenImageAt, storedRequestOf } from './image-files.ts';
import { checkWritable } from './insert-picture.ts';
import { Jobs } from './jobs.ts';
import { GENERATE_TOOL, registerTool } from './language-model-tool.ts';
import { registerMarkdownProviders } from './markdown-providers.ts';
import { placePictures } from './place-pictures.ts';

/** What VS Code makes a link of in a notification. */
const NOTIFICATION_LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/u;

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
});

describe('a picture for a document', () => {
  const picture = { bytes: Uint8Array.of(1), format: 'png', prompt: 'a fox', seed: 1 } as const;
  const place = async (document: Document, at = jobFor(document).anchor) =>
    placePictures(asDocument(document), [{ anchor: () => at, picture, alt: 'a fox' }], true);

  it('goes beside it, in each folder of a workspace of several', async () => {
    state.folders = ['/one', '/two'].map(path => ({ uri: Uri.file(path) }));
    for (const folder of ['one', 'two']) await place(open(`file:///${folder}/docs/a.md`, 'a fox'));
    expect(written()).toEqual(['file:///one/docs/images/a-fox.png', 'file:///two/docs/images/a-fox.png']);
  });

  it('is written through the file system of a virtual workspace', async () => {
    state.folders = [{ uri: Uri.parse('vscode-vfs://github/owner/repo') }];
    const document = open('vscode-vfs://github/owner/repo/docs/a.md', 'a fox');
    const placed = await place(document);
    expect(placed?.pictures[0]?.file.toString()).toBe('vscode-vfs://github/owner/repo/docs/images/a-fox.png');
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
  });

  it('is asked about for an untitled document, and linked from where that will be', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const document = open('untitled:Untitled-1', 'a fox');
    expect(await place(document)).toBeUndefined();
    expect(written()).toEqual([]);
    state.saveAs = Uri.file('/notes/media/x y.png');
    await place(document);
    expect(document.text).toBe('a fox\n\n![a fox](<media/x y.png>)');
  });

  it.each([
    'file:///c%3A/notes/docs',
    'file:///c%3A',
    'file://server/share/notes',
    'memfs:',
    'file:///home/a%23b/100%25/q%3F/%E6%B5%B7',
    'file:///home/back%5Cslash',
  ])('is written beside one in %s', async folder => {
    state.folders = [{ uri: Uri.parse(`${folder}/`) }];
    const document = open(`${folder}/a.md`, 'a fox');
    await new Jobs(makerOf(drawing().view), memory()).run([jobFor(document)]);
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
    const [file] = [...state.files.keys()].filter(uri => uri.endsWith('.png'));
    expect(file).toBe(Uri.joinPath(document.uri, '../images/a-fox.png').toString());
    expect(state.red).toEqual([]);
  });

  it('is refused before it is drawn where no place takes it or nothing may be written', async () => {
    const used = drawing();
    const jobs = new Jobs(makerOf(used.view), memory());
    state.settings['sanaStudio.folder'] = '/../elsewhere';
    state.folders = [{ uri: Uri.file('/notes') }];
    await jobs.run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(state.red).toHaveLength(1);
    expect([used.asked, written()]).toEqual([[], []]);
  });

  it('comes with its file in one step of undo', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    await place(document);
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
    expect(state.undo).toHaveLength(1);
    state.undo.pop()!();
    expect([document.text, written()]).toEqual(['a fox', []]);
  });

  it('is refused for a document that cannot be changed, with the reason', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    state.files.set(document.uri.toString(), { bytes: new Uint8Array(), readOnly: true });
    await expect(checkWritable(asDocument(document))).rejects.toThrow('a.md cannot be changed: the file is read-only.');
    state.readOnlySchemes.add('git');
    await expect(checkWritable(asDocument(open('git:/notes/b.md', '')))).rejects.toThrow(
      'b.md cannot be changed: files of “git” are read-only.',
    );
  });

  it('never replaces a file', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    await place(document);
    await place(document);
    expect(written()).toEqual(['file:///notes/images/a-fox.png', 'file:///notes/images/a-fox-1.png']);
  });
});

describe('an image in a document', () => {
  beforeEach(async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const { bytes: png } = await made({ prompt: 'a secret', seed: 5 });
    for (const path of ['/secret.png', '/notes/a.png', '/notes-of-others/a.png']) {
      state.files.set(Uri.file(path).toString(), { bytes: png });
    }
  });

  it.each([['a.png'], ['/a.png'], ['docs/../a.png?x#y']])('is read from inside the workspace: %s', async target => {
    const document = asDocument(open('file:///notes/a.md', `![x](${target})`));
    expect((await storedRequestOf(document, 3))?.request).toMatchObject({ prompt: 'a secret', seed: 5 });
  });

  it.each([
    '../secret.png',
    '/../secret.png',
    '%2e%2e/secret.png',
    '../notes-of-others/a.png',
    'file:///secret.png',
    'command:workbench.action.quit',
    '//host/share/a.png',
    'https://example.org/a.png',
    '%E0%A4%A.png',
  ])('is not read from anywhere else, nor taken for broken: %s', async target => {
    const document = asDocument(open('file:///notes/a.md', `![x](<${target}>)`));
    expect(await storedRequestOf(document, 3)).toBeUndefined();
    expect(await brokenImageAt(document, 3)).toBeUndefined();
  });

  it('without a file is offered to be made', async () => {
    registerMarkdownProviders();
    const provider = state.codeActions as CodeActionProvider;
    const actions = async (text: string) => {
      const document = asDocument(open('file:///notes/a.md', text));
      const at = document.positionAt(3);
      const range = new Range(at as never, at as never);
      const found = await provider.provideCodeActions(document, range as never, {} as never, {} as never);
      return (found ?? []).filter(action => 'kind' in action && String(action.kind) === 'quickfix');
    };
    for (const text of ['![a fox]()', '![a fox](images/gone.png)']) {
      expect(await actions(text)).toMatchObject([{ command: { command: 'sanaStudio.illustrateAt' } }]);
    }
    for (const text of ['![a fox](a.png)', '![](images/gone.png)', 'words']) expect(await actions(text)).toEqual([]);
  });
});

describe('jobs', () => {
  it('put pictures into the document one after the other, and forget them', async () => {
    const stored = memory();
    const { view } = drawing();
    const documents = ['a fox', 'a hen'].map((text, i) => open(`file:///notes/${i}.md`, text));
    await new Jobs(makerOf(view), stored).run(documents.map(document => jobFor(document)));
    expect(documents.map(({ text }) => text)).toEqual([
      'a fox\n\n![a fox](images/a-fox.png)',
      'a hen\n\n![a hen](images/a-hen.png)',
    ]);
    expect(stored.get('jobs')).toEqual([]);
  });

  it('are begun again after the window was reloaded, where their place is by then', async () => {
    const stored = memory();
    const document = open('file:///notes/a.md', 'a fox');
    const silent = viewWith(never);
    void new Jobs(makerOf(silent.view), stored).run([jobFor(document)]);
    await expect.poll(() => silent.asked.length).toBe(1);
    document.text = 'new first line\n\na fox';
    await new Jobs(makerOf(drawing().view), stored).resume();
    expect(document.text).toBe('new first line\n\na fox\n\n![a fox](images/a-fox.png)');
    expect(requestFromPng(state.files.get('file:///notes/images/a-fox.png')!.bytes)?.seed).toBe(1);
  });

  it('tell what the safety guard replaced', async () => {
    const replaced = ['nude', '[x](command:y)', 'nude'].map(text => ({ text }));
    state.answers.notice = (_, labels) => labels[0] ?? '';
    const { view } = viewWith(async request => ({ ...(await made(request)), replaced }));
    await new Jobs(makerOf(view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(state.shown[0]).toBe('The safety guard replaced “nude”, “[x]\u2060(command:y)” by ❤️.');
    // the first button keeps the first word
    await expect.poll(() => state.settings['sanaStudio.safetyWords']).toEqual({ allow: ['nude'] });
  });

  it('tell what else was not followed, without making links of words', async () => {
    const remarks = ['The model does not read “[x](command:y)”.'];
    const { view } = viewWith(async request => ({ ...(await made(request)), remarks }));
    await new Jobs(makerOf(view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(state.shown[0]).toBe('The model does not read “[x]\u2060(command:y)”.');
  });

  it('are begun again by a page that has begun anew', async () => {
    const { view, asked, reload } = viewWith(never);
    void new Jobs(makerOf(view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    await expect.poll(() => asked.length).toBe(1);
    reload();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('wait for the next page when theirs is closed', async () => {
    const document = open('file:///notes/a.md', 'a fox');
    const { view, asked, dispose } = viewWith(never);
    const run = new Jobs(makerOf(view), memory()).run([jobFor(document)]);
    await expect.poll(() => asked.length).toBe(1);
    dispose();
    expect(view.exists).toBe(false);
    const next = fakeView(made);
    view.resolveWebviewView(next.view);
    next.load();
    await run;
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.png)');
  });

  it('fail with the sentence of the page', async () => {
    const { view } = viewWith(() => Promise.reject(new SanaError('out-of-memory:picture')));
    await new Jobs(makerOf(view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(state.shown).toEqual(['There was not enough memory to read the picture; choose a smaller one.']);
  });

  it('leave nothing behind when they are cancelled', async () => {
    const stored = memory();
    const document = open('file:///notes/a.md', 'a fox');
    const { view } = viewWith(
      (_, { signal }) =>
        new Promise((_, reject) => {
          setTimeout(() => state.cancel?.());
          signal.addEventListener('abort', () => reject(new SanaError('cancelled:picture')));
        }),
    );
    await new Jobs(makerOf(view), stored).run([jobFor(document), jobFor(document)]);
    expect([document.text, written(), stored.get('jobs'), state.shown]).toEqual(['a fox', [], [], []]);
  });

  it('write WebP where that is wanted', async () => {
    state.settings['sanaStudio.imageFormat'] = 'webp';
    const document = open('file:///notes/a.md', 'a fox');
    await new Jobs(makerOf(drawing().view), memory()).run([jobFor(document)]);
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.webp)');
    expect(state.files.get('file:///notes/images/a-fox.webp')!.bytes).toHaveLength(3);
  });

  it.each([
    '[quit](command:workbench.action.quit)',
    '![x](command:a) <img src=x onerror=alert(1)>',
    '](../../etc/passwd) ../../../x',
    '"><script>alert(1)</script>',
    '$(rm -rf /) `id` $HOME',
  ])('make words of a document into nothing else: %s', async prompt => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const document = open('file:///notes/a.md', '');
    const job = { ...jobFor(document), anchor: anchorAt('', { kind: 'after', start: 0, end: 0 }) };
    await new Jobs(makerOf(drawing().view), memory()).run([
      { ...job, alt: prompt, request: { ...job.request, prompt } },
    ]);
    expect(written()).toHaveLength(1);
    expect(written()[0]).toMatch(/^file:\/\/\/notes\/images\/[^/]+\.png$/u);
    expect(state.shown.length).toBeGreaterThan(0);
    for (const message of state.shown) expect(message).not.toMatch(NOTIFICATION_LINK);
    const failing = viewWith(() => Promise.reject(new SanaError('request-invalid:arguments', { detail: prompt })));
    await new Jobs(makerOf(failing.view), memory()).run([{ ...job, request: { ...job.request, prompt } }]);
    expect(state.shown.at(-1)).not.toMatch(NOTIFICATION_LINK);
  });
});

describe('a picture that is picked in the panel', () => {
  it('goes to the place it was made for, in the format that is wanted there', async () => {
    state.settings['sanaStudio.imageFormat'] = 'webp';
    const document = open('file:///notes/a.md', 'a fox');
    const { anchor, document: uri } = jobFor(document);
    const target = JSON.stringify({ document: uri, anchor });
    const { host } = drawing();
    expect(await host.formatFor(target)).toBe('webp');
    const { request } = await made({ prompt: 'a fox' });
    const bytes = Uint8Array.of(1, 2);
    const told = await host.insert({ bytes, format: 'webp', request, target });
    expect(told).toBe('It is in a.md at line 3, as /notes/images/a-fox.webp.');
    expect(document.text).toBe('a fox\n\n![a fox](images/a-fox.webp)');
    expect(state.files.get('file:///notes/images/a-fox.webp')!.bytes).toEqual(bytes);
  });

  it('goes below those that were put there before', async () => {
    const document = open('file:///notes/a.md', 'a fox\n\nend');
    const { anchor, document: uri } = jobFor(document, 5);
    const target = JSON.stringify({ document: uri, anchor });
    const { host } = drawing();
    for (const seed of [1, 2, 3]) {
      const { bytes, request } = await made({ prompt: 'a fox', seed });
      const told = await host.insert({ bytes, format: 'png', request, target });
      expect(told).toContain(`at line ${1 + 2 * seed}`);
    }
    const images = ['a-fox', 'a-fox-1', 'a-fox-2'].map(name => `![a fox](images/${name}.png)`);
    expect(document.text).toBe(['a fox', ...images, 'end'].join('\n\n'));
  });

  it('is refused without a document, and without a request', async () => {
    const { host } = drawing();
    await expect(host.formatFor(undefined)).rejects.toThrow('Open the markdown document');
    const picked = { bytes: Uint8Array.of(1), format: 'png', request: { prompt: 'a fox' } } as never;
    await expect(host.insert(picked)).rejects.toMatchObject({ code: 'request-invalid' });
    expect(written()).toEqual([]);
  });
});

describe('the tool for agents', () => {
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  const tool = ({ view } = drawing()) => {
    registerTool(makerOf(view));
    return state.tools.get(GENERATE_TOOL) as LanguageModelTool<unknown>;
  };
  const invoke = async (input: unknown) => tool().invoke({ input } as never, token as never);

  it('writes a picture into the workspace and says where', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const result = await invoke({ prompt: 'a fox', seed: 3 });
    expect(written()).toEqual(['file:///notes/images/a-fox.png']);
    const png = state.files.get('file:///notes/images/a-fox.png')!.bytes;
    expect(requestFromPng(png)).toMatchObject({ prompt: 'a fox', seed: 3 });
    expect(result?.content).toEqual([
      { value: 'The picture is in the file /notes/images/a-fox.png of the workspace (seed 3).' },
      { data: png, mimeType: 'image/png' },
    ]);
  });

  it('writes where the settings say for the document in the editor, in their format', async () => {
    state.folders = ['/notes', '/blog'].map(path => ({ uri: Uri.file(path) }));
    Object.assign(state.settings, {
      'sanaStudio.imageFormat': 'webp',
      'markdown.copyFiles.destination': { '**/*.md': `/assets/\${documentBaseName}/` },
    });
    window.activeTextEditor = { document: open('file:///blog/posts/first.md', '') };
    await invoke({ prompt: 'a fox', seed: 3 });
    expect(written()).toEqual(['file:///blog/assets/first/a-fox.webp']);
  });

  it('draws nothing that could not be written, and says so in the language of the window', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    state.settings['sanaStudio.folder'] = '/../elsewhere';
    env.language = 'zh-cn';
    onTestFinished(() => void Object.assign(env, { language: 'en' }));
    const used = drawing();
    const answer = tool(used).invoke({ input: { prompt: 'a fox' } } as never, token as never);
    await expect(answer).rejects.toThrow(/\p{Script=Han}/u);
    expect([used.asked, written()]).toEqual([[], []]);
  });

  it('is told what of its request was not followed', async () => {
    state.folders = [{ uri: Uri.file('/notes') }];
    const cut = viewWith(async request => ({ ...(await made(request)), remarks: ['Shorten it.'] }));
    const result = await tool(cut).invoke({ input: { prompt: 'a fox', seed: 3 } } as never, token as never);
    expect(result?.content[0]).toMatchObject({ value: expect.stringMatching(/\(seed 3\)\. Shorten it\.$/u) });
  });

  it('needs a folder and a prompt, and asks first without making links of words', async () => {
    await expect(invoke({ prompt: 'a fox' })).rejects.toThrow('no folder');
    await expect(invoke({ prompt: 7 })).rejects.toThrow();
    const input = { prompt: '[a](command:b)' };
    const prepared = await tool().prepareInvocation?.({ input } as never, token as never);
    expect(prepared?.confirmationMessages?.message).toMatchObject({ value: expect.stringContaining('\\[a\\]\\(') });
  });
});

describe('the page', () => {
  const policyOf = (html: string) =>
    /http-equiv="Content-Security-Policy" content="([^"]+)"/u.exec(html)![1]!.replaceAll('&#39;', "'");

  it('has a strict policy', () => {
    const html = drawing().html();
    const policy = policyOf(html);
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w-]{36}' 'wasm-unsafe-eval'; worker-src blob:;/u);
    expect(policy).not.toMatch(/'unsafe-(inline|eval)'|\*(?!\.(?:example|huggingface\.co|hf\.co)(?:[ ;]|$))/u);
    expect(html.match(/<script/gu)).toHaveLength(1);
    expect(html).not.toMatch(/ on\w+=|<style/u);
  });

  it.each([
    ['', 'https://huggingface.co https://*.huggingface.co https://*.hf.co'],
    ['https://mirror.test/hub/', 'https://mirror.test https:'],
    ['http://mirror.test:8080', 'http://mirror.test:8080 https:'],
    ["nonsense; script-src 'unsafe-eval'", 'https://huggingface.co https://*.huggingface.co https://*.hf.co'],
  ])('may fetch models with the mirror “%s” from %s alone', (mirror, sources) => {
    state.settings['sanaStudio.mirror'] = mirror;
    expect(policyOf(drawing().html())).toContain(`connect-src https://*.example blob: ${sources};`);
  });

  it("may fetch from the server of a team's list as well", () => {
    state.settings['sanaStudio.teamModels'] = 'https://team.test/models/sana-models.json';
    expect(policyOf(drawing().html())).toContain('https://*.hf.co https://team.test;');
    state.settings['sanaStudio.teamModels'] = "nonsense; script-src 'unsafe-eval'";
    expect(policyOf(drawing().html())).toContain('https://*.hf.co;');
  });

  it('is given again what it has stored', async () => {
    const stored = memory();
    const { host } = viewWith(never, stored);
    await host.store('form', JSON.stringify({ prompt: '"><b>' }));
    await host.store('unfinished', '[]');
    await expect(host.store('unfinished', '() => {}')).rejects.toThrow();
    const html = viewWith(never, stored).html();
    const [, data = ''] = /data-stored="([^"]+)"/u.exec(html)!;
    expect(data).not.toMatch(/[<>]/u);
    const text = data.replace(/&#(\d+);/gu, (_, code) => String.fromCharCode(Number(code)));
    expect(JSON.parse(text)).toEqual({ form: { prompt: '"><b>' }, unfinished: [] });
  });

  it('begins anew when a setting of its own has changed, and is asked for its jobs again', async () => {
    const { view, asked, html, reload } = viewWith(never);
    void new Jobs(makerOf(view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    await expect.poll(() => asked.length).toBe(1);
    const before = html();
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    configure('sanaStudio.folder', 'elsewhere');
    vi.runAllTimers();
    expect(html()).toBe(before);
    // what the page asks for itself
    configure('sanaStudio.safety', 'refuse');
    vi.runAllTimers();
    expect(html()).toBe(before);
    configure('sanaStudio.device', 'wasm');
    vi.runAllTimers();
    expect(html()).not.toBe(before);
    reload();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]).toEqual(asked[0]);
  });
});
