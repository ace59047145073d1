import { basename, dirname, join, resolve } from 'node:path';
import { FOLDER_NOTE } from '@sana-studio/models';
import { exportDirectory } from '@sana-studio/models/node';
import { interruptible } from '../interruption.ts';
import { storedId } from '../model-argument.ts';
import { byteWords } from '../words.ts';
import { openLibrary } from './library.ts';
import { TransferDisplay } from './transfer-display.ts';

/** `sana models export`: writes a model as a folder that any web server can serve. */
export async function exportModelFolder(reference: string, folder: string): Promise<void> {
  const store = await openLibrary();
  const id = await storedId(reference);
  const directory = resolve(folder);
  const display = new TransferDisplay();
  try {
    const note = await interruptible(signal =>
      store.export(id, exportDirectory(directory), { signal, onProgress: display.update }),
    );
    display.clear();
    const bytes = note.files.reduce((sum, { size }) => sum + size, 0);
    const list = join(dirname(directory), 'sana-models.json');
    process.stdout.write(
      `${note.title} is in ${directory}: ${byteWords(bytes)}, listed with SHA-256 in ${FOLDER_NOTE}.\nPut the folder on a web server with ranges (nginx, Caddy, S3); others fetch it with: sana models add https://SERVER/${encodeURIComponent(basename(directory))}\nTo offer several models at one address, name their folders in ${list}: {"version": 1, "models": [{"folder": ${JSON.stringify(basename(directory))}, "title": ${JSON.stringify(note.title)}}]}\n`,
    );
  } finally {
    display.clear();
  }
}
