import { type SafetyChoice, SanaError } from '@sana-studio/core';
import { type LoadOptions, type ModelSource, SanaEngine } from '@sana-studio/core/worker';
import type { EngineOptions, LoadProgress } from './api.ts';
import type { Drawer } from './drawer.ts';
import { type KeptModel, keptSource, type Thread } from './thread.ts';

/** A model, as an engine's place has found out which one is meant. */
export type FoundModel =
  | { readonly source: ModelSource; readonly name?: string | undefined; readonly bytes?: number | undefined }
  | { readonly kept: KeptModel };

interface Opening extends Pick<EngineOptions, 'device' | 'memoryBudget' | 'memoryTier' | 'onProgress' | 'signal'> {
  readonly model: FoundModel;
  readonly safety?: SafetyChoice | undefined;
  start(): Thread;
}

/**
 * Opens a model in a thread.
 * @throws SanaError of any code; nothing of the thread is left then
 */
export async function localDrawer(opening: Opening): Promise<Drawer> {
  const { model, device, memoryBudget, memoryTier, safety, signal, onProgress = () => {} } = opening;
  let thread = opening.start();
  let isTaken = false;
  let isEnded = false;
  const end = () => {
    isEnded = true;
    thread.end(new SanaError('cancelled:engine'));
  };
  // after a failure the engine asks for another one
  const engine = new SanaEngine(() => {
    if (isEnded) throw new SanaError('cancelled:engine');
    if (isTaken) thread = opening.start();
    isTaken = true;
    return thread.connection;
  });
  try {
    const { source, name } = await fetched(model, () => thread, onProgress, signal);
    const options: LoadOptions = { device, name, memoryBudget, memoryTier, safety };
    const bytes = 'bytes' in model ? model.bytes : undefined;
    const loading = watched(thread, bytes, onProgress, () => engine.load(source, options, signal));
    const { defaults, device: used, remarks, note } = await loading;
    onProgress({ phase: 'load', bytes: bytes ?? 0, totalBytes: bytes, fraction: 1 });
    return {
      info: { model: defaults.model, defaults, device: used, remarks: note ? [...remarks, note] : remarks },
      draw: (request, told) => engine.generate(request, { ...told, ...(told.onPreview && { previews: 'linear' }) }),
      encode: (picture, request) => thread.parts.encode(picture, request),
      decode: (file, field) => thread.parts.decode(file, field),
      end,
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** Where the model is, once it is here. */
async function fetched(
  model: FoundModel,
  thread: () => Thread,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ readonly source: ModelSource; readonly name?: string | undefined }> {
  if ('source' in model) return model;
  const id = await thread().parts.fetch(model.kept, { onProgress, signal });
  return { source: keptSource(id, model.kept.folder), name: id };
}

/** Tells of the files that are read meanwhile. */
async function watched<T>(
  thread: Thread,
  totalBytes: number | undefined,
  onProgress: (progress: LoadProgress) => void,
  work: () => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  const watching = thread.parts.watch({ totalBytes, onProgress, signal: end.signal });
  // why it ended is told by the work
  watching.catch(() => {});
  try {
    return await work();
  } finally {
    end.abort();
  }
}
