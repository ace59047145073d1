import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GeneratedPicture } from '@sana-studio/core';
import { completeRequest } from '@sana-studio/core/request';
import { Command } from 'commander';
import { afterEach, expect, it, vi } from 'vitest';
import { referencePath } from '../../../../test/reference-data.ts';
import { BestOf } from './best-of.ts';
import { type BestOfFlags, bestOfOptions } from './best-of-option.ts';

const CLIP = `clip-vit-l14:${referencePath('captions', 'tiny', 'clip')}`;
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:59998';
const SIDE = 32;

function picture(seed: number, prompt = 'a fox'): GeneratedPicture {
  const request = completeRequest(
    { prompt, seed, width: SIDE, height: SIDE },
    { ...{ model: 'sana-1.5', width: SIDE, height: SIDE, steps: 2 }, ...{ guidanceScale: 4.5, sampler: 'dpm2' } },
  );
  const data = Uint8ClampedArray.from({ length: 4 * SIDE * SIDE }, (_, at) => (at % 4 === 3 ? 255 : (at * seed) % 251));
  return { width: SIDE, height: SIDE, data, request, replaced: [], remarks: [] } as unknown as GeneratedPicture;
}

const open = async (flags: Partial<BestOfFlags>, model?: string) =>
  (await BestOf.open({ bestOf: 3, device: 'cpu', ...flags }, model))!;

afterEach(() => vi.unstubAllEnvs());

it('keeps the best, the best first, and says where only the beginning of a prompt was compared', async () => {
  const best = await open({ scorer: CLIP, keep: 2 }, 'sana-1.5');
  const told: string[] = [];
  for (const [index, seed] of [3, 5, 7].entries()) told.push(await best.look(picture(seed), index));
  const scores = told.map(line => Number(/^seed \d+: (-?[\d.]+) \(CLIP ViT-L\/14\)$/.exec(line)?.[1]));
  const order = [3, 5, 7].toSorted((a, b) => scores[[3, 5, 7].indexOf(b)]! - scores[[3, 5, 7].indexOf(a)]!);
  expect(best.kept.map(({ request }) => request.seed)).toEqual(order.slice(0, 2));
  expect(() => best.assertCompared()).not.toThrow();
  expect(await best.look(picture(9, 'a fox '.repeat(60)), 3)).toMatch(/ViT-L\/14, of the beginning of the prompt\)$/);
});

it('keeps what cannot be compared, and says why when it is written', async () => {
  const best = await open({ scorer: 'endpoint:judge', endpoint: NOWHERE, keep: 2 });
  for (const index of [0, 1, 2])
    expect(await best.look(picture(index + 1), index)).toBe(`seed ${index + 1}: not compared (judge)`);
  expect(best.kept.map(({ request }) => request.seed)).toEqual([1, 2]);
  expect(() => best.assertCompared()).toThrow(expect.objectContaining({ code: 'captioner-unavailable' }));
});

it('sends to every host that is named, and takes no flag of --best-of without it', async () => {
  const command = new Command();
  for (const option of bestOfOptions()) command.addOption(option);
  command.parse(['--best-of', '2', '--send-to', 'one:1', '--send-to', 'two'], { from: 'user' });
  expect(command.opts()).toEqual({ bestOf: 2, sendTo: ['one:1', 'two'] });
  const flags = { keep: 2, scorer: CLIP, endpoint: NOWHERE, sendTo: ['two'] };
  for (const [name, given] of Object.entries(flags)) {
    await expect(BestOf.open({ device: 'cpu', [name]: given }, undefined)).rejects.toMatchObject({
      reason: 'request-invalid:alone',
      message: expect.stringContaining(name === 'sendTo' ? '--send-to' : `--${name}`),
    });
  }
});

it('compares by CLIP what a server draws, unless it is told to draw with sana-mini', async () => {
  const home = await mkdtemp(join(tmpdir(), 'sana-best-'));
  for (const name of ['HOME', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'LOCALAPPDATA', 'APPDATA']) vi.stubEnv(name, home);
  const failure = (flags: Partial<BestOfFlags>, model?: string) => open(flags, model).catch(error => error.code);
  expect(await failure({ server: NOWHERE })).toBe('scorer-missing');
  // the scorer of sana-mini lies beside the bundle, which there is none of here
  expect(await failure({ server: NOWHERE }, 'sana-mini')).toBe('model-not-found');
  expect(await failure({})).toBe('model-not-found');
  await rm(home, { recursive: true });
});
