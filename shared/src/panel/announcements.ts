import type { Texts } from '../locales/en.ts';
import { finishedPictures, type PanelState } from './state.ts';

/** What a screen reader should say because of a change; undefined when it is not worth interrupting for. */
export function announcement(before: PanelState, now: PanelState, texts: Texts): string | undefined {
  const { announce } = texts;
  if (now.notice && now.notice !== before.notice) return now.notice;
  if (now.loaded && now.loaded !== before.loaded && now.activity === 'loading') {
    const id = now.loaded.id;
    return announce.modelReady(now.models?.find(model => model.id === id)?.title ?? id);
  }
  if (!now.run || now.run === before.run) return undefined;
  const made = finishedPictures(now.run).length;
  const { outcome, slots } = now.run;
  const ran = before.run !== undefined && before.run.outcome === undefined;
  if (outcome === undefined && !ran) return announce.started(slots.length);
  if (outcome === 'done' && ran) return announce.done;
  if (outcome === 'cancelled' && ran) return announce.cancelled(made);
  // failures are announced by their own note
  const isMore = outcome === undefined && made > finishedPictures(before.run).length;
  return isMore ? announce.picture(made, slots.length) : undefined;
}
