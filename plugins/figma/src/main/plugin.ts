import { Channel, serve } from '@sana-studio/core/channel';
import {
  type AskedRun,
  COMMANDS,
  PROMPT_PARAMETER,
  SANDBOX,
  type Sandbox,
  VERSION,
  type Watcher,
} from '../contract.ts';
import { askInFigma, learnAltCategories, writeAltTexts } from './alt-text.ts';
import type { Figma } from './api.ts';
import { namedColours, readDocumentStyle, writeDocumentStyle } from './document-style.ts';
import { exportSelectedLayer, exportThumbnail } from './export-layer.ts';
import { readMaskedPicture } from './masked-picture.ts';
import { Unreadable } from './read.ts';
import { refusedBy, SURROUNDINGS } from './refused.ts';
import { offersAgain } from './regenerate.ts';
import { Runs } from './run.ts';
import { offersOf, readSelection } from './selection.ts';
import { selfTest } from './self-test.ts';
import { exportWireframe } from './wireframe.ts';

const SIZE_KEY = 'size';
/** CSS pixels of the panel: the least that it can be used at, and what it begins with. */
const LEAST = { width: 280, height: 320 };
const USUAL = { width: 340, height: 640 };
const MOST = 1600;
/** Milliseconds: a dragged selection changes many times a second. */
const SETTLED_AFTER = 100;
const MOST_SUGGESTIONS = 8;

/** The plugin's half in Figma's sandbox: reads the selection, puts pictures into the document, and nothing else. */
export function startPlugin(figma: Figma, html: string): void {
  const runs = new Runs(figma);
  const offers = () => offersOf(figma.currentPage.selection);
  let shown = '';
  let watcher: Watcher | undefined;
  let isShown = false;
  let asked: AskedRun | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  /** What is about the document is kept by its name: Figma tells plugins no better one. */
  const placeOf = (key: string) => (key.startsWith('here.') ? `${key} ${figma.root.name}` : key);
  const tellSelection = () => {
    const unreadable = new Unreadable();
    const { offers: selected, notices } = readSelection(figma.currentPage.selection, unreadable);
    shown = JSON.stringify(selected);
    watcher?.onSelection({ editor: figma.editorType, offers: selected, unreadable: unreadable.names, notices });
  };
  /** Once: a page that is loaded again must not make the same again. */
  const tellRun = () => {
    if (!asked || !watcher) return;
    watcher.onRun(asked);
    asked = undefined;
  };
  const sandbox: Sandbox = {
    beginRun: run => runs.begin(run),
    async endRun() {
      runs.end();
      return undefined;
    },
    place: placement => runs.place(placement),
    try: placement => runs.try(placement),
    async keep(layer) {
      runs.keep(layer);
      return undefined;
    },
    async discard(layer) {
      runs.discard(layer);
      return undefined;
    },
    altTexts: asked => writeAltTexts(figma, asked),
    ask: (sentence, button) => askInFigma(figma, sentence, button),
    exportLayer: () => exportSelectedLayer(figma),
    exportWireframe: () => exportWireframe(figma),
    maskedPicture: () => readMaskedPicture(figma),
    thumbnail: layer => exportThumbnail(figma, layer),
    selfTest: png => selfTest(figma, png),
    read: key => figma.clientStorage.getAsync(placeOf(key)),
    async write(key, value) {
      await figma.clientStorage.setAsync(placeOf(key), value);
      return undefined;
    },
    readStyle: async () => readDocumentStyle(figma),
    async writeStyle(json) {
      writeDocumentStyle(figma, json);
      figma.commitUndo();
      return undefined;
    },
    colours: () => namedColours(figma),
    async look() {
      // what is typed into a selected layer changes no selection
      if (JSON.stringify(offers()) !== shown) tellSelection();
      return undefined;
    },
    async resize(askedWidth, askedHeight) {
      const width = Math.round(Math.min(MOST, Math.max(LEAST.width, askedWidth)));
      const height = Math.round(Math.min(MOST, Math.max(LEAST.height, askedHeight)));
      figma.ui.resize(width, height);
      // the next panel is as large as this one; if not, nothing is lost
      figma.clientStorage.setAsync(SIZE_KEY, { width, height }).catch(() => {});
      return undefined;
    },
    watch(listening) {
      // what another page, before this one, has begun
      runs.end();
      runs.settle();
      runs.tidy();
      watcher = listening;
      tellSelection();
      tellRun();
      return new Promise(() => {});
    },
  };
  const channel = openChannel(figma, sandbox);
  // until then an annotation is a prompt: what was told of the selection is told again
  learnAltCategories(figma).then(
    () => {
      if (watcher && JSON.stringify(offers()) !== shown) tellSelection();
    },
    () => {},
  );

  figma.parameters.on('input', ({ query, result }) => {
    const prompts = offers().map(({ prompt }) => prompt.split('\n').join(' '));
    const suggestions = [...new Set([query.trim(), ...prompts])].filter(prompt => prompt.includes(query.trim()));
    result.setSuggestions(suggestions.filter(Boolean).slice(0, MOST_SUGGESTIONS));
  });
  figma.on('run', ({ command, parameters }) => {
    if (command === COMMANDS.altTexts) asked = { offers: [], altTexts: true };
    if (command === COMMANDS.wireframe) asked = { offers: [], wireframe: true };
    if (command === COMMANDS.regenerate) asked = { offers: offersAgain(figma.currentPage.selection) };
    const prompt: unknown = parameters?.[PROMPT_PARAMETER];
    if (typeof prompt === 'string') asked = { prompt, offers: offers() };
    // not before: while a quick action is being typed the code already runs
    tellRun();
    if (!isShown) void show(figma, html);
    // a panel that is open already stays, with its engine and the model that it holds
    else figma.ui.show();
    isShown = true;
  });
  const settle = () => {
    if (settling !== undefined) clearTimeout(settling);
    settling = setTimeout(tellSelection, SETTLED_AFTER);
  };
  figma.on('selectionchange', settle);
  figma.on('currentpagechange', settle);
  figma.on('close', () => {
    runs.end();
    runs.settle();
    channel.close(undefined);
    if (settling !== undefined) clearTimeout(settling);
  });
}

/** The page's calls, as soon as there is a page. */
function openChannel(figma: Figma, sandbox: Sandbox): Channel {
  const served = serve(SANDBOX, { sandbox });
  const run = (method: string, args: readonly unknown[]) =>
    served.run(method, args).catch((error: unknown) => {
      throw refusedBy(error, '');
    });
  return new Channel(
    {
      post: message => figma.ui.postMessage(message),
      listen(receive) {
        figma.ui.onmessage = receive;
      },
    },
    { version: VERSION, waits: true, bounded: true, serves: { ...served, run } },
    SURROUNDINGS,
  );
}

async function show(figma: Figma, html: string): Promise<void> {
  const size = await figma.clientStorage.getAsync(SIZE_KEY).catch(() => undefined);
  figma.showUI(html, { ...(isSize(size) ? size : USUAL), themeColors: true, title: 'Sana Studio' });
}

function isSize(value: unknown): value is typeof USUAL {
  if (typeof value !== 'object' || value === null) return false;
  const { width, height } = value as Record<string, unknown>;
  return typeof width === 'number' && typeof height === 'number' && width >= LEAST.width && height >= LEAST.height;
}
