import { join } from 'node:path';
import type { Captioner, Scorer } from '@sana-studio/captions';
import { SanaError } from '@sana-studio/core';
import { type CaptionedSet, jsonFile, objectIn, orderedSuffixes } from './captioned-set.ts';
import { writesFiles } from './captioner-option.ts';
import { writeBeside } from './files.ts';

/** Says who wrote what is in a folder. NVlabs' readers take no notice of it. */
const NOTE = 'sana-captions.json';
const VERSION = 1;

/**
 * Whether scores by another scorer are there already: theirs and new ones could not be told apart.
 * @returns what to tell of scores that nobody signed
 * @throws SanaError `request-invalid`, `config-invalid`
 */
export async function checkScorer(
  folder: string,
  set: CaptionedSet,
  scorer: Scorer | undefined,
  force: boolean,
): Promise<string | undefined> {
  if (!scorer || force) return undefined;
  const { scorer: there } = (await objectIn(join(folder, NOTE))) ?? {};
  if (typeof there === 'string' && there !== scorer.id) {
    throw new SanaError('request-invalid:other-scorer', { folder, there, wanted: scorer.id });
  }
  const unsigned = there === undefined && orderedSuffixes(set.suffixes).scores.length > 0;
  return unsigned
    ? `Scores are here that say nothing of their scorer. They stay as they are; if they are not by ${scorer.label}, write all anew with --force.`
    : undefined;
}

/** Writes down who writes, beside what is written down already. */
export async function signCaptions(
  folder: string,
  captioners: readonly Captioner[],
  scorer: Scorer | undefined,
): Promise<void> {
  const path = join(folder, NOTE);
  const there = (await objectIn(path)) ?? {};
  const models = typeof there.models === 'object' ? there.models : {};
  const own = Object.fromEntries(captioners.filter(writesFiles).map(({ type, label }) => [type, label]));
  const note = { ...there, version: VERSION, ...(scorer && { scorer: scorer.id }), models: { ...models, ...own } };
  writeBeside(path, jsonFile(note));
}
