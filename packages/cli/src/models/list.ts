import { type Remark, sayRemark } from '@sana-studio/core/errors';
import {
  CATALOGUE,
  type CatalogueModel,
  catalogueModel,
  comparedRemark,
  downloadBytes,
  type ModelStore,
  OPEN_NSFW,
  type StoredModel,
} from '@sana-studio/models';
import { findModels } from '@sana-studio/models/node';
import { keptNetworks } from '../captions/network-files.ts';
import { BUILT_IN_ID, BUILT_IN_PIXELS } from '../model-argument.ts';
import { printTable } from '../table.ts';
import { byteWords } from '../words.ts';
import { additionRows } from './addition.ts';
import { hasClassifier } from './classifier.ts';
import { printFound } from './find.ts';
import { openLibrary } from './library.ts';

const LEAST = { imageEncoder: false, offline: false };

/** `sana models list`: what is here, then what else there is. */
export async function listModels({ json = false }: { readonly json?: boolean }): Promise<void> {
  if (json) {
    const { LocalModels } = await import('../mcp/models.ts');
    const all = await new LocalModels(undefined, openLibrary).list();
    process.stdout.write(all.map(model => `${JSON.stringify(model)}\n`).join(''));
    return;
  }
  const store = await openLibrary();
  const stored = await store.list();
  const here = stored.map(({ id }) => id);
  printTable([
    ['MODEL', 'PIXELS', 'SIZE', 'STATE'],
    [BUILT_IN_ID, String(BUILT_IN_PIXELS), '', 'built in'],
    ...stored.map(storedRow),
    ...((await hasClassifier()) ? [classifierRow('ready')] : []),
    ...(await keptNetworks()).map(({ id, does }) => [id, '', '', `${does}, ready`]),
    ...(await additionRows()),
    ...CATALOGUE.filter(({ id }) => !here.includes(id)).map(offeredRow),
    ...((await hasClassifier()) ? [] : [classifierRow('')]),
  ]);
  const about = stored.map(model => partLines(model) + comparedLine(model)).join('');
  process.stdout.write(`\n${about}${about && '\n'}${await placeWords(store)}\n`);
  const { models: found } = await findModels();
  if (found.length > 0) {
    process.stdout.write('\n');
    printFound(found);
  }
  for (const model of await store.damaged()) {
    process.stderr.write(`${sayRemark({ remark: 'model-damaged', data: { model } }, 'en')}\n`);
  }
}

/** No model to draw with: what looks at pictures, for a safety policy. */
function classifierRow(state: string): string[] {
  return [OPEN_NSFW.id, '', byteWords(OPEN_NSFW.bytes), ['looks at pictures', state].filter(Boolean).join(', ')];
}

function storedRow(model: StoredModel): string[] {
  const { id, storedBytes, complete, bytes, totalBytes } = model;
  const isWhole = complete && model.parts?.every(({ here }) => here) !== false;
  const state =
    complete && !isWhole
      ? 'a part is gone, see below'
      : complete
        ? model.weights === 'original'
          ? 'ready'
          : `ready, weights in ${model.weights}`
        : `${Math.floor((100 * bytes) / (totalBytes || 1))} % of ${byteWords(totalBytes)} is here; add it again to go on`;
  return [id, pixelWords(catalogueModel(id)), byteWords(storedBytes), state];
}

const PARTS = { textEncoder: 'text encoder', transformer: 'transformer', autoencoder: 'autoencoder' } as const;

/** What takes the place of a model's own parts. */
function partLines({ id, parts = [] }: StoredModel): string {
  return parts
    .map(
      ({ part, from, here }) => `${id}: the ${PARTS[part]} is ${from}${here ? '' : ', which is not there any more'}\n`,
    )
    .join('');
}

/** What is verified of a model, and against whom; nothing while there is nothing of it. */
function comparedLine({ id, source, comparison }: StoredModel): string {
  if (!comparison) return '';
  const remarks: Remark[] = comparison.files.length > 0 ? [comparedRemark(comparison, source)] : [];
  const { contested } = comparison;
  if (contested.length > 0) remarks.push({ remark: 'kept:contested', data: { files: contested } });
  return remarks.map(remark => `${id}: ${sayRemark(remark, 'en')}\n`).join('');
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
