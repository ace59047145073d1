// LoRAs and ControlNets of a hub, as the command line keeps them.

import { type Addition, SanaError } from '@sana-studio/core';
import {
  type AdditionKind,
  type AdditionSpec,
  additionSpec,
  CONTROLNETS,
  type StoredAddition,
  webAddress,
} from '@sana-studio/models';
import { interruptible } from '../interruption.ts';
import { byteWords } from '../words.ts';
import { hubUrl } from './hub.ts';
import { openLibrary, openLibraryAt } from './library.ts';
import { withLicences } from './licence.ts';
import { TransferDisplay } from './transfer-display.ts';

const KINDS = { lora: 'LoRA', controlnet: 'ControlNet' } as const;

export function isControlNet(reference: string): boolean {
  return CONTROLNETS.some(({ id }) => id === reference);
}

/**
 * What a reference stands for on a hub, fetched if it is not here: its size is told, then what is missing comes, and is compared.
 * @returns undefined for what is no name on a hub
 * @throws SanaError `licence-not-accepted`, `file-missing`, and what fetching throws
 */
export async function fetchedAddition(
  kind: AdditionKind,
  reference: string,
  flags: { readonly hub?: string | undefined; readonly accepted?: boolean | undefined } = {},
): Promise<Addition | undefined> {
  const spec = additionSpec(kind, reference, hubUrl(flags.hub));
  if (!spec) return undefined;
  const { additions } = await openLibrary();
  return (await additions.open(kind, spec.id)) ?? (await fetchIt(spec, flags.accepted ?? false));
}

async function fetchIt(spec: AdditionSpec, accepted: boolean): Promise<Addition | undefined> {
  const store = await openLibrary();
  const { kind, id } = spec;
  const display = new TransferDisplay();
  try {
    const known = await interruptible(signal => store.additions.lookUp(spec, signal));
    const { host } = new URL(webAddress(spec.repository) ?? spec.hubUrl);
    process.stderr.write(`${id}: ${byteWords(known.totalBytes)} from ${host}\n`);
    await withLicences(store, accepted, () =>
      interruptible(signal => store.additions.fetch(kind, id, { signal, onProgress: display.update })),
    );
  } catch (error) {
    throw withCommand(error, spec);
  } finally {
    display.clear();
  }
  return store.additions.open(kind, id);
}

/** Where a ControlNet of the catalogue is named for a picture, another command takes the acceptance. */
function withCommand(error: unknown, { repository }: AdditionSpec): unknown {
  const known = CONTROLNETS.find(({ repo }) => repo === repository);
  if (!known || !(error instanceof SanaError) || error.reason !== 'licence-not-accepted:flag') return error;
  const { links } = error.data as { readonly links: readonly string[] };
  return new SanaError('licence-not-accepted:add', { links, model: known.id }, error);
}

/** `sana models add` of a ControlNet of the catalogue. */
export async function addControlNet(
  id: string,
  flags: { readonly hub?: string | undefined; readonly accepted: boolean },
): Promise<void> {
  await fetchedAddition('controlnet', id, flags);
  process.stdout.write(`${id} is ready.\nDraw with it: sana generate --control PICTURE --controlnet ${id} "…"\n`);
}

/** Rows of the list: those that are here, whole or in part, and the published ControlNets. */
export async function additionRows(): Promise<readonly string[][]> {
  const here = await (await openLibrary()).additions.list();
  const others = CONTROLNETS.filter(({ id }) => !here.some(one => one.id === id));
  return [...here.map(rowOf), ...others.map(({ id }) => [id, '', '', `${KINDS.controlnet}, not here`])];
}

function rowOf({ kind, id, bytes, totalBytes, complete }: StoredAddition): string[] {
  const percent = Math.floor((100 * bytes) / (totalBytes || 1));
  const state = complete ? 'ready' : `${percent} % is here; it goes on when it is used`;
  return [id, '', byteWords(totalBytes), `${KINDS[kind]}, ${state}`];
}

/** @returns whether there was one of this name */
export async function dropAddition(id: string): Promise<boolean> {
  const { additions } = await openLibrary();
  const removed = await Promise.all((['lora', 'controlnet'] as const).map(kind => additions.remove(kind, id)));
  return removed.includes(true);
}

/** Takes them to another folder of models. */
export async function moveAdditions(folder: string): Promise<void> {
  await (await openLibrary()).additions.moveTo(openLibraryAt(folder).additions);
}
