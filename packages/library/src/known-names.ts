import { SanaError } from '@sana-studio/core';
import { FIELD_NAMES, show } from '@sana-studio/core/request';
import type { EngineOptions, GenerateOptions } from './api.ts';

/** All there are, as the types of the two have them. */
const OPTIONS: Readonly<Record<keyof EngineOptions, true>> = {
  ...{ model: true, device: true, onProgress: true, signal: true, safety: true, memoryBudget: true, memoryTier: true },
  ...{ acceptedLicences: true, files: true, modelsFolder: true, server: true, key: true },
};
const OF_CALLS: Readonly<Record<Exclude<keyof GenerateOptions, (typeof FIELD_NAMES)[number]>, true>> = {
  ...{ size: true, format: true, signal: true, onProgress: true, onPreview: true, onImage: true },
};

/** @throws SanaError `request-invalid` where it is no object, or has a name that would be ignored */
function assertKnown(given: object, what: string, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null)
    throw new SanaError('request-invalid:options', { what, given: show(given) });
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !known.includes(name))
      throw new SanaError('request-invalid:unknown', { what, name: show(name), known: known.join(', ') });
  }
}

/** @throws SanaError `request-invalid` */
export function assertOptions(options: object): void {
  assertKnown(options, 'createEngine', Object.keys(OPTIONS));
}

/** @throws SanaError `request-invalid` */
export function assertCall(options: object): void {
  assertKnown(options, 'generate', [...Object.keys(OF_CALLS), ...FIELD_NAMES]);
}
