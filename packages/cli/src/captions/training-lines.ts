import { resolve } from 'node:path';
import type { Scorer } from '@sana-studio/captions';
import { type CaptionedSet, orderedSuffixes } from './captioned-set.ts';

/** What a released configuration has; where scores have another scale, or there are none, nothing is left out. */
const RELEASED_TEMPERATURE = 0.1;

/** The part of a training configuration of NVlabs/Sana that reads what is here. */
export function trainingLines(folder: string, set: CaptionedSet, scorer: Scorer | undefined): string {
  const { captions, scores } = orderedSuffixes(set.suffixes);
  const list = (texts: readonly string[]) => `[${texts.map(text => JSON.stringify(text)).join(', ')}]`;
  const threshold = scorer?.thresholds?.caption ?? 0;
  return [
    'data:',
    `  type: ${set.kind === 'folder' ? 'SanaImgDataset' : 'SanaWebDatasetMS'}`,
    `  data_dir: ${list([resolve(folder)])}`,
    '  caption_proportion:',
    '    prompt: 1',
    `  external_caption_suffixes: ${list(['', ...captions.filter(suffix => suffix !== '')])}`,
    `  external_clipscore_suffixes: ${list(scores)}`,
    `  clip_thr: ${threshold.toFixed(1)}`,
    `  clip_thr_temperature: ${scores.length > 0 ? RELEASED_TEMPERATURE : '1.0'}`,
    '',
  ].join('\n');
}
