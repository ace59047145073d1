import { BUDGETS } from '@sana-studio/core';
import { expect, it } from 'vitest';
import { type Disk, folderHandle, folderMemory } from './kept-folders.fixture.ts';
import { KeptFolders } from './kept-folders.ts';

const disk = (files: Disk['files']): Disk => ({ files, permission: 'granted', answer: 'denied', gone: false });

it('takes the topmost model in a folder, without what is hidden, and keeps that of each name apart', async () => {
  const files = {
    '.git/model_index.json': '',
    'a/b/model_index.json': '',
    'm/model_index.json': '{}',
    'm/vae/x': 'xyz',
  };
  const folders = new KeptFolders(folderMemory());
  const one = folderHandle('models', disk(files));
  expect(await folders.add(one, [])).toEqual({ id: 'm', bytes: 5, lasts: true });
  expect([...(await folders.open('m')).keys()]).toEqual(['model_index.json', 'vae/x']);
  // the same again is the same; another of its name, and what somebody else is called, is not
  expect((await folders.add(one, [])).id).toBe('m');
  expect((await folders.add(folderHandle('m', disk({ 'model_index.json': '{}' })), [])).id).toBe('m (2)');
  expect((await folders.add(folderHandle('mini', disk({ 'model_index.json': '{}' })), ['mini'])).id).toBe('mini (2)');
});

it('is told where there is no model, or more than any model has', async () => {
  const folders = new KeptFolders(folderMemory());
  const empty = folders.add(folderHandle('empty', disk({ 'a/b/c': '' })), []);
  await expect(empty).rejects.toMatchObject({ reason: 'model-not-found:picked' });
  const many = Array.from({ length: BUDGETS.listedFiles.most + 1 }, (_, index) => [`a/${index}`, '']);
  const home = folders.add(folderHandle('home', disk(Object.fromEntries(many))), []);
  await expect(home).rejects.toMatchObject({ code: 'over-budget' });
});

it('is found again at the next visit, asks once, and says when it may not be read or is gone', async () => {
  const memory = folderMemory();
  const place = disk({ 'model_index.json': '{}' });
  await new KeptFolders(memory).add(folderHandle('m', place), []);
  place.permission = 'prompt';
  const next = new KeptFolders(memory);
  expect(await next.recall()).toEqual([{ id: 'm', bytes: 2, allowed: false }]);
  await expect(next.open('m')).rejects.toMatchObject({ code: 'access-denied', data: { folder: 'm' } });
  place.answer = 'granted';
  expect((await next.open('m')).size).toBe(1);
  expect(await next.recall()).toEqual([{ id: 'm', bytes: 2, allowed: true }]);
  place.gone = true;
  await expect(next.open('m')).rejects.toMatchObject({ code: 'file-missing', data: { folder: 'm' } });
  await next.forget('m');
  expect(await new KeptFolders(memory).recall()).toEqual([]);
});

it('lasts for the visit where nothing can be kept', async () => {
  const refused = () => Promise.reject(new Error('Storage is refused.'));
  const folders = new KeptFolders({ all: refused, keep: refused, forget: refused });
  expect(await folders.recall()).toEqual([]);
  const opened = await folders.add(folderHandle('m', disk({ 'model_index.json': '{}' })), []);
  expect(opened.lasts).toBe(false);
  expect((await folders.open('m')).size).toBe(1);
});
