import type { Remark } from '@sana-studio/core';
import {
  type CatalogueModel,
  type Comparison,
  catalogueModel,
  comparedRemark,
  downloadBytes,
  keptBytes,
  memoryNeed,
  type StoredModel,
} from '@sana-studio/models';
import type { ModelEntry, ModelState, NeedsDownload } from '../host.ts';
import type { DeviceMemory } from './device-memory.ts';

/** Rows of the embedding table come with the prompts, the encoder half of the autoencoder with a start image. */
const LEAST = { imageEncoder: false, offline: false };

/** An official model that is not in the store. @param licences links that are left to accept */
export function catalogueEntry(model: CatalogueModel, device: DeviceMemory, licences: readonly string[]): ModelEntry {
  const { id, title, pixels, languages } = model;
  const bytes = downloadBytes(model, LEAST);
  const toFetch: NeedsDownload = { kind: 'needs-download', bytes, kept: keptBytes(model, device.weights), licences };
  return { id, title, languages, nativeSize: pixels, bytes, state: shortage(model, device) ?? toFetch };
}

/** A model that is in the store, or part of it. @param licences links that are left to accept */
export function storedEntry(model: StoredModel, licences: readonly string[]): ModelEntry {
  const { id, title, complete, bytes, totalBytes, storedBytes, comparison, source } = model;
  const toFetch: NeedsDownload = { kind: 'needs-download', bytes: totalBytes, done: bytes, licences };
  return {
    id,
    title,
    languages: catalogueModel(id)?.languages,
    nativeSize: catalogueModel(id)?.pixels,
    bytes: complete ? storedBytes : totalBytes,
    removable: true,
    compared: comparison && storedRemark(comparison, complete, source),
    state: complete ? { kind: 'ready' } : toFetch,
  };
}

function storedRemark(comparison: Comparison, isComplete: boolean, source: string): Remark | undefined {
  const { contested } = comparison;
  if (contested.length > 0) return { remark: 'kept:contested', data: { files: contested } };
  return isComplete ? comparedRemark(comparison, source) : undefined;
}

function shortage(model: CatalogueModel, { weights, bytes }: DeviceMemory): ModelState | undefined {
  const needed = memoryNeed(model, weights).total;
  if (bytes === undefined || needed <= bytes) return undefined;
  return { kind: 'unsupported', reason: { needed, available: bytes } };
}
