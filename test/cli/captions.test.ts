import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decodePng, encodePng, requestFromPng } from '@sana-studio/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJson, referencePath } from '../reference-data.ts';
import { expectDocumented } from './documented.ts';
import { repositoryPath, sana, temporaryFolder } from './sana.ts';

const PICTURES = 200;
const TYPE = 'tiny-vlm';

let server: Server;
let endpoint = '';
let asked = 0;
let whenAsked = (_: number) => {};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await request
      .setEncoding('utf8')
      .toArray()
      .catch(() => undefined);
    // whoever asked was killed
    if (!body) return;
    const [{ text }, { image_url }] = JSON.parse(body.join('')).messages[0].content;
    const { data } = decodePng(Buffer.from(image_url.url.split(',')[1], 'base64'));
    const probe = /^Which colour/.test(text);
    if (!probe) whenAsked(++asked);
    const content = probe
      ? data[0]! > data[2]!
        ? 'red'
        : 'blue'
      : `A square of ${data[0]}, ${data[1]} and ${data[2]}.`;
    response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function pictures(folder: string): Promise<void> {
  mkdirSync(folder);
  for (let i = 0; i < PICTURES; i++) {
    const data = Uint8ClampedArray.from({ length: 4 * 64 }, (_, at) => [i, 255 - i, (7 * i) % 256, 255][at % 4]!);
    writeFileSync(join(folder, `${i}.png`), await encodePng({ width: 8, height: 8, data }));
    // some have texts of their own
    if (i % 5 === 0) writeFileSync(join(folder, `${i}.txt`), `my own ${i}\n`);
  }
}

const args = (folder: string) => {
  const scorer = `clip-vit-l14:${referencePath('captions', 'tiny', 'clip')}`;
  return [
    'caption',
    folder,
    '--with',
    `endpoint:${TYPE}`,
    '--endpoint',
    endpoint,
    '--scorer',
    scorer,
    '--device',
    'cpu',
  ];
};

const filesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map(name => [name, readFileSync(join(folder, name)).toString('base64')]),
  );

/** Ends it and what it has started, as a loss of power would, once so many pictures were asked about. */
function killedAt(folder: string, count: number): Promise<void> {
  return new Promise(resolve => {
    const child: ChildProcess = spawn(process.execPath, [repositoryPath('dist', 'sana.mjs'), ...args(folder)], {
      stdio: 'ignore',
      detached: true,
    });
    child.once('exit', () => resolve());
    whenAsked = so => {
      if (so < count) return;
      // what was asked beside it may still arrive
      whenAsked = () => {};
      process.kill(-child.pid!, 'SIGKILL');
    };
  });
}

/** What Sana's SanaImgDataset reads of a folder, written from its format and from nothing of ours. */
function asTrained(folder: string) {
  const { img_names: names } = readJson(join(folder, 'meta_data.json')) as { img_names: string[] };
  return names.map(name => {
    const key = name.slice(0, name.lastIndexOf('.'));
    const prompt = readFileSync(join(folder, `${key}.txt`), 'utf8')
      .split('\n')[0]!
      .trim();
    const texts: Record<string, string> = { prompt };
    const scores: Record<string, number> = {};
    Object.assign(texts, (readJson(join(folder, `${key}_${TYPE}.json`)) as Record<string, object>)[key]);
    for (const suffix of [`_${TYPE}_clip_score`, '_prompt_clip_score']) {
      const file = (readJson(join(folder, `${key}${suffix}.json`)) as Record<string, Record<string, string>>)[key]!;
      for (const [type, score] of Object.entries(file)) scores[type] = Number.parseFloat(score);
    }
    return { key, texts, scores };
  });
}

test('a folder whose captioning is killed five times ends as one that was captioned in one go, and trains', {
  tags: ['long'],
}, async () => {
  const [whole, killed] = ['whole', 'killed'].map(name => join(temporaryFolder(), name)) as [string, string];
  await pictures(whole);
  await pictures(killed);
  whenAsked = () => {};
  const { code, stdout, stderr } = await sana(args(whole), { cwd: whole });
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('clip_thr: 25.0');
  const lefts: number[] = [];
  for (const count of [1, 12, 40, 77, 30]) {
    asked = 0;
    await killedAt(killed, count);
    lefts.push(readdirSync(killed).length);
  }
  // each got further than the one before
  for (const [at, left] of lefts.entries()) expect(left).toBeGreaterThan(lefts[at - 1] ?? 0);
  whenAsked = () => {};
  asked = 0;
  const last = await sana(args(killed), { cwd: killed });
  expect([last.code, last.stderr.split('\n').filter(line => line.startsWith('sana:'))]).toEqual([0, []]);
  // of what the killed were asked, no more than two each were under way
  expect(asked).toBeLessThanOrEqual(PICTURES - 160 + 2 * 5);
  expect(filesIn(killed)).toEqual(filesIn(whole));

  const read = asTrained(killed);
  expect(read).toHaveLength(PICTURES);
  for (const { key, texts, scores } of read) {
    expect(texts.prompt).toBe(Number(key) % 5 === 0 ? `my own ${key}` : texts[TYPE]);
    expect(Object.keys(scores).sort()).toEqual(['prompt', TYPE]);
  }
  const { stdout: selected } = await sana(['select', killed, '--law', 'best', '--json'], { cwd: killed });
  const best = JSON.parse(selected) as Record<string, { type: string; score: number }>;
  expectDocumented('select', Object.values(best)[0]!);
  for (const { key, scores } of read) expect(best[key]!.score).toBe(Math.max(...Object.values(scores)));
});

test('Florence-2 looks in a process of its own: one of random weights is called blind, and nothing is written', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'a.png'), readFileSync(referencePath('captions', 'folder', '00000000.png')));
  const florence = `florence-2-base:${referencePath('captions', 'tiny', 'florence2')}`;
  const { code, stderr } = await sana(['caption', cwd, '--with', florence], { cwd });
  expect([code, stderr]).toEqual([1, expect.stringContaining('florence-2-base does not look at pictures')]);
  expect(readdirSync(cwd)).toEqual(['a.png']);
  const missing = await sana(['caption', cwd, '--with', 'florence-2-base'], {
    cwd,
    home: join(temporaryFolder(), 'home'),
  });
  expect(missing.stderr).toContain('Add it with: sana models add florence-2-base');
});

test('of several pictures the one that fits the prompt best is kept, and every seed is told with its score', async () => {
  const cwd = temporaryFolder();
  const drawn = ['generate', 'an old radio', '--best-of', '3', '--seed', '5', '--steps', '4', '--device', 'cpu'];
  const { code, stdout, stderr } = await sana(drawn, { cwd });
  expect(code).toBe(0);
  const scores = [...stderr.matchAll(/^seed (\d+): (-?[\d.]+) \(sana-mini\)$/gm)].map(([, seed, score]) => [
    Number(seed),
    Number(score),
  ]) as [number, number][];
  expect(scores.map(([seed]) => seed)).toEqual([5, 6, 7]);
  const [best] = scores.toSorted(([, a], [, b]) => b - a)[0]!;
  expect(readdirSync(cwd)).toHaveLength(1);
  expect(requestFromPng(readFileSync(stdout.trim()))?.seed).toBe(best);
  const refused = await sana([...drawn, '--keep', '4'], { cwd });
  expect(refused.stderr).toContain('No more than the 3 pictures');
  expect(refused.code).toBe(1);
  // a count of its own is refused as a wrong call
  expect((await sana([...drawn, '--count', '2'], { cwd })).code).toBe(2);
});
