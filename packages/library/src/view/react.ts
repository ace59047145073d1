import { createElement, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { GeneratedImage } from '../api.ts';
import type { SanaError } from '../public.ts';
import { described } from '../shared-engine.ts';
import { Drawing, type DrawingEngine, type DrawingRequest, type DrawingState } from './drawing.ts';

export type { DrawingEngine, DrawingRequest } from './drawing.ts';

/** Properties of `SanaImage`: all fields of a request, and how it is shown. */
export interface SanaImageProps extends DrawingRequest {
  /** What people hear who do not see the picture. */
  readonly alt: string;
  /** Of the picture, and of what stands in its place. */
  readonly className?: string | undefined;
  /** Which model draws, and where; default: what `configure` said. Components with equal options share one engine. */
  readonly engine?: DrawingEngine | undefined;
  /** Takes the place of the bar and its button. @param fraction 0…1; missing while nobody can know */
  readonly progress?: ((fraction: number | undefined, cancel: () => void) => ReactNode) | undefined;
  /** Takes the place of the sentence and its button; an error of the code `cancelled` is a picture that was given up. */
  readonly error?: ((error: SanaError, retry: () => void) => ReactNode) | undefined;
  /** Called when the picture is there. */
  readonly onImage?: ((image: GeneratedImage<'blob'>) => void) | undefined;
}

/**
 * A picture that is drawn where it is shown, and anew when its request changes; pictures in it count as others when they are
 * other objects. A server renders the bar in its place.
 */
export function SanaImage(props: SanaImageProps): ReactNode {
  const { alt, className, engine, progress, error, onImage, ...request } = props;
  const [state, setState] = useState<DrawingState>({ phase: 'drawing' });
  const [attempt, setAttempt] = useState(0);
  const drawing = useRef<Drawing>(undefined);
  const latest = useRef({ request, engine, onImage });
  latest.current = { request, engine, onImage };
  const asked = described([request, { ...engine, model: undefined }, attempt]);
  const model = engine?.model;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for stands for its objects, which are new in each rendering
  useEffect(() => {
    const own = new Drawing(next => {
      setState(next);
      if (next.phase === 'done') latest.current.onImage?.(next.image);
    });
    drawing.current = own;
    void own.start(latest.current.request, latest.current.engine);
    return () => own.end();
  }, [asked, model]);
  const cancel = useCallback(() => drawing.current?.cancel(), []);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  if (state.phase === 'done') {
    const { width, height } = state.image;
    return createElement('img', { src: state.url, alt, width, height, className });
  }
  if (state.phase === 'failed') {
    const again = createElement('button', { type: 'button', onClick: retry }, 'Try again');
    const shown = error ? error(state.error, retry) : [state.error.message, ' ', again];
    return createElement('span', { role: 'alert', className }, ...[shown].flat());
  }
  const bar = createElement('progress', { max: 1, value: state.fraction, 'aria-label': alt });
  const stop = createElement('button', { type: 'button', onClick: cancel }, 'Cancel');
  const shown = progress ? progress(state.fraction, cancel) : [bar, stop];
  return createElement('span', { role: 'group', 'aria-busy': true, 'aria-label': alt, className }, ...[shown].flat());
}
