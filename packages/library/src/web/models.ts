import { SanaError } from '@sana-studio/core';
import type { EngineOptions, ModelChoice, ModelFile } from '../api.ts';
import type { FoundModel } from '../local-drawer.ts';
import { addressedSource } from '../thread.ts';
import { addressOf } from './files.ts';

/** Begins as an address does, absolute or relative to the page. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|blob:|data:|\.{0,2}\/)/i;
/** Pages of repositories, which are kept as by their names. */
const HUB = /^https:\/\/huggingface\.co\//i;

/** @throws SanaError `model-not-found` where none was said */
export function findModel(
  model: ModelChoice | undefined,
  { acceptedLicences = [], modelsFolder }: Pick<EngineOptions, 'acceptedLicences' | 'modelsFolder'>,
  address: (place: URL | string) => string = addressOf,
): FoundModel {
  if (model === undefined) throw new SanaError('model-not-found:unsaid');
  if (typeof model === 'string' && (HUB.test(model) || !ADDRESS.test(model))) {
    return { kept: { reference: model, acceptedLicences, folder: modelsFolder } };
  }
  if (typeof model === 'string' || model instanceof URL) {
    const folder = address(model);
    return { source: addressedSource(folder, folder) };
  }
  const { name, files, bytes } = model;
  const plain = (file: ModelFile) => (typeof file === 'string' || file instanceof URL ? address(file) : file);
  const byPath = new Map(Object.entries(files).map(([path, file]) => [path, plain(file)] as const));
  return { source: addressedSource(name, byPath), name, bytes };
}
