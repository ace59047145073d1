import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { referencePath } from '../reference-data.ts';

/** The files of a directory by relative path, for a TestHub. */
export function readRepository(directory: string): Map<string, Uint8Array> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return new Map(
    files.map(path => [relative(directory, path).replaceAll('\\', '/'), new Uint8Array(readFileSync(path))]),
  );
}

/** The tiny model of the reference data as a repository: with the duplicates and the read-me that official ones carry. */
export function officialRepository(): Map<string, Uint8Array> {
  const files = readRepository(referencePath('sana', 'model'));
  const text = files.get('text_encoder/model.safetensors')!;
  files.set('text_encoder/model.fp16.safetensors', text);
  files.set('README.md', new TextEncoder().encode('# Sana'));
  files.set('transformer/diffusion_pytorch_model.int4.safetensors', new Uint8Array(1000));
  return files;
}
