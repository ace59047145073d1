import { databaseHistory, localPanelStorage, type RemoteParts, StoreWorker } from '@sana-studio/shared';
import { browserEngine, startWorker } from './browser-engine.ts';
import { WebModels } from './web-models.ts';

/** What this page has, as the studio and as the engine in a frame. */
export function pageParts(): RemoteParts & { readonly models: WebModels } {
  const storage = localPanelStorage('sana-studio.');
  const store = new StoreWorker(() => startWorker('models-worker.mjs'));
  const models = new WebModels(new URL('model', document.baseURI).href, store, storage);
  return {
    models,
    engine: browserEngine(store, id => models.sourceOf(id)),
    storage,
    history: databaseHistory(),
  };
}
