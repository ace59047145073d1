import {
  FAMILIES,
  type ModelFamily,
  PIXELS_PER_LATENT,
  planSize,
  type RequestDefaults,
  type SizePlan,
} from '@sana-studio/core';
import { CATALOGUE } from '@sana-studio/models';
import miniSettings from '../../../models/sana-mini/sana.json' with { type: 'json' };

/** What is known of a model on a server by its name there, as nothing else tells. */
export interface KnownModel {
  readonly defaults: RequestDefaults;
  /** As `Asked.plain`. */
  readonly plain: boolean;
  /** False: the name says nothing, and these are the values of Sana's model of 1024 px. */
  readonly recognised: boolean;
  /** Latent side that it was trained at, and whether it draws only the shapes that it was trained on. */
  readonly sizes: { readonly sampleSize: number; readonly binning: boolean };
  readonly usesNegativePrompt: boolean;
  /** What to ask the server for, so that the picture has this size. */
  plan(size: { readonly width: number; readonly height: number }): SizePlan;
}

const SOLVING = {
  sana: { sampler: 'dpm2', steps: 20 },
  sprint: { sampler: 'scm', steps: 2 },
} as const satisfies Readonly<Record<ModelFamily, unknown>>;

/** @param name `owner/name` of a repository, a folder's path, a catalogue id: whatever the server calls it */
export function knownModel(name: string | undefined): KnownModel {
  const words = (name ?? '').toLowerCase().replaceAll('_', '-');
  if (/(?:^|\/)sana-mini(?:-\w+)?\/?$/.test(words)) return mini(name!);
  // the longest: some names begin as others do
  const [model] = CATALOGUE.filter(({ id, repo, edition }) => {
    const [, repository = ''] = repo.toLowerCase().replaceAll('_', '-').split('/');
    return (
      edition !== 'single-file' &&
      [id, repository, repository.replace(/-diffusers$/, '')].some(known => isAtEnd(words, known))
    );
  }).toSorted((a, b) => b.repo.length - a.repo.length);
  const family = model?.transformer.startsWith('sprint') || /sprint/.test(words) ? 'sprint' : 'sana';
  const side = model?.pixels ?? 1024;
  // of what is not known nobody can say at which shapes it was trained
  const sizes = { sampleSize: side / PIXELS_PER_LATENT, binning: model !== undefined };
  return {
    defaults: {
      model: name ?? 'sana',
      width: side,
      height: side,
      steps: SOLVING[family].steps,
      guidanceScale: FAMILIES[family].guidanceScale,
      sampler: SOLVING[family].sampler,
    },
    plain: false,
    recognised: model !== undefined,
    sizes,
    usesNegativePrompt: FAMILIES[family].guidance === 'second-pass',
    plan: size => planSize({ ...size, ...sizes }),
  };
}

/** Whether the last part of a path is this name, perhaps with `_diffusers` and the like behind it. */
function isAtEnd(words: string, known: string): boolean {
  const [last = ''] = words.replace(/\/$/, '').split('/').slice(-1);
  return last === known;
}

function mini(name: string): KnownModel {
  const { nativeSize: side, steps, guidanceScale, useResolutionBinning: binning } = miniSettings;
  const sizes = { sampleSize: side / PIXELS_PER_LATENT, binning };
  return {
    defaults: { model: name, width: side, height: side, steps, guidanceScale, sampler: SOLVING.sana.sampler },
    plain: true,
    recognised: true,
    sizes,
    usesNegativePrompt: true,
    plan: size => planSize({ ...size, ...sizes }),
  };
}
