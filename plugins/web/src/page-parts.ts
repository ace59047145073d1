import { databaseHistory, localPanelStorage, type RemoteParts, StoreWorker } from '@sana-studio/shared';
import { aboutPage } from './about-page.ts';
import { browserEngine, startWorker } from './browser-engine.ts';
import { WebModels } from './web-models.ts';

/** The model that is served with the page; who serves another than the embedded one tells its name. */
async function servedModel(): Promise<{ readonly name: string; readonly url: string }> {
  const [url, facts] = ['model', 'model.json'].map(path => new URL(path, document.baseURI).href) as [string, string];
  try {
    const told: unknown = await (await fetch(facts)).json();
    if (typeof told === 'object' && told !== null && 'name' in told) return { name: String(told.name), url };
  } catch {
    // static hosts have no such file
  }
  return { name: 'sana-mini', url };
}

/** What this page has, as the studio and as the engine in a frame. */
export async function pageParts(): Promise<RemoteParts & { readonly models: WebModels }> {
  const storage = localPanelStorage('sana-studio.');
  const store = new StoreWorker(() => startWorker('models-worker.mjs'));
  const models = new WebModels(await servedModel(), store, storage);
  return {
    models,
    engine: browserEngine(store, id => models.sourceOf(id)),
    storage,
    history: databaseHistory(),
    about: { facts: aboutPage },
  };
}
