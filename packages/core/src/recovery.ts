import { SanaError } from './errors.ts';
import type { GeneratedPicture, GenerateOptions } from './pipeline.ts';
import { type PartialRequest, requestOfPicture } from './request/index.ts';
import { type MemoryTier, tierBelow } from './runtime/memory-tier.ts';

export interface RecoverableRun {
  readonly request: PartialRequest;
  readonly options: GenerateOptions;
  /** What memory the device is taken to have at first. */
  readonly tier: MemoryTier;
  /** Makes the pictures and hands them to `options.onPicture`. @param lower to be taken for the device's memory, if given */
  attempt(request: PartialRequest, options: GenerateOptions, lower: MemoryTier | undefined): Promise<unknown>;
  /** Whether another attempt is possible after a failure. Default: yes. */
  recoverable?(): boolean;
}

/**
 * Makes pictures. When the device is lost or memory runs out, those that are not there yet are tried once more, with the
 * device taken to have less memory.
 * @returns the pictures in order
 * @throws SanaError of any code; after a second failure with what would help
 */
export async function generateRecovering(run: RecoverableRun): Promise<GeneratedPicture[]> {
  const { request, options, tier } = run;
  const pictures: GeneratedPicture[] = [];
  const keeping: GenerateOptions = {
    ...options,
    onPicture: (picture, index) => {
      pictures.push(picture);
      options.onPicture?.(picture, index);
    },
  };
  try {
    await run.attempt(request, keeping, undefined);
  } catch (error) {
    const lower = recoveryTier(error, tier);
    const recoverable = run.recoverable?.() ?? true;
    if (!lower || !recoverable || options.signal?.aborted) throw error;
    try {
      await run.attempt(remainingRequest(request, pictures), continued(keeping, pictures.length), lower);
    } catch (again) {
      throw afterRecovery(again, lower);
    }
  }
  return pictures;
}

/**
 * With how much memory to try once more what has failed: with less if it was too much, and if the device was lost, which
 * drivers do for the same reason, even when there is nothing less.
 * @returns undefined when trying again is no use
 */
function recoveryTier(error: unknown, tier: MemoryTier): MemoryTier | undefined {
  const { code } = SanaError.from(error);
  if (code === 'out-of-memory') return tierBelow(tier);
  return code === 'device-lost' ? (tierBelow(tier) ?? tier) : undefined;
}

/** What of a request is left when some of its pictures are there. */
function remainingRequest(request: PartialRequest, pictures: readonly GeneratedPicture[]): PartialRequest {
  const [first] = pictures;
  // the seed may have been left to chance
  if (!first) return request;
  return { ...requestOfPicture(first.request, pictures.length), count: (request.count ?? 1) - pictures.length };
}

/** Events of the remaining pictures as those of the whole request. */
function continued(options: GenerateOptions, before: number): GenerateOptions {
  const { onProgress, onPicture, onPreview } = options;
  return {
    ...options,
    ...(onPicture && { onPicture: (picture, index) => onPicture(picture, before + index) }),
    ...(onPreview && { onPreview: (preview, index, step) => onPreview(preview, before + index, step) }),
    ...(onProgress && {
      onProgress: progress => {
        const pictures = before + progress.pictures;
        const fraction = (before + progress.pictures * progress.fraction) / pictures;
        onProgress({ ...progress, picture: before + progress.picture, pictures, fraction });
      },
    }),
  };
}

/** The second failure, with what would help. */
function afterRecovery(error: unknown, tier: MemoryTier): unknown {
  const { code, data: facts } = SanaError.from(error);
  const data = { ...facts, memoryTier: tier };
  if (code === 'out-of-memory') return new SanaError('out-of-memory:twice', data, error);
  if (code === 'device-lost') return new SanaError('device-lost:twice', data, error);
  return error;
}
