import { type SafetyChoice, SanaError } from '@sana-studio/core';
import { type LoadOptions, type ModelInfo, type ModelSource, SanaEngine } from '@sana-studio/core/worker';
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

/** An engine in threads: in one, and after a failure in another. */
interface Machine {
  readonly engine: SanaEngine;
  /** The latest. */
  thread(): Thread;
  end(): void;
}

function startMachine(start: () => Thread): Machine {
  let thread = start();
  let isTaken = false;
  let isEnded = false;
  return {
    engine: new SanaEngine(() => {
      if (isEnded) throw new SanaError('cancelled:engine');
      if (isTaken) thread = start();
      isTaken = true;
      return thread.connection;
    }),
    thread: () => thread,
    end() {
      isEnded = true;
      thread.end(new SanaError('cancelled:engine'));
    },
  };
}

/**
 * Opens a model in a thread.
 * @throws SanaError of any code; nothing of the thread is left then
 */
export async function localDrawer({ start, ...opening }: Opening): Promise<Drawer> {
  const machine = startMachine(start);
  try {
    return drawerOf(machine, await opened(machine, opening));
  } catch (error) {
    machine.end();
    throw error;
  }
}

/** Apart from the opening, whose listeners may know the engine: held here, they would keep what nobody else holds. */
function drawerOf({ engine, thread, end }: Machine, { defaults, device, remarks, note }: ModelInfo): Drawer {
  return {
    info: { model: defaults.model, defaults, device, remarks: note ? [...remarks, note] : remarks },
    draw: (request, told) =>
      engine.generate(request, { ...told, ...(told.onPreview && { previews: 'linear-at-once' }) }),
    encode: (picture, request) => thread().parts.encode(picture, request),
    decode: (file, field) => thread().parts.decode(file, field),
    end,
  };
}

async function opened({ engine, thread }: Machine, opening: Omit<Opening, 'start'>): Promise<ModelInfo> {
  const { model, device, memoryBudget, memoryTier, safety, signal, onProgress = () => {} } = opening;
  const { source, name } = await fetched(model, thread, onProgress, signal);
  const options: LoadOptions = { device, name, memoryBudget, memoryTier, safety };
  const bytes = 'bytes' in model ? model.bytes : undefined;
  const info = await watched(thread(), bytes, onProgress, () => engine.load(source, options, signal));
  onProgress({ phase: 'load', bytes: bytes ?? 0, totalBytes: bytes, fraction: 1 });
  return info;
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
