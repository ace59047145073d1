import type { Texts } from '../locales/en.ts';
import { isWaiting, madeOf, type PanelState } from './state.ts';

/** What a screen reader should say because of a change; undefined when it is not worth interrupting for. */
export function announcement(before: PanelState, now: PanelState, texts: Texts): string | undefined {
  const { announce } = texts;
  if (now.notice && now.notice !== before.notice) return now.notice;
  if (isWaiting(now) && !isWaiting(before)) return texts.madeWhenReady;
  if (now.loaded && now.loaded !== before.loaded && now.activity.kind === 'idle') {
    const id = now.loaded.id;
    return announce.modelReady(now.models?.find(model => model.id === id)?.title ?? id);
  }
  const download = now.models === before.models ? undefined : downloadWords(before, now, texts);
  if (download !== undefined) return download;
  if (!now.run || now.run === before.run) return undefined;
  const best = bestOf(before, now);
  if (best) return best.at === best.from ? announce.bestMatch(best.at + 1) : announce.bestMatchFirst;
  const made = madeOf(now.run);
  const { outcome, pictures } = now.run;
  const ran = before.run !== undefined && before.run.outcome === undefined;
  if (outcome === undefined && !ran) return announce.started(pictures);
  if (outcome === 'done' && ran) return announce.done;
  if (outcome === 'cancelled' && ran) return announce.cancelled(made);
  // failures are announced by their own note
  const isMore = outcome === undefined && made > madeOf(before.run);
  return isMore ? announce.picture(made, pictures) : undefined;
}

/** Of downloads only that they begin, stop or are done: the rest can be read at the model. */
function downloadWords(before: PanelState, now: PanelState, { announce }: Texts): string | undefined {
  for (const { id, title, state } of now.models ?? []) {
    const was = before.models?.find(model => model.id === id)?.state.kind;
    if (was === undefined || was === state.kind) continue;
    if (state.kind === 'downloading') return announce.downloading(title);
    if (was === 'downloading') return state.kind === 'ready' ? announce.downloaded(title) : announce.paused(title);
  }
  return undefined;
}

/** Where the picture that fits best stands, and stood before it was known to be that; undefined if nothing new is known. */
function bestOf(before: PanelState, now: PanelState): { readonly at: number; readonly from: number } | undefined {
  const known = new Set(before.run?.slots.filter(({ match }) => match?.isBest).map(({ id }) => id));
  const slots = now.run?.slots ?? [];
  const at = slots.findIndex(({ id, match }) => match?.isBest && !known.has(id));
  return at < 0 ? undefined : { at, from: before.run?.slots.findIndex(({ id }) => id === slots[at]!.id) ?? -1 };
}
