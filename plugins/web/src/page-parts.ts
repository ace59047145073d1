import { databaseHistory, localPanelStorage, type RemoteParts } from '@sana-studio/shared';
import { browserEngine } from './browser-engine.ts';
import { WebModels } from './web-models.ts';

/** What this page has, as the studio and as the engine in a frame. */
export function pageParts(): RemoteParts & { readonly models: WebModels } {
  const models = new WebModels(new URL('model', document.baseURI).href);
  return {
    models,
    engine: browserEngine(id => models.sourceOf(id)),
    storage: localPanelStorage('sana-studio.'),
    history: databaseHistory(),
  };
}
