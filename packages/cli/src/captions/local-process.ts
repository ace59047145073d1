import { type EncodedPicture, type LocalModelId, uprightPicture } from '@sana-studio/captions';
import { openLocalModel } from '@sana-studio/captions/local';
import { type Folder, SanaError } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { DiskFileStore } from '@sana-studio/models/node';
import { decode } from './decode.ts';
import type { FromLocalModel, ToLocalModel } from './local-model.ts';
import { networkFolder } from './network-files.ts';

// A process of its own: while a model computes this one hears nothing, and whoever started it ends it at once.
const [id, place, path] = process.argv.slice(2) as [LocalModelId, 'kept' | 'folder', string];

async function files(): Promise<Folder> {
  if (place === 'folder') return diskFolder(path);
  const kept = await networkFolder(new DiskFileStore(path), id);
  if (!kept) throw new SanaError('captioner-unavailable:not-here', { model: id, id });
  return kept;
}

const model = files().then(folder => openLocalModel(id, { folder, device: 'cpu' }));
// whoever asks hears of it
model.catch(() => {});

async function answered(picture: EncodedPicture, question: string): Promise<string> {
  const seen = await uprightPicture(picture, decode);
  return (await (await model).ask(seen, question)).text;
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', ({ at, picture, question }: ToLocalModel) => {
  // one after the other: each takes the whole processor
  last = last.then(async () => {
    let answer: FromLocalModel;
    try {
      answer = { at, text: await answered(picture, question) };
    } catch (error) {
      answer = { at, problem: SanaError.from(error).toData() };
    }
    if (process.connected) process.send?.(answer, undefined, undefined, () => {});
  });
});
process.on('disconnect', () => process.exit());
