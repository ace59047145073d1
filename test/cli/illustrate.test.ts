import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crowdedDocument } from '@sana-studio/documents/generated-document.fixture';
import { assertLaw, assertReadsAsBefore } from '@sana-studio/documents/law.fixture';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectDocumented } from './documented.ts';
import { sana, temporaryFolder } from './sana.ts';

const SMALL = ['--size', '64x64', '--steps', '2'];
const TEXT = '# Notes\r\n\r\n- one\r\n- ![a red fox]()\r\n\r\n```sana seed=7\r\nA boat\r\n```\r\n---\r\n';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('sana illustrate', () => {
  it('plans without drawing, writing or needing a model', async () => {
    const cwd = folderWith({
      'a.md': `\ufeff${TEXT}`,
      'sub/C# b.mdx': 'A {x} tree ![how it grows](tree.mp4)\n',
      'c.adoc': 'A tree\n',
      'd.ipynb': '{ "cells": [{ "cell_type": "markdown", "source": ["![a hen]()"] }] }\n',
    });
    const files = ['a.md', 'sub/C# b.mdx', 'c.adoc', './a.md', 'd.ipynb'];
    const { code, stdout } = await sana(['illustrate', ...files, '--dry-run', '--json'], { cwd });
    expect(code).toBe(0);
    expectDocumented('illustrate', JSON.parse(stdout.split('\n')[0]!));
    const [first, second, third, fourth] = stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(Object.keys(first)).toEqual(['file', 'edits', 'text', 'pictures', 'refused']);
    expect(first.file).toBe('a.md');
    const applied = [...first.edits]
      .reverse()
      .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), `\ufeff${TEXT}`);
    expect(applied).toBe(first.text);
    expect(first.pictures).toMatchObject([
      { prompt: 'a red fox', alt: 'a red fox', line: 4 },
      { path: 'images/a-boat-7.png', prompt: 'A boat', alt: 'A boat', line: 6 },
    ]);
    expect(second).toMatchObject({ file: 'sub/C# b.mdx', edits: [], pictures: [], refused: [] });
    expect(third.refused).toMatchObject([{ line: 1, code: 'request-invalid' }]);
    const { path } = fourth.pictures[0];
    expect(fourth.text).toBe(`{ "cells": [{ "cell_type": "markdown", "source": ["![a hen](${path})"] }] }\n`);
    expect(readdirSync(cwd).sort()).toEqual(['a.md', 'c.adoc', 'd.ipynb', 'sub']);
  });

  it('tells of any documents what they would be, and nothing in them changes but by pictures', {
    tags: ['long'],
  }, async () => {
    const documents = fc.sample(crowdedDocument, { seed: 4, numRuns: 6 });
    const files = Object.fromEntries(documents.map(({ name, text }, index) => [`docs/${index}/${name}`, text]));
    const cwd = folderWith({ ...files, 'docs/node_modules/x/README.md': '![theirs]()\n' });
    const { stdout } = await sana(['illustrate', 'docs', './docs/0/../0/*', '--dry-run', '--json'], { cwd });
    const told = stdout.split('\n').slice(0, -1);
    expect(told.length).toBe(documents.length);
    let pictures = 0;
    for (const line of told) {
      const plan = JSON.parse(line);
      const old = files[plan.file.replaceAll('\\', '/')]!;
      assertLaw(old, plan);
      assertReadsAsBefore(plan.file, old, plan);
      pictures += plan.pictures.length;
    }
    expect(pictures).toBeGreaterThan(documents.length);
    for (const [file, text] of Object.entries(files)) expect(readFileSync(join(cwd, file), 'utf8')).toBe(text);
  });

  it('does at a place what the editor does at the cursor', async () => {
    const cwd = folderWith({ 'a.md': TEXT });
    const at = async (place: string) => {
      const { stdout } = await sana(['illustrate', 'a.md', '--at', place, '--dry-run', '--json'], { cwd });
      return JSON.parse(stdout);
    };
    const [item, rule] = await Promise.all([at('3:5'), at('9')]);
    expect(item.pictures).toMatchObject([{ prompt: 'one', line: 5 }]);
    expect(item.text).toContain('- one\r\n\r\n  ![one](images/');
    expect(rule).toMatchObject({
      edits: [],
      text: TEXT,
      pictures: [],
      refused: [{ line: 9, code: 'request-invalid' }],
    });
  });

  it('fills a page’s field for its picture, in the folder of its site', { tags: ['long'] }, async () => {
    const page = '---\ntitle: The moon\nimage:\n---\n\ntext\n';
    const cwd = folderWith({ 'site/hugo.toml': '', 'site/content/my posts/a.md': page, 'a.md': page });
    const at = (file: string, ...options: string[]) =>
      sana(['illustrate', file, '--at', '2', '--seed', '7', ...options], { cwd });
    const file = 'site/content/my posts/a.md';
    const [planned, elsewhere] = await Promise.all(
      [file, 'a.md'].map(async name => JSON.parse((await at(name, '--dry-run', '--json')).stdout)),
    );
    expect(planned).toMatchObject({
      edits: [{ start: 26, end: 26, text: ' "/images/the-moon-7.png"' }],
      pictures: [{ path: '../../static/images/the-moon-7.png', prompt: 'The moon', alt: '', line: 3 }],
      refused: [],
    });
    const run = await at(file, ...SMALL);
    expect([run.code, run.stdout]).toEqual([0, 'site/static/images/the-moon-7.png\n']);
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(planned.text);
    expect(existsSync(join(cwd, run.stdout.trim()))).toBe(true);
    expect(elsewhere.text).toContain('image:\n---\n\n![The moon](images/the-moon-7.png)\n');
  });

  it('draws, writes in, and then has nothing to do', async () => {
    const cwd = folderWith({ 'docs/a.md': TEXT, 'docs/b.md': 'nothing\n' });
    const before = await sana(['illustrate', 'docs/*.md', '--check'], { cwd });
    expect([before.code, before.stderr]).toEqual([
      1,
      expect.stringContaining('docs/a.md:6: no picture yet of “A boat”'),
    ]);
    const run = await sana(['illustrate', 'docs/*.md', '--style', 'watercolour', ...SMALL], { cwd });
    expect([run.code, run.stdout.trim().split('\n').length]).toEqual([0, 2]);
    const text = readFileSync(join(cwd, 'docs/a.md'), 'utf8');
    expect(text).toMatch(
      /^# Notes\r\n\r\n- one\r\n- !\[a red fox\]\(images\/a-red-fox-\d+\.png\)\r\n\r\n!\[A boat\]\(images\/a-boat-7\.png\)\r\n\r\n---\r\n$/u,
    );
    expect(existsSync(join(cwd, 'docs/images/a-boat-7.png'))).toBe(true);
    expect((await sana(['illustrate', 'docs/*.md', '--check'], { cwd })).code).toBe(0);
  });

  it('says of images that are missing without words that they are, and draws none', async () => {
    const text =
      '![](gone.png) ![](have.png)\n\n![]()\n\n<img src="lost.png" alt="">\n\n![][a] ![a fox][a]\n\n[a]: fox.png\n';
    const cwd = folderWith({ 'a.md': text, 'have.png': '' });
    const { code, stderr } = await sana(['illustrate', 'a.md', '--check'], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /a\.md:1: .*“gone\.png”.*no alt text.*\n.*a\.md:3: .*no alt text.*\n.*a\.md:5: .*“lost\.png”/u,
    );
    expect(stderr.match(/no alt text/gu)).toHaveLength(3);
    expect(stderr).toContain('a.md:7: no picture yet of “a fox”');
  });

  it('takes another name when somebody puts a file there meanwhile', { tags: ['long'] }, async () => {
    const cwd = folderWith({ 'a.md': '```sana seed=1\nA boat\n```\n', 'images/kept.txt': '' });
    const mine = join(cwd, 'images/a-boat-1.png');
    const run = await sana(['illustrate', 'a.md', ...SMALL], { cwd, onStderr: () => writeFileSync(mine, 'mine') });
    expect([run.code, readFileSync(mine, 'utf8')]).toEqual([0, 'mine']);
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toBe('![A boat](images/a-boat-1-1.png)\n');
  });

  it('leaves a document as it is that somebody changes meanwhile, and draws no picture twice', async () => {
    const cwd = folderWith({ 'a.md': '```sana seed=1\nA boat\n```\n' });
    const file = join(cwd, 'a.md');
    let changed = false;
    const run = await sana(['illustrate', 'a.md', ...SMALL], {
      cwd,
      onStderr: () => {
        if (!changed) appendFileSync(file, '\nmine\n');
        changed = true;
      },
    });
    expect([run.code, run.stderr]).toEqual([1, expect.stringContaining('[document-refused]')]);
    expect(readFileSync(file, 'utf8')).toBe('```sana seed=1\nA boat\n```\n\nmine\n');
    const again = await sana(['illustrate', 'a.md', ...SMALL], { cwd });
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toBe('![A boat](images/a-boat-1.png)\n\nmine\n');
  });

  it('is stopped with nothing half written', { tags: ['long'] }, async () => {
    const cwd = folderWith({ 'a.md': '```sana seed=1 size=512\nA boat\n```\n\n![a fox]()\n' });
    let stopped = false;
    const run = await sana(['illustrate', 'a.md', '--steps', '60'], {
      cwd,
      onStderr: (text, child) => {
        if (!stopped && text.includes('denoise')) stopped = child.kill('SIGINT');
      },
    });
    expect([run.code, run.stderr]).toEqual([130, expect.stringContaining('[cancelled]')]);
    expect(execFileSync('find', ['.', '-type', 'f'], { cwd, encoding: 'utf8' })).toBe('./a.md\n');
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toContain('```sana');
  });

  it('says how far it is with a long document, and can be stopped meanwhile', async () => {
    const text = Array.from({ length: 20_000 }, (_, n) => `Words of paragraph ${n}.\n\n![cat ${n}]()\n\n`).join('');
    const cwd = folderWith({ 'a.md': text });
    let stopped = 0;
    const run = await sana(['illustrate', 'a.md', '--dry-run'], {
      cwd,
      onStderr: (said, child) => {
        if (stopped > 0 || !said.includes('read a.md, ')) return;
        stopped = performance.now();
        child.kill('SIGINT');
      },
    });
    expect([run.code, run.stdout]).toEqual([130, '']);
    expect(performance.now() - stopped).toBeLessThan(2000);
  });

  it('draws kept blocks again when they say something else', { tags: ['long'] }, async () => {
    const cwd = folderWith({ 'a.md': '```sana seed=1\nA boat\n```\n' });
    const args = ['illustrate', 'a.md', '--keep-blocks', ...SMALL];
    await sana(args, { cwd });
    const check = [...args, '--check'];
    expect((await sana(check, { cwd })).code).toBe(0);
    const file = join(cwd, 'a.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('A boat\n', 'A red boat\n'));
    expect((await sana(check, { cwd })).code).toBe(1);
    await sana(args, { cwd });
    expect(readFileSync(file, 'utf8')).toBe('```sana seed=1\nA red boat\n```\n\n![A boat](images/a-red-boat-1.png)\n');
  });
});
