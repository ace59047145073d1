import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRepository } from '../hub/repository.ts';

// From the repository's root: a bundle does not know where its sources lay.
const REFERENCE = join('test', 'reference', 'sana');

/** The honest files that are changed. */
export const MODEL: ReadonlyMap<string, Uint8Array> = readRepository(join(REFERENCE, 'model'));
export const TORCH_FILE = new Uint8Array(readFileSync(join(REFERENCE, 'original.pth')));
export const PICTURE = new Uint8Array(readFileSync(join(REFERENCE, 'expected.png')));
/** What models of this project have beside the official files. */
export const SETTINGS = new Uint8Array(readFileSync(join('models', 'sana-mini', 'sana.json')));
