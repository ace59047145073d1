// The places of the document, as part of the panel's reducer.

import { useAgain } from '../form/reuse.ts';
import type { PromptOffer } from '../host.ts';
import type { PanelEvent } from './events.ts';
import type { PanelState } from './state.ts';

type News<Type extends PanelEvent['type']> = Extract<PanelEvent, { readonly type: Type }>;

export function offered(state: PanelState, { offers, notes = state.notes }: News<'offers'>): PanelState {
  const isThere = (id: string | undefined) => offers.some(offer => offer.id === id);
  const isOther = offers.length !== state.offers.length || !state.offers.every(({ id }) => isThere(id));
  return {
    ...state,
    notes,
    offers: offers.map(offer => reworded(offer, state.reworded)),
    picked: isThere(state.picked) ? state.picked : undefined,
    // a size of the person's own was for what was selected before
    form: isOther && offers.length > 0 ? { ...state.form, sizing: 'place' } : state.form,
  };
}

/** What the person wrote for places at the last visit. */
export function withWords(state: PanelState, words: PanelState['reworded'] = new Map()): PanelState {
  const all = new Map([...words, ...state.reworded]);
  return { ...state, reworded: all, offers: state.offers.map(offer => reworded(offer, all)) };
}

/** The person's words stay with a place until the document says something else there. */
function reworded(offer: PromptOffer, words: PanelState['reworded']): PromptOffer {
  const own = words.get(offer.id);
  return own?.from === offer.prompt ? { ...offer, prompt: own.prompt } : offer;
}

export function reword(state: PanelState, { id, prompt }: News<'reworded'>): PanelState {
  const offer = state.offers.find(other => other.id === id);
  if (!offer) return state;
  const before = state.reworded.get(id);
  const from = before?.prompt === offer.prompt ? before.from : offer.prompt;
  return {
    ...state,
    offers: state.offers.map(other => (other === offer ? { ...other, prompt } : other)),
    reworded: new Map(state.reworded).set(id, { from, prompt }),
  };
}

/** The person wants this place, and the words that the document has there. */
export function used(state: PanelState, { offer }: News<'used'>): PanelState {
  const reworded = new Map(state.reworded);
  reworded.delete(offer.id);
  const isKnown = state.offers.some(({ id }) => id === offer.id);
  const offers = isKnown ? state.offers.map(other => (other.id === offer.id ? offer : other)) : [offer];
  const models = state.models?.map(({ id }) => id) ?? [];
  const form = offer.request ? useAgain(state.form, offer.request, 'all', models) : state.form;
  const picked = isKnown && offers.length > 1 ? offer.id : undefined;
  return {
    ...state,
    reworded,
    offers,
    picked,
    form: { ...form, prompt: offer.prompt || form.prompt, sizing: 'place' },
  };
}
