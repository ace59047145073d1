import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Folders } from './folders.ts';

/** A folder that is open beside one that is not; links lead from the one to the other, and to nowhere. */
function disk() {
  const top = realpathSync(mkdtempSync(join(tmpdir(), 'sana-folders-')));
  const [open, secret] = [join(top, 'open'), join(top, 'secret')];
  for (const folder of [open, secret, join(open, 'below')]) mkdirSync(folder);
  writeFileSync(join(secret, 'key.png'), 'key');
  writeFileSync(join(open, 'own.png'), 'own');
  symlinkSync(secret, join(open, 'out'));
  symlinkSync(join(secret, 'key.png'), join(open, 'out.png'));
  symlinkSync(join(secret, 'new.png'), join(open, 'dangling.png'));
  symlinkSync(join(secret, 'nowhere'), join(open, 'dangling'));
  symlinkSync(join(open, 'below'), join(open, 'in'));
  return { top, open, secret };
}

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    error => error.code,
  );

it('gives no place outside of what is open, however it is said', async () => {
  const { open, secret } = disk();
  const folders = new Folders(open);
  const part = fc.constantFrom(
    '..',
    '.',
    'out',
    'in',
    'below',
    'dangling',
    'dangling.png',
    'out.png',
    'new',
    '%2e%2e',
    '',
    'key.png',
    '…',
    '~',
  );
  const tail = fc.array(part, { minLength: 1, maxLength: 6 }).map(parts => parts.join('/'));
  const said = fc.oneof(
    tail,
    tail.map(path => `${open}/${path}`),
    tail.map(path => `${secret}/${path}`),
    tail.map(path => `${pathToFileURL(open).href}/${path}`),
    tail.map(path => `/${path}`),
    tail.map(path => `https://example.org/${path}`),
    tail.map(path => `file://host/${path}`),
    tail.map(path => `${path}\0.png`),
    fc.string({ unit: 'binary' }),
  );
  await fc.assert(
    fc.asyncProperty(said, async path => {
      for (const doing of [folders.picture(path, 'name'), folders.place(path), folders.file(path)]) {
        const place = await doing.catch(error => {
          expect(['access-denied', 'request-invalid', 'file-missing']).toContain(error.code);
          return join(open, 'refused');
        });
        expect(relative(open, place).split(sep)[0]).not.toBe('..');
        // of what is there, where it really is
        const real = await Promise.resolve()
          .then(() => realpathSync(place))
          .catch(() => place);
        expect(real.startsWith(secret)).toBe(false);
      }
    }),
    { numRuns: 150 },
  );
});

it('refuses links, the way up, other addresses and other kinds of files with a code', async () => {
  const { open, secret } = disk();
  const folders = new Folders(open);
  const refused = async (said: string) => code(folders.picture(said, 'fox-1'));
  for (const said of [
    '../fox.png',
    'out/fox.png',
    'out.png',
    'dangling.png',
    'dangling/fox.png',
    secret,
    '/etc/passwd.png',
  ])
    expect([said, await refused(said)]).toEqual([said, 'access-denied']);
  for (const said of [
    '',
    ' ',
    'a\nb.png',
    'http://example.org/fox.png',
    'data:image/png;base64,AA',
    'file://host/fox.png',
    'fox.jpg',
    'x'.repeat(5000),
  ])
    expect([said, await refused(said)]).toEqual([said, 'request-invalid']);
  expect(await code(folders.file('../secret/key.png'))).toBe('access-denied');
  expect(await code(folders.file('out.png'))).toBe('access-denied');
  expect(await code(folders.file('nothing.png'))).toBe('file-missing');
});

it('takes names below, with their folders, absolute ones and addresses, and links that stay inside', async () => {
  const { open } = disk();
  const folders = new Folders(open);
  expect(await folders.picture(undefined, 'fox-1')).toBe(join(open, 'fox-1.png'));
  expect(await folders.picture('.', 'fox-1')).toBe(join(open, 'fox-1.png'));
  expect(await folders.picture('fox', 'fox-1')).toBe(join(open, 'fox.png'));
  expect(await folders.picture('new/deep/fox.PNG', 'fox-1')).toBe(join(open, 'new/deep/fox.PNG'));
  expect(await folders.picture('below', 'fox-1')).toBe(join(open, 'below/fox-1.png'));
  expect(await folders.picture('in/', 'fox-1')).toBe(join(open, 'below/fox-1.png'));
  expect(await folders.picture('below/../fox.png', 'fox-1')).toBe(join(open, 'fox.png'));
  expect(await folders.picture(join(open, 'fox.png'), 'fox-1')).toBe(join(open, 'fox.png'));
  expect(await folders.file(pathToFileURL(join(open, 'own.png')).href)).toBe(join(open, 'own.png'));
});

it('uses the folders of the client in place of its own, also when they change, and never a whole disk by chance', async () => {
  const { open, secret } = disk();
  let roots = [pathToFileURL(secret).href, 'https://example.org/', pathToFileURL(join(open, 'own.png')).href];
  const folders = new Folders(open, async () => roots);
  expect(await folders.list()).toEqual([secret]);
  expect(await code(folders.place(join(open, 'fox.png')))).toBe('access-denied');
  roots = [];
  expect(await folders.list()).toEqual([secret]);
  folders.changed();
  expect(await folders.list()).toEqual([open]);
  expect(await code(new Folders(sep).list())).toBe('access-denied');
});

it('makes folders only where they may be, and looks before', async () => {
  const { open, secret } = disk();
  const folders = new Folders(open);
  await folders.makeFolderOf(join(open, 'a/b/fox.png'));
  expect(realpathSync(join(open, 'a/b'))).toBe(join(open, 'a/b'));
  expect(await code(folders.makeFolderOf(join(open, 'out/a/fox.png')))).toBe('access-denied');
  expect(await code(folders.assertWritable(join(secret, 'fox.png')))).toBe('access-denied');
  expect(await code(folders.assertWritable(join(open, 'own.png/fox.png')))).toBe('file-unwritable');
});
