// The panel's page: the panel, the engine, and what the extension host asks of them.

import { openChannel, serve } from '@sana-studio/core/channel';
import { sayRemark } from '@sana-studio/core/errors';
import { HUGGING_FACE } from '@sana-studio/models';
import {
  databaseHistory,
  fetchLocale,
  keepStorage,
  localeFor,
  mountPanel,
  type PanelSafety,
  type PromptOffer,
  StoreAdditions,
  StoreWorker,
} from '@sana-studio/shared';
import { HOST, PAGE, type Page, VERSION } from '../contract.ts';
import { readPageSettings } from '../page-settings.ts';
import { hostStorage, hostWire } from './host-connection.ts';
import { PageEngine } from './page-engine.ts';
import { PageModels } from './page-models.ts';
import { pictureFile } from './picture-file.ts';
import { fetchScript } from './resources.ts';
import { servedEngine, watchedServers } from './served.ts';
import { workspaceStyle } from './workspace-style.ts';
import './page.css';

const root = document.getElementById('panel')!;
const settings = readPageSettings(JSON.parse(root.dataset.settings ?? '{}'));
const offerListeners = new Set<(offers: readonly PromptOffer[], notes?: readonly string[]) => void>();
const safetyListeners = new Set<() => void>();
let offers: readonly PromptOffer[] = [];

/** When a picture goes into the document. */
const WHENS = ['several', 'ready', 'click'] as const;
const [modelsScript, locale] = await Promise.all([
  fetchScript(settings.resources.modelsWorker),
  // in English where that fails, which the panel says
  fetchLocale(settings.locale).catch(() => localeFor(settings.locale)),
]);
const { insertWhen } = locale.texts;

const page: Page = {
  async ready() {},
  needed: id => models.needed(id),
  fetch: (id, licences, options) => models.fetch(id, licences, options),
  async make(request, { format, ...options }) {
    const picture = await engine.picture(request, options);
    // the picture goes into the document; the history is a convenience, and tells of its own troubles in the panel
    panel.keep(picture).catch(() => {});
    const bytes = await pictureFile(picture, format);
    const replaced = picture.replaced.map(({ text, whole }) => ({ text, whole }));
    const remarks = (picture.remarks ?? []).map(remark => sayRemark(remark, settings.locale));
    return { bytes, request: picture.request, replaced, remarks };
  },
  async use(offer) {
    panel.use(offer);
    panel.focusPrompt();
  },
  async follow({ bytes, label }) {
    panel.follow(async () => ({ file: new Blob([bytes]), label, from: 'sketch' }));
    panel.focusPrompt();
  },
  async changePart({ bytes, label, target }) {
    panel.changePart({ file: new Blob([bytes]), label, target });
  },
  async safetyChanged() {
    for (const listener of safetyListeners) listener();
  },
  async offers(current, notes) {
    offers = current;
    for (const listener of offerListeners) listener(offers, notes);
  },
};

// nothing below waits, so that everything is there before the first call arrives
const channel = openChannel(hostWire(), { version: VERSION, bounded: true, serves: serve(PAGE, { page }) });
const { host, servers, drawing, computer } = channel.remote(HOST);
const store = new StoreWorker(() => new Worker(modelsScript, { type: 'module' }), computer);
const storage = hostStorage(host, JSON.parse(root.dataset.stored ?? '{}'));
const models = new PageModels(settings, store, storage, { elsewhere: watchedServers(servers), computer });
const safety: PanelSafety = {
  now: () => host.safety(),
  keep: word => host.keepWord(word),
  open: () => host.openSafetySettings(),
  watch(listener) {
    safetyListeners.add(listener);
    return () => safetyListeners.delete(listener);
  },
};
const engine = new PageEngine(settings, store, id => models.sourceOf(id), safety, servedEngine(drawing));
const panel = mountPanel(root, {
  look: 'vscode',
  locale: settings.locale,
  engine,
  models,
  additions: new StoreAdditions({
    store: () => store.store,
    hubUrl: async () => settings.mirror ?? HUGGING_FACE,
    team: async () => settings.team,
    onDownload: keepStorage,
  }),
  servers,
  keysIn: 'system',
  storage,
  resumes: true,
  safety,
  history: databaseHistory(),
  documentStyle: workspaceStyle(host, settings.locale),
  prompts: {
    current: async () => offers,
    subscribe(listener) {
      offerListeners.add(listener);
      return () => offerListeners.delete(listener);
    },
  },
  choices: [
    { id: 'when', label: insertWhen.label, options: WHENS.map(value => ({ value, label: insertWhen[value] })) },
  ],
  actions: [
    {
      id: 'insert',
      automatic: ({ when }, places) => when === 'ready' || (when === 'several' && places > 1),
      async run(picture) {
        const { request, target } = picture;
        const format = await host.formatFor(target);
        const bytes = await pictureFile(picture, format);
        return host.insert({ bytes, format, request, target });
      },
    },
  ],
});
