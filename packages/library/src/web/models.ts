import { SanaError } from '@sana-studio/core';
import { show } from '@sana-studio/core/request';
import type { EngineOptions, ModelChoice, ModelFile, ModelFiles } from '../api.ts';
import type { FoundModel } from '../local-drawer.ts';
import { addressedSource } from '../thread.ts';
import { addressOf } from './files.ts';

/** Begins as an address does, absolute or relative to the page. */
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:\/\/|blob:|data:|\.{0,2}\/)/i;
/** Pages of repositories, which are kept as by their names. */
const HUB = /^https:\/\/huggingface\.co\//i;

const isModelFile = (file: unknown) => typeof file === 'string' || (typeof file === 'object' && file !== null);

/** What programs without types pass may be anything. */
function isModelFiles(model: ModelFiles): boolean {
  if (typeof model !== 'object' || model === null || typeof model.name !== 'string') return false;
  return typeof model.files === 'object' && model.files !== null && Object.values(model.files).every(isModelFile);
}

/** @throws SanaError `model-not-found` where none was said; `request-invalid` where it is something else */
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
  if (!isModelFiles(model)) throw new SanaError('request-invalid:model', { given: show(model) });
  const { name, files, bytes } = model;
  const plain = (file: ModelFile) => (typeof file === 'string' || file instanceof URL ? address(file) : file);
  const byPath = new Map(Object.entries(files).map(([path, file]) => [path, plain(file)] as const));
  return { source: addressedSource(name, byPath), name, bytes };
}
