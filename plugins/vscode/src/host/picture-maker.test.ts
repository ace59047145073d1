import { SanaError } from '@sana-studio/core';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { NeededModel } from '../contract.ts';
import { commands, env, open, reset, state } from '../vscode.fixture.ts';
import { drawing, jobFor, made, makerOf, memory, viewWith, written } from './host.fixture.ts';
import { Jobs } from './jobs.ts';

beforeEach(() => {
  reset();
  state.settings['sanaStudio.fileName'] = `\${slug}`;
});

const BIG: NeededModel = { title: 'Sana 0.6B', bytes: 5.9e9, done: 0, licences: ['https://example.org/terms'] };

describe('a model that is not here', () => {
  const asking = (answer: string) => {
    const questions: { message: string; detail: string; labels: readonly string[] }[] = [];
    const fetched: unknown[] = [];
    const used = viewWith(made);
    used.page.needed = async () => BIG;
    used.page.fetch = async (model, licences, { onProgress }) => {
      onProgress(0.5);
      fetched.push([model, licences]);
    };
    state.answers.notice = (message, labels, detail = '') => {
      questions.push({ message, detail, labels });
      return answer;
    };
    return { ...used, questions, fetched };
  };
  const run = async (asked: ReturnType<typeof asking>) => {
    const job = jobFor(open('file:///notes/a.md', 'a fox'));
    await new Jobs(makerOf(asked.view), memory()).run([
      { ...job, request: { ...job.request, model: 'sana-0.6b-512' } },
    ]);
  };

  it('is asked about once, with its size, the time and the terms, and fetched before it draws', async () => {
    const asked = asking('Accept the Terms and Download');
    await run(asked);
    const [question] = asked.questions;
    expect(question!.message).toContain('Sana 0.6B');
    expect(question!.detail).toMatch(/5\.9 GB.*16 min.*\n\n.*https:\/\/example\.org\/terms/su);
    expect(asked.fetched).toEqual([['sana-0.6b-512', BIG.licences]]);
    expect(asked.asked).toMatchObject([{ model: 'sana-0.6b-512' }]);
    expect(state.shown.some(line => line.includes('downloading “Sana 0.6B”: 50 %'))).toBe(true);
  });

  it('gives way to the small one, or to none', async () => {
    const small = asking('Draw with the Small Model');
    await run(small);
    expect([small.fetched, small.asked]).toMatchObject([[], [{ model: 'sana-mini' }]]);
    reset();
    const none = asking('');
    await run(none);
    expect([none.fetched, none.asked, written()]).toEqual([[], [], []]);
  });
});

describe('the chosen model', () => {
  const drawn = async (used: ReturnType<typeof drawing>) => {
    await new Jobs(makerOf(used.view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    return used.asked.at(-1)?.model;
  };

  it('of the panel draws what is asked for elsewhere, in other workspaces too', async () => {
    const everywhere = memory();
    const used = viewWith(made, memory(), everywhere);
    await used.host.store('form', JSON.stringify({ model: 'sana-big' }));
    expect(await drawn(used)).toBe('sana-big');
    const elsewhere = viewWith(made, memory(), everywhere);
    expect(await drawn(elsewhere)).toBe('sana-big');
    expect(elsewhere.html()).toContain('sana-big');
  });

  it('is that of the settings, which follow what is chosen in the panel', async () => {
    state.settings['sanaStudio.model'] = 'sana-set';
    const used = drawing();
    expect(await drawn(used)).toBe('sana-set');
    expect(used.html()).toContain('sana-set');
    await used.host.store('form', JSON.stringify({ model: 'sana-other' }));
    expect(state.settings['sanaStudio.model']).toBe('sana-other');
    expect(await drawn(used)).toBe('sana-other');
  });
});

describe('without a panel', () => {
  it('asks before it opens one for what only that can draw', async () => {
    const used = drawing();
    used.dispose();
    state.settings['sanaStudio.imageFormat'] = 'webp';
    await new Jobs(makerOf(used.view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(state.shown).toEqual([expect.stringContaining('drawn in the panel')]);
    expect([used.asked, written()]).toEqual([[], []]);
  });

  it('says what kept the embedded model from drawing', async () => {
    const used = drawing();
    used.dispose();
    await new Jobs(makerOf(used.view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(state.shown.at(-1)).toContain('models/sana-mini/files.json');
  });
});

it('says of a picture that waits how many are before it', async () => {
  let finish: (() => void) | undefined;
  const used = viewWith(
    request =>
      new Promise((resolve, reject) => {
        finish = () => made(request).then(resolve, reject);
      }),
  );
  const jobs = new Jobs(makerOf(used.view), memory());
  const first = jobs.run([jobFor(open('file:///notes/a.md', 'a fox'))]);
  const second = jobs.run([jobFor(open('file:///notes/b.md', 'a hen'))]);
  await expect.poll(() => state.shown).toContain('“a hen”: waiting, 1 before it');
  finish!();
  await first;
  await expect.poll(() => used.asked.length).toBe(2);
  finish!();
  await second;
  expect(written()).toHaveLength(2);
});

describe('what went wrong', () => {
  const failing = async (error: SanaError) => {
    const used = viewWith(() => Promise.reject(error));
    await new Jobs(makerOf(used.view), memory()).run([jobFor(open('file:///notes/a.md', 'a fox'))]);
  };

  it('is told in the language of the window', async () => {
    env.language = 'zh-cn';
    onTestFinished(() => void Object.assign(env, { language: 'en' }));
    await failing(new SanaError('out-of-memory:picture'));
    state.readOnlySchemes.add('file');
    await failing(new SanaError('out-of-memory:picture'));
    expect(state.red).toHaveLength(2);
    for (const told of state.red) expect(told).toMatch(/^[^a-z]*(?:a\.md|file)?[^a-z]*(?:file)?[^a-z]*$/u);
  });

  it('offers the panel where a model that nobody knows was asked for', async () => {
    let opened = false;
    commands.registerCommand('sanaStudio.openPanel', () => {
      opened = true;
    });
    state.answers.notice = (_, labels) => labels.find(label => label === 'Open the Panel');
    await failing(new SanaError('model-not-found:chosen', { model: 'sana-x' }));
    await expect.poll(() => opened).toBe(true);
  });
});
