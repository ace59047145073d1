import { type ModelPath, SanaError } from '@sana-studio/core';
import type { Context } from './context.ts';
import { parseSource, type RemoteFile, type SourceSpec } from './remote.ts';

/**
 * Repositories that have Gemma 2 2B, trained on instructions, as GGUF, in the order in which they are asked. The first
 * had gemma-2-2b-it-{IQ3_M,IQ4_XS,Q3_K_L,Q4_K_S,Q4_K_M,Q5_K_S,Q5_K_M,Q6_K,Q6_K_L,Q8_0,f32}.gguf when the last was made from it:
 * https://huggingface.co/lmstudio-community/gemma-2-2b-it-GGUF/commit/ff12ab4e2f3919d0a793d3748b25f93aa9d9e0dd
 * Its Q4_K_M has 1,708,582,752 bytes; the second has gemma-2-2b-it-Q4_0.gguf.
 */
export const SMALL_ENCODERS = [
  'bartowski/gemma-2-2b-it-GGUF',
  'second-state/gemma-2-2b-it-GGUF',
  'QuantFactory/gemma-2-2b-it-GGUF',
  'lmstudio-community/gemma-2-2b-it-GGUF',
] as const;

/** Types that are computed exactly as they are, the smallest first; fewer bits are none of them. */
const TYPES = ['Q4_0', 'Q4_K_S', 'Q4_K_M', 'Q4_1', 'Q5_0', 'Q5_K_S', 'Q5_K_M', 'Q5_1', 'Q6_K', 'Q8_0'] as const;

/** A text encoder that a hub has as GGUF. */
export interface SmallEncoder {
  readonly source: Extract<SourceSpec, { kind: 'hub' }>;
  readonly path: ModelPath;
  /** e.g. Q4_0. */
  readonly type: string;
}

function smallest(files: readonly RemoteFile[]): Pick<SmallEncoder, 'path' | 'type'> | undefined {
  for (const type of TYPES) {
    const ends = [`-${type}.gguf`, `.${type}.gguf`].map(end => end.toLowerCase());
    const file = files.find(({ path }) => ends.some(end => path.toLowerCase().endsWith(end)));
    if (file) return { path: file.path, type };
  }
  return undefined;
}

/**
 * The smallest text encoder that a hub has as GGUF.
 * @param hubUrl base URL of the hub or of a mirror of it
 * @throws SanaError `model-not-found` where it has none of the known repositories, `network-failed`
 */
export async function smallEncoder(context: Context, hubUrl: string, signal?: AbortSignal): Promise<SmallEncoder> {
  const questions = context.questions();
  for (const repo of SMALL_ENCODERS) {
    const source = { kind: 'hub', repo, revision: 'main', hubUrl } as const;
    try {
      const found = smallest(await context.remote(parseSource(source), questions)!.list(signal));
      if (found) return { source, ...found };
    } catch (error) {
      // another one may be there
      const isElsewhere = error instanceof SanaError && ['model-not-found', 'access-denied'].includes(error.code);
      if (!isElsewhere) throw error;
    }
  }
  throw new SanaError('model-not-found:small-encoder', { hub: hubUrl, repositories: [...SMALL_ENCODERS] });
}
