import { sayRemark } from '@sana-studio/core/errors';
import {
  CATALOGUE,
  type CatalogueModel,
  catalogueModel,
  downloadBytes,
  type ModelStore,
  type StoredModel,
} from '@sana-studio/models';
import { printTable } from '../table.ts';
import { byteWords } from '../words.ts';
import { openLibrary } from './library.ts';

const LEAST = { imageEncoder: false, offline: false };

/** `sana models list`: what is here, then what else there is. */
export async function listModels(): Promise<void> {
  const store = await openLibrary();
  const stored = await store.list();
  const here = stored.map(({ id }) => id);
  printTable([
    ['MODEL', 'PIXELS', 'SIZE', 'STATE'],
    ['sana-mini', '256', '', 'built in'],
    ...stored.map(storedRow),
    ...CATALOGUE.filter(({ id }) => !here.includes(id)).map(offeredRow),
  ]);
  process.stdout.write(`\n${await placeWords(store)}\n`);
  for (const model of await store.damaged()) {
    process.stderr.write(`${sayRemark({ remark: 'model-damaged', data: { model } }, 'en')}\n`);
  }
}

function storedRow(model: StoredModel): string[] {
  const { id, storedBytes, complete, bytes, totalBytes } = model;
  const state = complete
    ? model.weights === 'original'
      ? 'ready'
      : `ready, weights in ${model.weights}`
    : `${Math.floor((100 * bytes) / (totalBytes || 1))} % of ${byteWords(totalBytes)} is here; add it again to go on`;
  return [id, pixelWords(catalogueModel(id)), byteWords(storedBytes), state];
}

function offeredRow(model: CatalogueModel): string[] {
  return [model.id, pixelWords(model), byteWords(downloadBytes(model, LEAST)), 'not here'];
}

function pixelWords(model: CatalogueModel | undefined): string {
  return model ? String(model.pixels) : '';
}

/** Where models are, and how much room is left there. */
export async function placeWords(store: ModelStore): Promise<string> {
  const free = await store.freeBytes();
  const room = free === undefined ? '' : `; ${byteWords(free)} are free there`;
  return `Models are kept in ${store.label}${room}.`;
}
