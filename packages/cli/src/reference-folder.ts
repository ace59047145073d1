import { join } from 'node:path';
import {
  type ByteSource,
  type ModelFolder,
  openModelFolder,
  openSafetensors,
  parseReferenceNote,
  type ReferenceNote,
  readJson,
  SanaError,
  type StoredTensorReader,
  type TracedTensor,
  withParts,
} from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';

/** What the reference computed, from which inputs, and the model it computed with. */
export interface ReferenceFolder {
  readonly model: ModelFolder;
  readonly note: ReferenceNote;
  readonly expected: StoredTensorReader;
  close(): Promise<void>;
}

/** Without these nothing can be recomputed. */
const INPUTS = ['dit.latent', 'dit.hidden', 'dit.mask', 'dit.timestep', 'ae.image', 'ae.latent'];

/**
 * Opens a folder as make_reference.py writes it, and checks that the note and the tensors agree.
 * @param original take the transformer from original.pth
 * @throws SanaError `model-not-found`, `file-missing`, `config-invalid`, `tensor-missing`, `tensor-shape`, and what
 *   opening the model throws
 */
export async function openReferenceFolder(path: string, original: boolean): Promise<ReferenceFolder> {
  const folder = diskFolder(path);
  const opened: { close?(): Promise<void> }[] = [];
  const close = async () => {
    for (const file of opened.splice(0)) await file.close?.();
  };
  const open = async (name: string): Promise<ByteSource> => {
    const file = await folder.open(name);
    if (!file) throw notThere(path, name);
    opened.push(file);
    return file;
  };
  try {
    const note = parseReferenceNote(await readJson(await open('expected.json')));
    const expected = await openSafetensors(await open('expected.safetensors'));
    checkNote(note, expected);
    const transformer = { kind: 'file', open: () => open('original.pth') } as const;
    const model = await openModelFolder(withParts(diskFolder(join(path, 'model')), original ? { transformer } : {}));
    opened.push(model);
    return { model, note, expected, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function notThere(path: string, name: string): SanaError {
  return new SanaError('file-missing:reference', { folder: path, file: name });
}

function checkNote({ tensors }: ReferenceNote, { entries }: StoredTensorReader): void {
  for (const name of [...INPUTS, ...Object.keys(tensors)]) {
    const [noted, stored] = [tensors[name], entries.get(name)?.shape];
    if (!noted || !stored) {
      const file = noted ? 'expected.safetensors' : 'expected.json';
      throw new SanaError('tensor-missing:reference', { file, tensor: name });
    }
    if (`${noted}` !== `${stored}`) {
      throw new SanaError('tensor-shape:reference', { tensor: name, noted, stored });
    }
  }
}

/** Every tensor that the note names, in its order. */
export async function readExpected({ note, expected }: ReferenceFolder): Promise<Map<string, TracedTensor>> {
  const tensors = new Map<string, TracedTensor>();
  for (const name of Object.keys(note.tensors)) {
    const { dtype, shape } = expected.entries.get(name)!;
    const data =
      dtype === 'I32'
        ? new Int32Array((await expected.readBytes(name)).slice().buffer)
        : await expected.readFloat32(name);
    tensors.set(name, { shape, data });
  }
  return tensors;
}
