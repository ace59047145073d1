import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isContentId, isModelId, isModelPath, isRepositoryName, isRevision, isWebAddress } from './names.ts';

/** What an enemy would put into a name, and what lies between. */
const piece = fc.constantFrom(
  ...['.', '..', '/', '\\', ':', '%2e', '%2F', '\0', '\n', '\u202e', '\ud800', '~', '@', '?', '#', ' ', '__proto__'],
  ...['C:', 'CON', 'nul', 'com1', 'a', 'Sana', '.bashrc', '\uff0e\uff0e\uff0f', '\u2024', 'https://', 'user:key@', 'é'],
);
const hostile = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const HOSTILE = { numRuns: 2000, seed: 12 };

describe('a file in a model', () => {
  it('lies inside the folder on every system, and can be written in an address', () => {
    fc.assert(
      fc.property(hostile, path => {
        if (!isModelPath(path)) return;
        expect(posix.resolve('/store/model', path)).toBe(`/store/model/${path}`);
        const there = win32.resolve('C:\\store', path);
        expect(there).toBe(`C:\\store\\${path.replaceAll('/', '\\')}`);
        const address = path.split('/').map(encodeURIComponent).join('/');
        expect(new URL(`https://hub/base/${address}`).pathname).toBe(`/base/${address}`);
      }),
      HOSTILE,
    );
  });

  it.each(['model_index.json', 'vae/config.json', 'text_encoder/model-00001-of-00002.safetensors', 'a b/é.json'])(
    'may be %j',
    path => expect(isModelPath(path)).toBe(true),
  );

  it.each(
    [
      [
        '',
        '/',
        '/etc/passwd',
        '..',
        '../x',
        'a/../b',
        'a//b',
        './a',
        'a\\b',
        'C:/x',
        'a:b',
        'a\0',
        'a\nb',
        'CON',
        'vae/aux.json',
      ],
      ['a.', 'a ', 'x'.repeat(256), 'ab/'.repeat(400), '\ud800', 'a\u202eb', 7, undefined, null, {}, ['a']],
    ].flat(),
  )('is not %j', path => expect(isModelPath(path)).toBe(false));
});

describe('what a model is called', () => {
  it('is a file name when it is encoded, and what it is decoded to', () => {
    fc.assert(
      fc.property(hostile, id => {
        if (!isModelId(id)) return;
        const name = `${encodeURIComponent(id)}.json`;
        expect(posix.basename(name)).toBe(name);
        expect(win32.basename(name)).toBe(name);
        expect(name.length).toBeLessThan(256);
        expect(decodeURIComponent(name)).toBe(`${id}.json`);
      }),
      HOSTILE,
    );
  });

  it.each(['sana-0.6b-512', 'owner/name@main', 'http://127.0.0.1:8080/model/', 'mein Modell', '模型', '..'])(
    'may be %j',
    id => expect(isModelId(id)).toBe(true),
  );

  it.each(['', ' ', 'a\0', 'a\u001b[2J', '\ud800', 'x'.repeat(210), '模'.repeat(30), 'con', 'NUL.x', 7])(
    'is not %j',
    id => expect(isModelId(id)).toBe(false),
  );
});

it('a content has 40 or 64 hexadecimal digits in lower case', () => {
  for (const length of [40, 64]) expect(isContentId('0a'.repeat(length / 2))).toBe(true);
  const others = [
    '',
    'a'.repeat(39),
    'A'.repeat(40),
    `${'a'.repeat(63)}g`,
    `${'a'.repeat(40)}\n`,
    `../${'a'.repeat(37)}`,
  ];
  for (const other of [...others, 7, null]) expect(isContentId(other)).toBe(false);
});

describe('what becomes part of an address', () => {
  it('stays where it was put', () => {
    const base = 'https://hub.example/api';
    fc.assert(
      fc.property(hostile, hostile, (repo, revision) => {
        if (isRepositoryName(repo)) expect(new URL(`${base}/${repo}/tree`).pathname).toBe(`/api/${repo}/tree`);
        if (!isRevision(revision)) return;
        const { pathname } = new URL(`${base}/${encodeURIComponent(revision)}/tree`);
        expect(pathname).toBe(`/api/${encodeURIComponent(revision)}/tree`);
      }),
      HOSTILE,
    );
  });

  it('names a server, and neither a person nor a key of theirs', () => {
    fc.assert(
      fc.property(hostile, text => {
        const address = `https://hub.example${text}`;
        if (!isWebAddress(address)) return;
        const { username, password, search, hash } = new URL(`${address}/model_index.json`);
        expect([username, password, search, hash]).toEqual(['', '', '', '']);
      }),
      HOSTILE,
    );
  });

  it.each([
    'ftp://hub',
    'https://a@hub',
    'https://a:b@hub',
    'https://hub?x',
    'https://hub#x',
    'https:\\\\hub',
    'https://',
  ])('is not %j', address => expect(isWebAddress(address)).toBe(false));

  it.each(['..', 'a/../b', 'a//b', '/a', 'a b', '%2e%2e'])('is not the revision %j', revision =>
    expect(isRevision(revision)).toBe(false),
  );
});
