import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodePng, type GeneratedPicture, type PartialRequest } from '@sana-studio/core';
import { completeRequest } from '@sana-studio/core/request';
import { describe, expect, it } from 'vitest';
import { beside } from './document-files.ts';
import { type IllustrateOptions, makePictures, type PlanWishes, planFor } from './work.ts';

const SIDE = 32;
const WISHES: PlanWishes = { folder: 'images/', wishes: { width: SIDE, height: SIDE, steps: 1 } };

function picture(asked: PartialRequest): GeneratedPicture {
  const defaults = { model: 'sana-mini', width: SIDE, height: SIDE, steps: 1, guidanceScale: 1, sampler: 'dpm2' };
  const request = completeRequest(asked, defaults as never);
  const data = new Uint8ClampedArray(4 * SIDE * SIDE).fill(255);
  return { width: SIDE, height: SIDE, data, request, replaced: [], remarks: [] } as unknown as GeneratedPicture;
}

function documentWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sana-illustrate-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return join(folder, Object.keys(files)[0]!);
}

const plan = (file: string, wishes: Partial<PlanWishes> = {}) => planFor(file, { ...WISHES, ...wishes }, () => {});

const quiet = { begins() {}, progress() {}, note() {}, drawn() {} };

/** @param draws what happens meanwhile */
function options(draws: () => unknown, others: Partial<IllustrateOptions> = {}): IllustrateOptions {
  const drawing = {
    async draw(request: PartialRequest) {
      await draws();
      return picture(request);
    },
    async dispose() {},
  };
  return { drawing, events: quiet, ...others };
}

const BOAT = '```sana seed=1\nA boat\n```\n';
const PAGE = '---\ntitle: The moon\nimage:\n---\n\ntext\n';

describe('what somebody puts there meanwhile stays, and another name is in the document', () => {
  it.each([
    ['of a block', { 'a.md': BOAT }, {}, '![A boat](images/a-boat-1-1.png)\n'],
    ['of a block that stays', { 'a.md': BOAT }, { keepBlocks: true }, `${BOAT}\n![A boat](images/a-boat-1-1.png)\n`],
    [
      'of a cell',
      { 'a.ipynb': '{ "cells": [{ "cell_type": "markdown", "source": ["x\\n", "\\n", "![a hen]()"] }] }\n' },
      { wishes: { ...WISHES.wishes, seed: 1 } },
      '{ "cells": [{ "cell_type": "markdown", "source": ["x\\n", "\\n", "![a hen](images/a-hen-1-1.png)"] }] }\n',
    ],
    [
      'of a page',
      { 'content/posts/a.md': PAGE, 'hugo.toml': '' },
      { at: { line: 2, column: undefined }, wishes: { ...WISHES.wishes, seed: 1 } },
      PAGE.replace('image:', 'image: "/images/the-moon-1-1.png"'),
    ],
  ] as const)('%s', async (_, files, wishes, text) => {
    const file = documentWith(files);
    const planned = await plan(file, wishes);
    const { path } = planned.plan.pictures[0]!;
    const mine = beside(file, path);
    const put = () => {
      mkdirSync(dirname(mine), { recursive: true });
      writeFileSync(mine, 'mine');
    };
    const made = await makePictures(planned, options(put));
    expect(made.refused).toEqual([]);
    expect([readFileSync(file, 'utf8'), readFileSync(mine, 'utf8')]).toEqual([text, 'mine']);
    expect(existsSync(beside(file, made.pictures[0]!.path))).toBe(true);
    expect((await plan(file, { ...wishes, at: undefined })).plan.pictures).toEqual([]);
  });

  it('at the last moment too', async () => {
    const file = documentWith({ 'a.md': BOAT, 'images/other.txt': '' });
    const mine = join(dirname(file), 'images/a-boat-1.png');
    let asked = 0;
    const assertAllowed = async () => {
      // before it is drawn, and before it is written
      if (++asked === 2) writeFileSync(mine, 'mine');
    };
    const made = await makePictures(
      await plan(file),
      options(() => {}, { assertAllowed }),
    );
    expect(readFileSync(mine, 'utf8')).toBe('mine');
    expect(readFileSync(file, 'utf8')).toBe(`![A boat](${made.pictures[0]!.path})\n`);
    expect(readdirSync(dirname(mine)).toSorted()).toEqual(['a-boat-1-2.png', 'a-boat-1.png', 'other.txt']);
  });

  it('and is used where it is the very picture', async () => {
    const file = documentWith({ 'a.md': `${BOAT}\n`, 'images/other.txt': '' });
    const planned = await plan(file);
    const retouched = join(dirname(file), 'images/a-boat-1-1.png');
    const own = picture(planned.plan.pictures[0]!.request);
    own.data.fill(7);
    const bytes = await encodePng(own, own.request);
    const put = () => {
      writeFileSync(join(dirname(file), 'images/a-boat-1.png'), 'mine');
      writeFileSync(retouched, bytes);
    };
    const told: string[] = [];
    const events = { ...quiet, drawn: (path: string) => void told.push(path) };
    await makePictures(planned, options(put, { events }));
    expect(told).toEqual([retouched]);
    expect(readFileSync(retouched)).toEqual(Buffer.from(bytes));
    expect(readFileSync(file, 'utf8')).toContain('![A boat](images/a-boat-1-1.png)');
  });
});
