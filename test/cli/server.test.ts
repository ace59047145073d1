import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePng, requestFromPng } from '@sana-studio/core';
import { describe, expect, test } from 'vitest';
import { drawingServer } from '../drawing-server.ts';
import { embedded } from '../embedded-model.ts';
import { referencePath } from '../reference-data.ts';
import { expectDocumented } from './documented.ts';
import { type SanaOptions, sana, temporaryFolder } from './sana.ts';

const side = embedded.nativeSize;
const square = `${side}x${side}`;

describe('sana generate --server', { timeout: 120_000 }, () => {
  test('says what leaves the computer, sends that and the key, and writes a picture as from here', async () => {
    const server = await drawingServer();
    const cwd = temporaryFolder();
    process.env.SANA_SERVER_KEY = 'sk-secret';
    const run = await sana(
      [
        'generate',
        'a nude woman on a bed',
        '--seed',
        '9',
        '--size',
        square,
        '--server',
        `${server.url}/v1`,
        '--count',
        '2',
      ],
      { cwd },
    );
    delete process.env.SANA_SERVER_KEY;
    expect(run).toMatchObject({ code: 0 });
    const host = server.url.slice('http://'.length);
    expect(run.stderr).toContain(
      `The prompt, the negative prompt and the numbers of the request go to ${host} (SGLang, model sana-mini), and nothing else.`,
    );
    expect(run.stderr).toMatch(
      new RegExp(
        String.raw`${side} × ${side} pixels, seeds 9 to 10, ${embedded.steps} steps, [\d.]+ s on 127\.0\.0\.1:\d+ \(SGLang\)`,
      ),
    );
    expect(run.stderr + run.stdout).not.toContain('sk-secret');
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-secret', 'Bearer sk-secret']);
    const [{ body }] = server.asked as [(typeof server.asked)[0]];
    expect(body).toMatchObject({
      size: square,
      seed: 9,
      num_inference_steps: embedded.steps,
      guidance_scale: embedded.guidanceScale,
      generator_device: 'cpu',
    });
    expect(body.prompt).toBe('a ❤️ woman on a bed');
    const paths = run.stdout.trimEnd().split('\n');
    expect(paths).toHaveLength(2);
    const file = readFileSync(paths[0]!);
    expect(decodePng(file)).toMatchObject({ width: side, height: side });
    expect(requestFromPng(file)).toMatchObject({ prompt: 'a nude woman on a bed', seed: 9, model: 'sana-mini' });
  });

  test('keeps the best of several of a server, and tells of all', { tags: ['long'] }, async () => {
    const server = await drawingServer();
    const cwd = temporaryFolder();
    const clip = `clip-vit-l14:${referencePath('captions', 'tiny', 'clip')}`;
    const drawn = ['generate', 'a harbour', '--seed', '9', '--size', '64x64', '--server', server.url, '--best-of', '3'];
    const run = await sana([...drawn, '--scorer', clip], { cwd });
    expect(run).toMatchObject({ code: 0 });
    const told = [...run.stderr.matchAll(/^seed (\d+): (-?[\d.]+) \(CLIP ViT-L\/14\)$/gm)];
    const scores = told.map(([, seed, score]) => ({ seed: Number(seed), score: Number(score) }));
    expect(scores.map(({ seed }) => seed)).toEqual([9, 10, 11]);
    const [best] = scores.toSorted((a, b) => b.score - a.score);
    expect(readdirSync(cwd)).toHaveLength(1);
    expect(requestFromPng(readFileSync(run.stdout.trim()))?.seed).toBe(best!.seed);
  });

  test('puts pictures of a server into documents', async () => {
    const server = await drawingServer();
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'post.md'), '# A harbour\n\n![boats at dawn]()\n\n![gulls]()\n');
    const run = await sana(['illustrate', 'post.md', '--server', server.url, '--size', '64x32'], { cwd });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stderr.match(/and nothing else\./g)).toHaveLength(1);
    const text = readFileSync(join(cwd, 'post.md'), 'utf8');
    const paths = [...text.matchAll(/\]\((images\/[^)]+\.png)\)/g)].map(([, path]) => path!);
    expect(paths).toHaveLength(2);
    expect(requestFromPng(readFileSync(join(cwd, paths[0]!)))).toMatchObject({ prompt: 'boats at dawn', width: 64 });
  });

  test('tells what a server makes of a size and a seed', async () => {
    const server = await drawingServer();
    const cwd = temporaryFolder();
    const run = await sana(['check-server', server.url], { cwd });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toMatch(
      new RegExp(
        String.raw`^server {2}127\.0\.0\.1:\d+, SGLang\nmodel {3}sana-mini: ${side} × ${side} px, ${embedded.steps} steps\nsize {4}as asked for\nseed {4}the same`,
      ),
    );
    const json = await sana(['check-server', server.url, '--json'], { cwd });
    expectDocumented('check-server', JSON.parse(json.stdout));
    expect(JSON.parse(json.stdout)).toMatchObject({
      engine: 'sglang',
      models: ['sana-mini', 'sprint-0.6b'],
      size: 'as-asked',
      seed: 'same',
    });
  });

  test('has a sentence for what is no server, and for what a server cannot do', { tags: ['long'] }, async () => {
    const cwd = temporaryFolder();
    const { url } = await drawingServer();
    for (const [args, code] of [
      [['a cat', '--server', 'gpu-box'], 'request-invalid'],
      [['a cat', '--server', 'http://key@127.0.0.1'], 'request-invalid'],
      [['a cat', '--server', 'http://127.0.0.1:9'], 'network-failed'],
      [['a cat', '--server', url, '--variation', '0.2'], 'request-invalid'],
      [['a cat', '--server', url, '--model', 'nope'], 'server-refused'],
    ] as const) {
      const run = await sana(['generate', ...args], { cwd });
      expect(run.code).toBe(1);
      expect(run.stderr).toMatch(new RegExp(`\\[${code}\\]\\n$`));
    }
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('sana generate --prompts', { timeout: 120_000 }, () => {
  const COUNT = 200;

  test('goes on where it was stopped, wherever that was: everything is there, and nothing was drawn twice', {
    tags: ['long'],
  }, async () => {
    const server = await drawingServer();
    const cwd = temporaryFolder();
    const rows = Array.from({ length: COUNT }, (_, at) => `p${at},"thing ${at}, 🐶",${at}`);
    writeFileSync(
      join(cwd, 'list.csv'),
      `\ufeffid;prompt;seed\r\n${rows.join('\r\n').replace(/,(?=")|,(?=\d+$)/gm, ';')}\r\n`,
    );
    const args = [
      'generate',
      '--prompts',
      'list.csv',
      '--server',
      server.url,
      '--parallel',
      '4',
      '--size',
      '32x32',
      '--out',
      'out',
    ];
    /** Draws on. @returns what came of it, and the seeds that were asked for though their pictures were there before */
    const drawOn = async (onStdout?: SanaOptions['onStdout']) => {
      const out = join(cwd, 'out');
      const names = existsSync(out) ? readdirSync(out) : [];
      const there = new Set(names.map(name => Number(/^p(\d+)\.png$/.exec(name)?.[1])));
      const before = server.asked.length;
      const run = await sana(args, { cwd, ...(onStdout && { onStdout }) });
      const again = server.asked.slice(before).filter(({ body }) => there.has(body.seed));
      return { run, again: again.map(({ body }) => body.seed) };
    };
    for (const [stopAt, signal] of [
      [20, 'SIGINT'],
      [75, 'SIGKILL'],
      [140, 'SIGINT'],
    ] as const) {
      const { run, again } = await drawOn((_, child) => void (server.asked.length >= stopAt && child.kill(signal)));
      expect(again).toEqual([]);
      expect(run.code).not.toBe(0);
      if (signal === 'SIGINT')
        expect(run.stderr).toMatch(/Stopped: \d+ of 200 pictures are there\. The same command goes on/);
      // a command whose supervisor was killed ends by itself
      await new Promise(later => setTimeout(later, 500));
    }
    const { run: last, again } = await drawOn();
    expect(again).toEqual([]);
    expect(last).toMatchObject({ code: 0 });
    expect(last.stderr).toMatch(/\n\d+ drawn, \d+ there already\. All of them: out\/contact-sheet\.html\n$/);
    for (let at = 0; at < COUNT; at++) {
      expect(requestFromPng(readFileSync(join(cwd, `out/p${at}.png`)))).toMatchObject({
        prompt: `thing ${at}, 🐶`,
        seed: at,
      });
    }
    // what was under way when it was killed had not arrived: at most as many as are asked for at once, three times
    expect(server.asked.length).toBeLessThanOrEqual(COUNT + 12);
    const before = server.asked.length;
    await sana(args, { cwd });
    expect(server.asked).toHaveLength(before);
    expect(readdirSync(join(cwd, 'out')).filter(name => !name.endsWith('.png'))).toEqual(['contact-sheet.html']);
  });

  test('asks for the model of each row, several at once', async () => {
    const server = await drawingServer();
    const cwd = temporaryFolder();
    const rows = Array.from({ length: 12 }, (_, at) => `p${at},thing ${at},${at % 2 ? 'sprint-0.6b' : 'sana-mini'}`);
    writeFileSync(join(cwd, 'list.csv'), `id,prompt,model\n${rows.join('\n')}\n`);
    const args = ['--server', server.url, '--parallel', '4', '--size', '32x32'];
    expect(await sana(['generate', '--prompts', 'list.csv', ...args], { cwd })).toMatchObject({ code: 0 });
    for (const { body } of server.asked) {
      const isSprint = Number(/\d+/.exec(body.prompt)![0]) % 2 === 1;
      expect(body).toMatchObject(
        isSprint
          ? { model: 'sprint-0.6b', num_inference_steps: 2 }
          : { model: 'sana-mini', num_inference_steps: embedded.steps },
      );
    }
    expect(requestFromPng(readFileSync(join(cwd, 'list/p1.png')))).toMatchObject({ model: 'sprint-0.6b', steps: 2 });
  });

  test('draws the rest when one fails, and writes down what did, as a list that can be drawn again', async () => {
    let isBroken = true;
    const server = await drawingServer(prompt => (isBroken && prompt.includes('second') ? 500 : undefined));
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'list.csv'),
      'id,Prompt,Negative prompt,size,who\na,the first,,32x32,me\nb,"the second,\nreally",dog,,you\nc,third,,7,me\nd,,,,\n',
    );
    writeFileSync(join(cwd, 'taken.png'), 'mine');
    const args = ['--server', server.url, '--seed', '4', '--out', 'out'];
    const run = await sana(['generate', '--prompts', 'list.csv', ...args], { cwd });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('The column “who” means nothing here and is ignored.');
    expect(run.stderr).toMatch(/Line 3: .*It does not like this one.*\[server-failed\]/);
    expect(run.stderr).toMatch(/Line 5: “7” is no size\..*\n.*Line 6: There is no prompt/);
    expect(run.stderr).toContain('1 drawn, 3 failed (out/failures.csv)');
    const failures = join(cwd, 'out/failures.csv');
    expect(readFileSync(failures, 'utf8')).toMatch(/^id,Prompt,Negative prompt,size,who,error,message\n/);
    isBroken = false;
    const again = await sana(['generate', '--prompts', 'out/failures.csv', ...args], { cwd });
    expect(again.stderr).toContain('1 drawn, 2 failed');
    expect(requestFromPng(readFileSync(join(cwd, 'out/b.png')))).toMatchObject({
      prompt: 'the second,\nreally',
      negativePrompt: 'dog',
      seed: 4,
    });
  });

  test('takes the items of lists and lines of standard input, and replaces no file that is not its own', async () => {
    const server = await drawingServer();
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'ideas.md'),
      '# Ideas\n\nNot this.\n\n- a **lighthouse**\n  - a [boat](x.md)\n- \n\n1. [ ] a moon\n',
    );
    const run = await sana(['generate', '--prompts', 'ideas.md', '--server', server.url, '--size', '32x32'], { cwd });
    expect(run.stdout.trim().split('\n').toSorted()).toEqual([
      'ideas/001-a-lighthouse.png',
      'ideas/002-a-boat.png',
      'ideas/003-a-moon.png',
    ]);
    writeFileSync(join(cwd, 'ideas/001-a-cat.png'), 'mine');
    const lines = await sana(
      ['generate', '--prompts', '-', '--server', server.url, '--out', 'ideas', '--size', '32x32'],
      { cwd, input: 'a cat\r\n\r\na dog' },
    );
    expect(lines.code).toBe(1);
    expect(lines.stdout).toBe('ideas/002-a-dog.png\n');
    expect(lines.stderr).toMatch(/Line 1: .*001-a-cat\.png is there and is no picture/);
    expect(readFileSync(join(cwd, 'ideas/001-a-cat.png'), 'utf8')).toBe('mine');
  });
});
