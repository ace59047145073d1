import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale } from '../../locales/locales.ts';
import type { PanelController } from '../controller.ts';
import type { PanelState } from '../state.ts';

/** What every part of the panel may need. */
export interface PanelContext {
  readonly state: PanelState;
  readonly controller: PanelController;
  readonly locale: Locale;
}

const Context = createContext<PanelContext | undefined>(undefined);

export const PanelProvider = Context.Provider;

export function usePanel(): PanelContext & { readonly texts: Locale['texts'] } {
  const context = useContext(Context);
  if (!context) throw new Error('A part of the panel was shown outside of it.');
  return { ...context, texts: context.locale.texts };
}
