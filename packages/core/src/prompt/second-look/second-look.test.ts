import { afterEach, describe, expect, test } from 'vitest';
import { referencePath } from '../../../../../test/reference-data.ts';
import { openModelFolder } from '../../checkpoint/layout/model-folder.ts';
import { diskFolder } from '../../node/files.ts';
import { nodeRuntime } from '../../node/runtime.ts';
import { SanaPipeline } from '../../pipeline.ts';
import type { SafetyPolicy } from '../safety.ts';
import { RED_HEART_PROMPT, safetyGuard } from '../vocabulary-guard.ts';
import { probeFile } from './probe.fixture.ts';

const PROBE = probeFile();

describe('what words and a second look make of a prompt', () => {
  const judge = async (prompt: string, verdict: 'unsafe' | 'harmless' | 'undecided', policy: SafetyPolicy = {}) =>
    (await safetyGuard({ probe: PROBE, ...policy })).judge(prompt, verdict);

  test('a verdict of harmless keeps the words, but not those of a list, nor what the probe was never shown', async () => {
    const prompt = 'a naked woman';
    expect(await judge(prompt, 'harmless')).toMatchObject({ text: prompt, hits: [], spared: [{ text: 'naked' }] });
    expect(await judge(prompt, 'undecided')).toMatchObject({ text: 'a ❤️ woman', spared: [] });
    expect(await judge(prompt, 'harmless', { deny: ['woman'] })).toMatchObject({ text: 'a naked ❤️' });
    expect(await judge(prompt, 'harmless', { probe: probeFile({ categories: ['gore'] }) })).toMatchObject({
      text: 'a ❤️ woman',
      spared: [],
    });
    expect(await judge(prompt, 'harmless', { action: 'refuse' })).toMatchObject({ refused: false });
  });

  test('a verdict of unsafe takes the whole prompt where no word was found', async () => {
    const found = { hits: [{ text: 'two cats', category: 'second-look', start: 1, end: 9 }], refused: false };
    expect(await judge(' two cats ', 'unsafe')).toMatchObject({ text: RED_HEART_PROMPT, ...found });
    expect(await judge(' two cats ', 'unsafe', { action: 'refuse' })).toMatchObject({ ...found, refused: true });
    expect(await judge('two cats', 'unsafe', { action: 'off' })).toMatchObject({ text: 'two cats', hits: [] });
    expect(await judge('a naked woman', 'unsafe')).toMatchObject({ text: 'a ❤️ woman' });
    expect(await judge('Two cats', 'unsafe', { allow: ['two cats'] })).toMatchObject({ text: 'Two cats', hits: [] });
  });
});

describe('with the small model', () => {
  const opened: SanaPipeline[] = [];
  afterEach(async () => {
    for (const pipeline of opened.splice(0)) await pipeline.dispose();
  });
  const request = { width: 64, height: 64, steps: 1, seed: 1 };

  async function open(bounds: { adds: number; vetoes: number }, policy: SafetyPolicy = {}, layers = 3) {
    const model = await openModelFolder(diskFolder(referencePath('sana', 'model')));
    const width = model.textEncoder.config.hidden_size;
    const bos = await model.textEncoder.tensors.readFloat32('embed_tokens.weight', [2, 3]);
    const fitted = probeFile({ width, bos, ...bounds });
    const guard = await safetyGuard({ ...policy, probe: { ...fitted, encoder: { ...fitted.encoder, layers } } });
    const pipeline = new SanaPipeline(await nodeRuntime('cpu'), model, { guard });
    opened.push(pipeline);
    return pipeline;
  }
  const ALWAYS = { adds: -1e9, vetoes: -1e9 };
  const NEVER = { adds: 1e9, vetoes: 1e9 };

  test('a prompt that only the probe finds is drawn as a heart, and it is said', async () => {
    const [picture] = await (await open(ALWAYS)).generate({ ...request, prompt: 'a fox' });
    expect(picture).toMatchObject({ replaced: [{ text: 'a fox' }], remarks: [{ remark: 'second-look:found' }] });
    const [heart] = await (await open(NEVER)).generate({ ...request, prompt: RED_HEART_PROMPT });
    expect(heart!.remarks).toEqual([]);
    expect(picture!.data).toEqual(heart!.data);
  });

  test('words that the probe finds harmless are drawn, and it is said', async () => {
    const [picture] = await (await open(NEVER)).generate({ ...request, prompt: 'a naked woman' });
    const remarks = [{ remark: 'second-look:kept', data: { words: ['naked'] } }];
    expect(picture).toMatchObject({ replaced: [], remarks });
  });

  test('a policy that refuses says why', async () => {
    const drawing = (await open(ALWAYS, { action: 'refuse' })).generate({ ...request, prompt: 'a fox' });
    await expect(drawing).rejects.toMatchObject({ code: 'request-refused', reason: 'request-refused:second-look' });
  });

  test('a probe of another text encoder is refused before anything is drawn', async () => {
    const drawing = (await open(NEVER, {}, 26)).generate({ ...request, prompt: 'a fox' });
    await expect(drawing).rejects.toMatchObject({ code: 'probe-unfit' });
  });
});
