import type { Picture } from '@sana-studio/core';
import type { PictureType } from './picture-of-answer.ts';
import type { RemoteEngine, RemoteModel } from './remote-engine.ts';

/** What a server does with a request, seen from two pictures. */
export interface ServerTrial {
  readonly model: RemoteModel;
  /** `swapped`: width and height change places; otherwise what was drawn, in pixels. */
  readonly size: 'as-asked' | 'swapped' | { readonly width: number; readonly height: number };
  /** Whether the same seed made the same picture twice. */
  readonly seed: 'same' | 'differs';
  /** Of the second picture. */
  readonly seconds: number;
  readonly format: PictureType;
}

/** Unequal sides, multiples of 32, as small as any model draws. */
export const TRIAL_SIZE = { width: 192, height: 320 };
const REQUEST = { prompt: 'a red apple on a table', seed: 20, ...TRIAL_SIZE };

/**
 * Draws two small pictures with one seed.
 * @param model as `RemoteEngine.load`
 * @throws SanaError as `RemoteEngine.load` and `RemoteEngine.generate`
 */
export async function tryServer(engine: RemoteEngine, model?: string, signal?: AbortSignal): Promise<ServerTrial> {
  const loaded = await engine.load(model, signal);
  const [first] = await engine.generate(REQUEST, { signal });
  const started = performance.now();
  let format: PictureType = 'image/png';
  const onReceived = (type: PictureType) => {
    format = type;
  };
  const [second] = await engine.generate(REQUEST, { signal, onReceived });
  const seconds = (performance.now() - started) / 1000;
  const { width, height } = second!;
  return {
    model: loaded,
    size: sizeFound({ width, height }),
    seed: isSame(first!, second!) ? 'same' : 'differs',
    seconds,
    format,
  };
}

function sizeFound(size: { readonly width: number; readonly height: number }): ServerTrial['size'] {
  if (size.width === TRIAL_SIZE.width && size.height === TRIAL_SIZE.height) return 'as-asked';
  // by the proportions: of a model with trained shapes the server is asked for a larger picture
  return size.width * TRIAL_SIZE.width === size.height * TRIAL_SIZE.height ? 'swapped' : size;
}

/** Engines on graphics cards add in another order now and then: a few levels are no other picture. */
const LEVELS = 4;

function isSame(a: Picture, b: Picture): boolean {
  return (
    a.width === b.width && a.height === b.height && a.data.every((value, at) => Math.abs(value - b.data[at]!) <= LEVELS)
  );
}
