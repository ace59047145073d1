import { databaseHistory, localeFor, localPanelStorage, mountPanel, type Panel } from '@sana-studio/shared';
import { copyAction, downloadAction } from './actions.ts';
import { browserEngine } from './browser-engine.ts';
import { WebModels } from './web-models.ts';

/** The panel as a page of its own. */
export function showStudio(root: HTMLElement): Panel {
  const models = new WebModels(new URL('model', document.baseURI).href);
  const { language, texts } = localeFor(navigator.language);
  document.documentElement.lang = language;
  return mountPanel(root, {
    look: 'plain',
    locale: navigator.language,
    models,
    engine: browserEngine(id => models.sourceOf(id)),
    storage: localPanelStorage('sana-studio.'),
    history: databaseHistory(),
    actions: [downloadAction, copyAction(texts.copied)],
    dragOut: true,
  });
}
