import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDocument, promptAt, sectionsOf } from '@sana-studio/documents';
import { beforeEach, describe, expect, it } from 'vitest';
import { commands, env, open, reset, state, TabInputCustom, Uri } from '../vscode.fixture.ts';
import { asDocument, drawing, jobFor, made, makerOf, memory } from './host.fixture.ts';
import { Jobs } from './jobs.ts';
import { newJob } from './new-job.ts';
import { registerWalkthrough } from './walkthrough.ts';

const PLUGIN = join(import.meta.dirname, '../..');
const SAMPLES = readdirSync(join(PLUGIN, 'media/walkthrough')).filter(name => name.startsWith('sample'));
const textOf = (sample: string) => readFileSync(join(PLUGIN, 'media/walkthrough', sample), 'utf8');

/** Steps that are ticked, and places that a picture was asked for. */
function extension() {
  const jobs = new Jobs(makerOf(drawing().view), memory());
  const ticked: string[] = [];
  const asked: unknown[][] = [];
  registerWalkthrough(jobs, Uri.file('/extension'), Uri.file('/storage'));
  // the walkthrough ticks a step when its context begins to hold; where one goes on holding, it is too late for those opened later
  const holding = new Set<string>();
  commands.registerCommand('setContext', ((key: string, holds: boolean) => {
    if (holds && !holding.has(key)) ticked.push(key);
    holding[holds ? 'add' : 'delete'](key);
  }) as (...args: never[]) => unknown);
  for (const command of ['sanaStudio.illustrateAt', 'sanaStudio.illustrateDocument']) {
    commands.registerCommand(command, (...args: unknown[]) => void asked.push(args));
  }
  return { jobs, ticked, asked, holding };
}

beforeEach(() => {
  reset();
  env.language = 'en';
});

describe('the walkthrough', () => {
  it.each(SAMPLES)('opens %s once, and has its fox and its penguin drawn', async sample => {
    const text = textOf(sample);
    env.language = /^sample-(.+)\.md$/u.exec(sample)?.[1] ?? 'en';
    state.files.set(`file:///extension/media/walkthrough/${sample}`, { bytes: new TextEncoder().encode(text) });
    const { asked } = extension();
    open(`file:///storage/sample/${sample}`, text);
    state.files.delete(`file:///storage/sample/${sample}`);
    const source = openDocument(text, 'markdown');
    const prompts: (string | undefined)[] = [];
    for (const step of ['paragraph', 'image']) {
      await commands.executeCommand('sanaStudio.trySample', step as never);
      const [, start] = asked.at(-1) as [unknown, number];
      prompts.push(promptAt(source, { start, end: start })?.kind);
    }
    expect(prompts).toEqual(['paragraph', 'image']);
    await commands.executeCommand('sanaStudio.trySample', 'document' as never);
    expect(asked).toHaveLength(3);
    expect(sectionsOf(source).length).toBeGreaterThan(1);
    // as the person left it
    const written = state.files.get(`file:///storage/sample/${sample}`);
    await commands.executeCommand('sanaStudio.trySample', 'image' as never);
    expect(state.files.get(`file:///storage/sample/${sample}`)).toBe(written);
    expect(state.shown).toEqual([]);
  });

  it('ticks a step when its picture is in a document, and not before', async () => {
    const { jobs, ticked, holding } = extension();
    const refusing = open('file:///notes/b.md', 'a hen');
    state.files.set(refusing.uri.toString(), { bytes: new Uint8Array(), readOnly: true });
    await jobs.run([jobFor(refusing)]);
    expect(ticked).toEqual([]);
    await jobs.run([jobFor(open('file:///notes/a.md', 'a fox'))]);
    expect(ticked).toEqual(['sanaStudio.made.paragraph']);
    await jobs.run([{ ...jobFor(open('file:///notes/d.md', 'a hen')), kind: 'section' }]);
    expect(ticked.splice(1)).toEqual(['sanaStudio.made.paragraph', 'sanaStudio.made.document']);
    const empty = open('file:///notes/c.md', '![a cat]()');
    const found = promptAt(openDocument(empty.text, 'markdown'), { start: 3, end: 3 })!;
    await jobs.run([newJob(asDocument(empty), found)]);
    expect(ticked).toEqual(['sanaStudio.made.paragraph', 'sanaStudio.made.image']);
    expect([...holding]).toEqual([]);
  });

  it('ticks the step of the panel when a picture of it was inserted', async () => {
    const { ticked } = extension();
    const { anchor, document: uri } = jobFor(open('file:///notes/a.md', 'a fox'));
    const target = JSON.stringify({ document: uri, anchor });
    const { host } = drawing();
    const { bytes, request } = await made({ prompt: 'a fox' });
    await host.formatFor(target);
    expect(ticked).toEqual([]);
    await host.insert({ bytes, format: 'png', request, target });
    expect(ticked).toEqual(['sanaStudio.made.panel']);
  });

  it('has the penguin drawn when a fox is in the sample already, and says so when nothing is left', async () => {
    const { asked } = extension();
    const text = textOf('sample.md').replace('## A warm', '![A red fox](images/a-red-fox.png)\n\n## A warm');
    open('file:///storage/sample/sample.md', text);
    await commands.executeCommand('sanaStudio.trySample', 'image' as never);
    const [, start] = asked.at(-1) as [unknown, number];
    expect(text.slice(start)).toMatch(/^A penguin/u);
    open('file:///storage/sample/sample.md', 'all done');
    await commands.executeCommand('sanaStudio.trySample', 'image' as never);
    expect(asked).toHaveLength(1);
    expect(state.shown).toHaveLength(1);
  });

  it('shows the sample as it will be read, once', async () => {
    extension();
    const sample = open('file:///storage/sample/sample.md', textOf('sample.md'));
    const shown: unknown[][] = [];
    commands.registerCommand('workbench.action.newGroupBelow', () => void shown.push(['below']));
    commands.registerCommand('vscode.openWith', (uri: typeof sample.uri, type: string) => {
      shown.push([uri, type]);
      state.tabs.push({ input: new TabInputCustom(uri, type) });
    });
    for (const step of ['paragraph', 'image']) await commands.executeCommand('sanaStudio.trySample', step as never);
    expect(shown).toEqual([['below'], [sample.uri, 'vscode.markdown.preview.editor']]);
  });

  it('has no step that a button alone ticks', () => {
    const { contributes } = JSON.parse(readFileSync(join(PLUGIN, 'package.json'), 'utf8'));
    const events = contributes.walkthroughs[0].steps.flatMap(
      (step: { completionEvents: string[] }) => step.completionEvents,
    );
    expect(events.filter((event: string) => !event.startsWith('onContext:sanaStudio.made.'))).toEqual([]);
  });
});
