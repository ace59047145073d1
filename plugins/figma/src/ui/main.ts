// ui.html: the panel, in a frame of Figma's that has neither storage nor a graphics device. The engine page, in a frame
// of its own, has what the browser allows.

import type { SafetyPolicy } from '@sana-studio/core';
import {
  type ChosenOptions,
  downloadPicture,
  languageOf,
  mountPanel,
  openEngineFrame,
  type PanelPicture,
  type PictureAction,
  type PictureTrial,
} from '@sana-studio/shared';
import { FITS, type Fit, LARGEST_SIDE, PLACES, type Place, type Remark, UNDOS, type Undo } from '../contract.ts';
import { aboutSheet, engineFacts, factsOf, rememberingEngine } from './about.ts';
import { altTextAction, writeAltTexts } from './alt-texts.ts';
import { boundedEngine } from './engine.ts';
import { fileStyle } from './file-style.ts';
import { LayerPrompts, layerOf } from './layer-prompts.ts';
import { textsFor } from './locales/locales.ts';
import { maskedImageOf } from './masked-image.ts';
import { refusalError } from './refusal.ts';
import { resizeHandle } from './resize-handle.ts';
import { guardedEngine, pluginSafety } from './safety.ts';
import { openSandbox } from './sandbox.ts';
import { testFacts } from './self-test.ts';
import { wireframeOf } from './wireframe.ts';

/** Where the engine page is: set when the plugin is built. */
declare const ENGINE_URL: string;
/** The safety policy that whoever built the plugin chose for everybody. */
declare const SAFETY: SafetyPolicy | undefined;
/** The list of models that whoever built the plugin offers to everybody. */
declare const MODELS: string | undefined;

const language = languageOf(navigator.language);
const texts = textsFor(language);
const sandbox = openSandbox();
const prompts = new LayerPrompts(texts, layer => sandbox.thumbnail(layer));
const { parts } = openEngineFrame({ url: ENGINE_URL, container: document.body });
const storage = {
  get: (key: string) => sandbox.read(key),
  set: (key: string, value: unknown) => sandbox.write(key, value),
};
const safety = pluginSafety(parts.guard, storage, SAFETY);
const engine = rememberingEngine(boundedEngine(guardedEngine(parts.engine, parts.guard, safety)));
let readOnly = false;

async function placementOf({ png, request, target, words }: PanelPicture, { place, fit }: ChosenOptions) {
  return {
    png: new Uint8Array(await png.arrayBuffer()),
    width: request.width,
    height: request.height,
    prompt: request.prompt,
    request: JSON.stringify(request),
    layer: target ? layerOf(target) : undefined,
    words,
    place: place as Place,
    fit: fit as Fit,
    made: request.maskedByImage ? ('part' as const) : request.controlledByImage ? ('lines' as const) : undefined,
  };
}

const told = (remarks: readonly Remark[]) => remarks.map(remark => texts.remarks[remark]).join(' ') || undefined;

const insert: PictureAction = {
  id: 'insert',
  automatic: ({ when }) => when !== 'click' && !readOnly,
  run: async (picture, choices) => told(await sandbox.place(await placementOf(picture, choices))),
};

const trial: PictureTrial = {
  suits: (target, choices) => !readOnly && ['fill', 'replace'].includes(prompts.way(target, choices)),
  show: async (picture, choices) => told(await sandbox.try(await placementOf(picture, choices))),
  keep: async target => sandbox.keep(layerOf(target)),
  discard: async target => sandbox.discard(layerOf(target)),
};

const takeWireframe = async () => wireframeOf(await sandbox.exportWireframe());

function options<Value extends string>(values: readonly Value[], labels: { readonly [Key in Value]: string }) {
  return values.map(value => ({ value, label: labels[value] }));
}

document.documentElement.lang = language;
document.body.append(resizeHandle(texts.resize, (width, height) => void sandbox.resize(width, height)));
// before the first call for models: calls arrive in their order
parts.storage.set('team', MODELS ?? null).catch(() => {});
const panel = mountPanel(document.querySelector<HTMLElement>('#panel')!, {
  look: 'figma',
  locale: language,
  ...parts,
  engine,
  storage,
  safety,
  prompts,
  trial,
  startImages: {
    label: texts.selectedLayer,
    async take() {
      const { png, label } = await sandbox.exportLayer();
      return { file: new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' }), label };
    },
  },
  maskedImages: {
    label: texts.markedPart,
    take: async () => maskedImageOf(await sandbox.maskedPicture()),
  },
  controlImages: { label: texts.wireframe, take: takeWireframe },
  runs: {
    async begin({ targets, pictures }, { place, undo, when }) {
      // what is inserted by hand may go elsewhere
      if (when === 'click' || readOnly) return new Map();
      // what is for no layer comes into view
      const layers = [...new Set(targets.filter(Boolean).map(layerOf))];
      const refused = await sandbox.beginRun({ layers, pictures, place: place as Place, undo: undo as Undo });
      const errors = new Map(refused.map(({ id, refusal, label }) => [id, refusalError(refusal, label)]));
      return new Map(
        targets.flatMap(target => {
          const error = errors.get(layerOf(target));
          return error ? [[target, error] as const] : [];
        }),
      );
    },
    end: () => void sandbox.endRun(),
  },
  documentStyle: fileStyle(sandbox, texts.thisFile),
  choices: [
    { id: 'place', label: texts.place, options: options(PLACES, texts.places) },
    { id: 'fit', label: texts.fit, options: options(FITS, texts.fits) },
    { id: 'when', label: texts.when, options: options(['ready', 'click'] as const, texts.whens) },
    { id: 'undo', label: texts.undo, options: options(UNDOS, texts.undos) },
  ],
  largestSide: LARGEST_SIDE,
  actions: [insert, downloadPicture, altTextAction(sandbox, texts)],
});

document.querySelector('main')!.append(
  aboutSheet(
    texts,
    () => factsOf(ENGINE_URL, engine.loaded),
    () => engineFacts(parts),
    () => testFacts(sandbox),
  ),
);

addEventListener('focus', () => void sandbox.look());
void sandbox.watch({
  onSelection({ editor, offers, unreadable, notices }) {
    readOnly = editor === 'dev';
    prompts.select(
      offers,
      [
        ...(readOnly ? [texts.readOnly] : []),
        ...(offers.length === 0 && !readOnly ? [texts.nothingSelected] : []),
        ...(unreadable.length > 0 ? [texts.unreadable(unreadable)] : []),
        // of a single layer its row says why
        ...notices.filter(notice => notice !== 'locked' || offers.length > 1).map(notice => texts.notices[notice]),
      ],
      readOnly,
    );
  },
  onRun({ prompt, offers, altTexts = false, wireframe = false }) {
    if (wireframe) return panel.follow(takeWireframe);
    if (altTexts) return void writeAltTexts(sandbox, texts, []).then(told => sandbox.ask(told, ''));
    const places = prompts.offersOf(offers);
    if (prompt === undefined) return panel.generateEach(places);
    const [place = { id: '', label: '' }] = places;
    panel.generateEach([{ ...place, prompt, request: undefined }]);
  },
});
