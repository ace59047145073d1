import { requestFromPng, SanaError } from '@sana-studio/core';
import { anchorAt } from '@sana-studio/documents';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeView } from '../page.fixture.ts';
import { open, reset, state, Uri } from '../vscode.fixture.ts';
import { drawing, jobFor, made, makerOf, memory, never, viewWith, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';

/** What VS Code makes a link of in a notification. */
const NOTIFICATION_LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)/u;

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
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
