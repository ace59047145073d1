import { basename, join, resolve } from 'node:path';
import { SanaError } from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import { diskFolder } from '@sana-studio/core/node';
import {
  catalogueModel,
  type FetchOptions,
  type ModelSpec,
  type ModelStore,
  parseModelReference,
  type StoredModel,
  type WeightFormat,
} from '@sana-studio/models';
import { addNetwork, networkOf } from '../captions/network-files.ts';
import { interruptible } from '../interruption.ts';
import { BUILT_IN_ID, canBeFetched } from '../model-argument.ts';
import type { PartFlags } from '../part-option.ts';
import { specsOf } from '../parts.ts';
import { statusOf } from '../status-of.ts';
import { byteWords } from '../words.ts';
import { addControlNet, isControlNet } from './addition.ts';
import { addClassifier, addClassifierFile, isClassifier, isClassifierFile } from './classifier.ts';
import { hubUrl, tokenRemark } from './hub.ts';
import { openLibrary } from './library.ts';
import { withLicences } from './licence.ts';
import { TransferDisplay } from './transfer-display.ts';

export interface AddFlags extends PartFlags {
  readonly hub?: string;
  readonly offline?: boolean;
  readonly imageEncoder?: boolean;
  readonly acceptLicence?: boolean;
  readonly weights?: WeightFormat;
  readonly small?: boolean;
}

export interface ImportFlags extends PartFlags {
  readonly name?: string;
  readonly weights?: WeightFormat;
}

/** `sana models add`: fetches a model, or what is missing of it. */
export async function addModel(reference: string, flags: AddFlags): Promise<void> {
  if (isModelFolder(reference)) return importModel(reference, flags);
  if (isClassifier(reference)) return addClassifier(flags.hub);
  if (isControlNet(reference))
    return addControlNet(reference, { hub: flags.hub, accepted: flags.acceptLicence ?? false });
  const network = networkOf(reference);
  if (network) return addNetwork(network, flags.hub);
  if (isClassifierFile(reference)) return addClassifierFile(reference);
  if (!catalogueModel(reference) && statusOf(reference)?.isFile()) {
    throw new SanaError('model-not-found:file', { file: reference });
  }
  const store = await openLibrary();
  const hub = hubUrl(flags.hub);
  const parts = await specsOf(flags);
  // what was imported has no source that it could be added from again, but may take other parts
  if (parts && !canBeFetched(reference) && (await store.get(reference))) {
    await fetchWith(store, () => store.setParts(reference, parts));
    return;
  }
  const named = parseModelReference(reference, hub);
  const wished = parts ? { ...named, parts: { ...named.parts, ...parts } } : named;
  const spec = flags.small ? await withSmallEncoder(store, wished, hub) : wished;
  tellTokenKept(spec);
  const needs = { imageEncoder: flags.imageEncoder ?? false, offline: flags.offline ?? false };
  await withLicences(store, flags.acceptLicence ?? false, () =>
    fetchWith(store, options => store.add(spec, { ...options, needs, weights: flags.weights })),
  );
}

/** The model with the smallest text encoder that the hub has, unless it has another one already. */
async function withSmallEncoder(store: ModelStore, spec: ModelSpec, hub: string): Promise<ModelSpec> {
  const known = await store.get(spec.id);
  if (known?.parts?.some(({ part }) => part === 'textEncoder')) return spec;
  const { source, path, type } = await interruptible(signal => store.smallEncoder(hub, signal));
  const remark = { remark: 'small-unmeasured', data: { type, repo: source.repo } } as const;
  process.stderr.write(`${sayRemark(remark, 'en')}\n`);
  return { ...spec, parts: { ...spec.parts, textEncoder: { kind: 'remote', source, path } } };
}

function tellTokenKept({ source }: ModelSpec): void {
  if (source.kind === 'folder') return;
  const remark = tokenRemark(source.kind === 'hub' ? source.hubUrl : source.url);
  if (remark) process.stderr.write(`${sayRemark(remark, 'en')}\n`);
}

/** `sana models import`: copies a model's folder into the store. */
export async function importModel(folder: string, { name, weights, ...flags }: ImportFlags): Promise<void> {
  const store = await openLibrary();
  const id = name ?? basename(resolve(folder));
  if (id === BUILT_IN_ID) {
    throw new SanaError('request-invalid:built-in', { model: id, folder });
  }
  const parts = await specsOf(flags);
  await fetchWith(store, options => store.importFolder(id, diskFolder(folder), { ...options, weights, parts }));
}

/** Whether this is a folder with a model in it; a catalogue id or `owner/name` may look like a path as well. */
export function isModelFolder(path: string): boolean {
  return statusOf(join(path, 'model_index.json'))?.isFile() ?? false;
}

/** Shows the progress of bringing a model here; Ctrl-C pauses. */
async function fetchWith(store: ModelStore, job: (options: FetchOptions) => Promise<StoredModel>): Promise<void> {
  const display = new TransferDisplay();
  try {
    const model = await interruptible(signal => job({ signal, onProgress: display.update }));
    display.clear();
    if (model.wholeFiles) {
      const remark = { remark: 'whole-files', data: { source: model.source } } as const;
      process.stderr.write(`${sayRemark(remark, 'en')}\n`);
    }
    process.stdout.write(`${readyWords(store, model)}\n`);
  } catch (error) {
    display.clear();
    throw paused(error, display);
  }
}

function readyWords(store: ModelStore, { id, title, storedBytes }: StoredModel): string {
  const name = /^[\w./@:-]+$/.test(id) ? id : `"${id}"`;
  return `${title} is ready: ${byteWords(storedBytes)} in ${store.label}.\nDraw with it: sana generate --model ${name} "…"`;
}

/** Stopping a download is a pause. */
function paused(error: unknown, { last }: TransferDisplay): unknown {
  if (!(error instanceof SanaError) || error.code !== 'cancelled') return error;
  if (!last || last.totalBytes === 0) return new SanaError('cancelled:paused', error.data, error);
  const [here, total] = [byteWords(last.bytes), byteWords(last.totalBytes)];
  return new SanaError('cancelled:paused-at', { ...error.data, here, total }, error);
}
