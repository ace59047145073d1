import type { Remark } from '@sana-studio/core';
import {
  type CatalogueModel,
  type Comparison,
  catalogueModel,
  comparedRemark,
  downloadBytes,
  ENCODER_BYTES,
  keptBytes,
  memoryNeed,
  type Needs,
  type StoredModel,
} from '@sana-studio/models';
import type {
  ChosenEncoder,
  DownloadEstimate,
  EncoderOptions,
  ModelEntry,
  ModelState,
  NeedsDownload,
  PartlyKept,
} from '../host.ts';
import type { DeviceMemory } from './device-memory.ts';
import { storedEncoder } from './encoder-choices.ts';
import { type FoundParts, partOptions } from './part-choices.ts';
import { recommendedModel } from './recommended.ts';

interface Choosing {
  /** Undefined where nobody chose. */
  readonly chosen?: ChosenEncoder | undefined;
  readonly found?: EncoderOptions['found'];
  /** Files of other parts on this computer. */
  readonly parts?: FoundParts | undefined;
}

/** Rows of the embedding table come with the prompts, the encoder half of the autoencoder with a start image. */
const LEAST: Needs = { imageEncoder: false, offline: false };

/** Everything: nothing is left for the network. */
export const WHOLE: Needs = { imageEncoder: true, offline: true };

/** What downloads are taken to come by until one was seen: a line of 50 Mbit/s, in bytes a second. */
export const USUAL_LINE = 50e6 / 8;

/**
 * An official model that is not in the store.
 * @param licences links that are left to accept
 * @param speed bytes a second that an earlier download added to the store
 * @param encoders where its text encoder is to come from, and what there is on this computer
 */
export function catalogueEntry(
  model: CatalogueModel,
  device: DeviceMemory,
  licences: readonly string[],
  speed?: number,
  { chosen = { choice: 'own' }, found }: Choosing = {},
): ModelEntry {
  const { id, title, pixels, languages, edition } = model;
  const encoderBytes = { own: undefined, small: ENCODER_BYTES.small, file: 0, found: 0 }[chosen.choice];
  const bytes = downloadBytes(model, LEAST, encoderBytes);
  const kept = keptBytes(model, device.weights, encoderBytes);
  const toFetch: NeedsDownload = {
    kind: 'needs-download',
    bytes,
    kept,
    licences,
    estimate: estimate(bytes, kept, speed),
  };
  return {
    id,
    title,
    languages,
    nativeSize: pixels,
    bytes,
    edition,
    recommended: recommendedModel(device) === id || undefined,
    slow: isSlow(device),
    encoders: { chosen, found, ...ENCODER_BYTES },
    state: shortage(model, device) ?? toFetch,
  };
}

/** A model that is in the store, or part of it. Parameters as of `catalogueEntry`. */
export function storedEntry(
  model: StoredModel,
  licences: readonly string[],
  device?: DeviceMemory,
  speed?: number,
  { chosen, found, parts }: Choosing = {},
): ModelEntry {
  const { id, title, complete, usable, bytes, totalBytes, storedBytes, comparison, source } = model;
  const encoder = storedEncoder(model);
  const official = catalogueModel(id);
  const left = totalBytes - bytes;
  const has = encoder?.choice ?? 'own';
  const wished = chosen?.choice === has ? undefined : chosen?.choice;
  const inPlace = encoder?.gone && (wished === 'own' || wished === 'small') ? wished : undefined;
  const sizes =
    inPlace === undefined
      ? { bytes: totalBytes, done: bytes, estimate: estimate(left, left, speed) }
      : { bytes: ENCODER_BYTES[inPlace], estimate: estimate(ENCODER_BYTES[inPlace], ENCODER_BYTES[inPlace], speed) };
  const toFetch: NeedsDownload = { kind: 'needs-download', licences, ...sizes };
  return {
    id,
    title: official?.title ?? title,
    languages: official?.languages,
    nativeSize: official?.pixels,
    bytes: usable ? storedBytes : totalBytes,
    edition: official?.edition,
    recommended: (device && recommendedModel(device) === id) || undefined,
    slow: device && isSlow(device),
    removable: true,
    lookedUp: official ? undefined : true,
    weights: official || model.weights === 'original' ? undefined : model.weights,
    encoder,
    parts: parts && partOptions(model, parts),
    encoders: (usable || encoder?.gone) && {
      chosen: (wished && chosen) ?? encoder ?? { choice: 'own' },
      found,
      // what it has by now is not fetched
      own: has === 'own' ? undefined : ENCODER_BYTES.own,
      small: has === 'small' ? undefined : ENCODER_BYTES.small,
    },
    served: model.wholeFiles && { remark: 'whole-files', data: { source } },
    inPart: usable ? partlyKept(model) : undefined,
    compared: comparison && storedRemark(comparison, complete, source),
    state: usable ? { kind: 'ready' } : toFetch,
  };
}

function partlyKept({ id, needs, complete, bytes, totalBytes }: StoredModel): PartlyKept | undefined {
  if (needs.offline) return complete ? undefined : { bytes: totalBytes - bytes };
  const official = catalogueModel(id);
  return { bytes: official && downloadBytes(official, WHOLE) - downloadBytes(official, needs) };
}

/** The smallest model takes 3 TFLOP and more for each picture, which processors do at 0.1 a second at most. */
function isSlow({ tier }: DeviceMemory): true | undefined {
  return tier === undefined || undefined;
}

/** What is kept in fewer bits was measured as it is kept. */
function estimate(bytes: number, kept: number, speed: number | undefined): DownloadEstimate {
  return speed ? { seconds: kept / speed, measured: true } : { seconds: bytes / USUAL_LINE, measured: false };
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
