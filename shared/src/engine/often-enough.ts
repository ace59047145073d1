import type { Progress } from '@sana-studio/core';
import type { GeneratePictureOptions } from '../host.ts';

/**
 * Milliseconds. A quick engine takes hundreds of steps a second; a page that shows each of them falls behind, and hears what
 * people press only after all that waits.
 */
const APART = { progress: 50, preview: 100 } as const;

/** Of what an engine tells step by step, as much as people can see: every phase and picture, and of each what comes in time. */
export function oftenEnough({ onProgress, onPreview }: Pick<GeneratePictureOptions, 'onProgress' | 'onPreview'>) {
  let told: Progress | undefined;
  const isDue = { progress: pacer(APART.progress), preview: pacer(APART.preview) };
  return {
    onProgress(progress: Progress) {
      const isOther = told?.phase !== progress.phase || told.picture !== progress.picture;
      if (!isDue.progress(isOther)) return;
      told = progress;
      onProgress(progress);
    },
    ...(onPreview && {
      onPreview(...preview: Parameters<typeof onPreview>) {
        if (isDue.preview(false)) onPreview(...preview);
      },
    }),
  };
}

function pacer(apart: number): (isOther: boolean) => boolean {
  let at = Number.NEGATIVE_INFINITY;
  return isOther => {
    const now = performance.now();
    if (!isOther && now - at < apart) return false;
    at = now;
    return true;
  };
}
