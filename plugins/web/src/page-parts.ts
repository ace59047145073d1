import type { SafetyPolicy } from '@sana-studio/core';
import {
  databaseHistory,
  engineWithServers,
  fixedSafety,
  keepStorage,
  localPanelStorage,
  type PanelSafety,
  type PanelStorage,
  type PictureRanker,
  pageServerMemory,
  personSafety,
  type RemoteParts,
  Servers,
  StoreAdditions,
  StoreWorker,
  unreachableFrom,
  workerAsker,
} from '@sana-studio/shared';
import { aboutPage } from './about-page.ts';
import { browserEngine, startWorker } from './browser-engine.ts';
import { MiniRanker } from './mini-ranker.ts';
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
  readonly ranker: PictureRanker;
  readonly models: WebModels;
  readonly safety: PanelSafety;
}

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
  const safety = served.safety ? fixedSafety(served.safety, 'server') : personSafety(storage);
  /** What the page around this one has for it. */
  let told: SafetyPolicy | undefined;
  const policy = async () => (served.safety ? undefined : told) ?? (await safety.now()).policy;
  const servers = new Servers({
    asker: workerAsker(() => startWorker('server-worker.mjs')),
    memory: pageServerMemory(storage),
    safety: policy,
    permit(server) {
      const error = unreachableFrom(location.href, server);
      if (error) throw error;
    },
  });
  const models = new WebModels(served, store, storage, () => teamList(storage), servers);
  return {
    models,
    additions: new StoreAdditions({
      store: () => store.store,
      hubUrl: async () => (await models.place()).hubUrl,
      team: () => teamList(storage),
      onDownload: keepStorage,
    }),
    servers,
    engine: engineWithServers(
      browserEngine(store, id => models.sourceOf(id), policy),
      servers,
    ),
    safety,
    ranker: new MiniRanker(served.url, () => startWorker('ranking-worker.mjs')),
    guard: {
      now: safety.now,
      use: async policy => {
        told = policy;
      },
    },
    storage,
    history: databaseHistory(),
    about: { facts: aboutPage },
  };
}
