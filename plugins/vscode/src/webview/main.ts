// The panel's page: the panel, the engine, and what the extension host asks of them.

import type { PartialRequest } from '@sana-studio/core';
import { databaseHistory, mountPanel, type PanelHost, type PromptOffer } from '@sana-studio/shared';
import '@sana-studio/shared/panel.css';
import { readPageSettings } from '../messages.ts';
import { HostConnection } from './host-connection.ts';
import { Jobs } from './jobs.ts';
import { PageEngine } from './page-engine.ts';

const root = document.getElementById('panel')!;
const settings = readPageSettings(JSON.parse(root.dataset.settings ?? '{}'));
const connection = new HostConnection();
const engine = new PageEngine(settings);
const history = databaseHistory();
const jobs = new Jobs(engine, connection, async picture => history.add(picture, picture.png));
const offerListeners = new Set<(offers: readonly PromptOffer[]) => void>();
let offers: readonly PromptOffer[] = [];

const host: PanelHost = {
  look: 'vscode',
  locale: settings.locale,
  engine,
  models: {
    list: async () => settings.models.map(({ id, title }) => ({ id, title, state: { kind: 'ready' } })),
  },
  storage: connection.storage,
  history,
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

connection.listen(message => {
  switch (message.type) {
    case 'job':
      void jobs.run(message.job, message.request as PartialRequest);
      break;
    case 'cancel':
      jobs.cancel(message.job);
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
