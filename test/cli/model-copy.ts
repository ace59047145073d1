import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referencePath } from '../reference-data.ts';

export const REFERENCE_MODEL = referencePath('sana', 'model');

/** The weights of each part of a diffusers folder. */
export const WEIGHTS = {
  'text encoder': 'text_encoder/model.safetensors',
  transformer: 'transformer/diffusion_pytorch_model.safetensors',
  autoencoder: 'vae/diffusion_pytorch_model.safetensors',
} as const;

/** Copies the tiny reference model into `folder` and lets `change` have one of its files. @returns the copy's path */
export function modelWith(folder: string, file: string, change: (bytes: Buffer) => Uint8Array): string {
  const copy = join(folder, 'model');
  cpSync(REFERENCE_MODEL, copy, { recursive: true });
  writeFileSync(join(copy, file), change(readFileSync(join(copy, file))));
  return copy;
}

/** A safetensors file with another header; the data stays. */
export function withHeader(
  file: Buffer,
  change: (header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>) => void,
): Buffer {
  const end = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, end));
  change(header);
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, file.subarray(end)]);
}

/** A safetensors file with NaN as the first value of `tensor`. */
export function withNaN(file: Buffer, tensor: string): Buffer {
  const end = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, end));
  const copy = Buffer.from(file);
  copy.writeFloatLE(Number.NaN, end + header[tensor].data_offsets[0]);
  return copy;
}
