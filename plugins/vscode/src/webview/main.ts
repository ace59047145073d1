// The panel's page: the panel, the engine, and what the extension host asks of them.

import '../no-eval.ts';

import type { PartialRequest } from '@sana-studio/core';
import { databaseHistory, mountPanel, type PanelHost, type PromptOffer, StoreWorker } from '@sana-studio/shared';
import { readPageSettings, storedValues } from '../messages.ts';
import { errorData, HostConnection } from './host-connection.ts';
import { Jobs } from './jobs.ts';
import { PageEngine } from './page-engine.ts';
import { PageModels } from './page-models.ts';
import { fetchScript } from './resources.ts';
import { pngToWebp } from './webp.ts';
import './page.css';

const root = document.getElementById('panel')!;
const settings = readPageSettings(JSON.parse(root.dataset.settings ?? '{}'));
const connection = new HostConnection();
const storage = connection.storage(storedValues.parse(JSON.parse(root.dataset.stored ?? '{}')));
const modelsScript = await fetchScript(settings.resources.modelsWorker);
const store = new StoreWorker(() => new Worker(modelsScript, { type: 'module' }));
const models = new PageModels(settings, store, storage);
const engine = new PageEngine(settings, store, id => models.sourceOf(id));
const offerListeners = new Set<(offers: readonly PromptOffer[]) => void>();
let offers: readonly PromptOffer[] = [];

const host: PanelHost = {
  look: 'vscode',
  locale: settings.locale,
  engine,
  models,
  storage,
  resumes: true,
  history: databaseHistory(),
  prompts: {
    current: async () => offers,
    subscribe(listener) {
      offerListeners.add(listener);
      return () => offerListeners.delete(listener);
    },
  },
  actions: [
    {
      id: 'insert',
      run: async ({ png, target }) => connection.insert(await png.arrayBuffer(), target),
    },
  ],
};

const panel = mountPanel(root, host);
const jobs = new Jobs(engine, connection, picture => panel.keep(picture));

connection.listen(message => {
  switch (message.type) {
    case 'job':
      void jobs.run(message.job, message.request as PartialRequest);
      break;
    case 'cancel':
      jobs.cancel(message.job);
      break;
    case 'convert':
      void convert(message.call, message.png);
      break;
    case 'use':
      panel.use(message.offer);
      panel.focusPrompt();
      break;
    case 'offers':
      offers = message.offers;
      for (const listener of offerListeners) listener(offers);
      break;
  }
});
connection.send({ type: 'ready' });

async function convert(call: string, png: ArrayBuffer): Promise<void> {
  try {
    connection.send({ type: 'converted', call, image: await pngToWebp(png) });
  } catch (error) {
    connection.send({ type: 'not-converted', call, error: errorData(error) });
  }
}
