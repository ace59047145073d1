import type { TransferProgress } from '@sana-studio/models';
import type { ModelDownload, NeedsDownload } from '../host.ts';

/** Of a download that is not known before it was looked at. */
export const NOTHING = { bytes: 0, done: 0 };

/** Before anything of it has come. */
export function begun({ bytes, kept = bytes, done = 0 }: NeedsDownload): ModelDownload {
  return { kind: 'downloading', bytes: kept, done };
}

/** What is told of it next. */
export function downloadState(progress: TransferProgress, before: ModelDownload): ModelDownload {
  const { phase, bytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  // a total of nothing tells of nothing
  if (phase === 'list' || totalBytes === 0) return before;
  return {
    kind: 'downloading',
    bytes: totalBytes,
    done: bytes,
    comparing: phase === 'verify',
    bytesPerSecond,
    secondsLeft,
  };
}
