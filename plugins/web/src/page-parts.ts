import { policyOf, SAFETY_NAMES, type SafetyName, type SafetyPolicy } from '@sana-studio/core';
import {
  databaseHistory,
  localPanelStorage,
  type PanelStorage,
  type RemoteParts,
  StoreWorker,
  withKeptWords,
} from '@sana-studio/shared';
import { aboutPage } from './about-page.ts';
import { browserEngine, startWorker } from './browser-engine.ts';
import { WebModels } from './web-models.ts';

interface ServedModel {
  readonly name: string;
  readonly url: string;
  /** Of who serves it: nobody else's to change. */
  readonly safety?: SafetyPolicy | undefined;
}

/** The model that is served with the page; who serves another than the embedded one tells its name. */
async function servedModel(): Promise<ServedModel> {
  const [url, facts] = ['model', 'model.json'].map(path => new URL(path, document.baseURI).href) as [string, string];
  try {
    const told: unknown = await (await fetch(facts)).json();
    if (typeof told === 'object' && told !== null && 'name' in told) {
      // what is no policy, the engine refuses by name
      const safety = 'safety' in told ? (told.safety as SafetyPolicy) : undefined;
      return { name: String(told.name), url, safety };
    }
  } catch {
    // static hosts have no such file
  }
  return { name: 'sana-mini', url };
}

interface PageParts {
  readonly models: WebModels;
  readonly safety: { readonly fixed: boolean };
}

/** Where a plugin that was built with a policy tells it. */
const SAFETY_KEY = 'safety';

const isName = (value: unknown): value is SafetyName => SAFETY_NAMES.some(name => name === value);

/** In the studio's address: the list of models that a team offers. */
const TEAM_PARAMETER = 'models';
/** Where a plugin that was built with a team's list tells it. */
const TEAM_KEY = 'team';

async function teamList(storage: PanelStorage): Promise<string | undefined> {
  const named = new URL(location.href).searchParams.get(TEAM_PARAMETER);
  if (named) return named;
  const built = await storage.get(TEAM_KEY);
  return typeof built === 'string' ? built : undefined;
}

/** What this page has, as the studio and as the engine in a frame. */
export async function pageParts(): Promise<RemoteParts & PageParts> {
  const storage = localPanelStorage('sana-studio.');
  const store = new StoreWorker(() => startWorker('models-worker.mjs'));
  const served = await servedModel();
  const models = new WebModels(served, store, storage, () => teamList(storage));
  const safety = async () => {
    if (served.safety) return served.safety;
    const built = await storage.get(SAFETY_KEY).catch(() => undefined);
    return isName(built) ? policyOf(built) : withKeptWords('designer', storage);
  };
  return {
    models,
    engine: browserEngine(store, id => models.sourceOf(id), safety),
    safety: { fixed: served.safety !== undefined },
    storage,
    history: databaseHistory(),
    about: { facts: aboutPage },
  };
}
