import type { PanelState } from './state.ts';

/** What tells its state. */
export interface Subscribable {
  readonly state: PanelState;
  /** @returns stops the calls */
  subscribe(listener: (state: PanelState) => void): () => void;
}

/** Resolves as soon as something is so. */
export function until(panel: Subscribable, isSo: (state: PanelState) => boolean): Promise<void> {
  if (isSo(panel.state)) return Promise.resolve();
  return new Promise(resolve => {
    const stop = panel.subscribe(state => {
      if (!isSo(state)) return;
      stop();
      resolve();
    });
  });
}

/** Until no model is being made ready. */
export function untilPrepared(panel: Subscribable): Promise<void> {
  return until(panel, ({ activity }) => activity.kind !== 'preparing');
}
