import {
  downloadPicture,
  LANGUAGE_NAMES,
  languageOf,
  localeFor,
  mountPanel,
  type PanelSafety,
  type PictureRanker,
  type RemoteParts,
} from '@sana-studio/shared';
import { copyAction } from './actions.ts';

const LANGUAGE_KEY = 'language';

/** The panel as a page of its own. @param chooser is filled with the languages */
export async function showStudio(
  root: HTMLElement,
  chooser: HTMLSelectElement,
  parts: RemoteParts & { readonly safety: PanelSafety; readonly ranker: PictureRanker },
): Promise<void> {
  const { storage } = parts;
  const stored = await storage.get(LANGUAGE_KEY).catch(() => undefined);
  const language = languageOf(typeof stored === 'string' ? stored : navigator.language);
  const panel = mountPanel(root, {
    look: 'plain',
    locale: language,
    ...parts,
    actions: [downloadPicture, copyAction(() => localeFor(document.documentElement.lang).texts.copied)],
    dragOut: true,
  });
  document.documentElement.lang = language;
  chooser.append(...Object.entries(LANGUAGE_NAMES).map(([known, name]) => new Option(name, known)));
  chooser.value = language;
  chooser.addEventListener('change', () => {
    document.documentElement.lang = chooser.value;
    panel.setLocale(chooser.value);
    // not being able to keep it is what the panel says of its history
    storage.set(LANGUAGE_KEY, chooser.value).catch(() => {});
  });
}
