// What tests of the extension host's side share: a panel whose page draws at once, jobs, and a memory.

import { decodePng, encodePng, type GenerateRequest, type PartialRequest } from '@sana-studio/core';
import { stored as storedRequest } from '@sana-studio/core/request';
import type { Memento, SecretStorage, TextDocument } from 'vscode';
import type { MadePicture, Page } from '../contract.ts';
import { fakeView } from '../page.fixture.ts';
import { type Document, state, Uri } from '../vscode.fixture.ts';
import { HostEngine } from './host-engine.ts';
import { newJob } from './new-job.ts';
import { PanelView } from './panel-view.ts';
import { PictureMaker } from './picture-maker.ts';
import { ServedPictures } from './served-pictures.ts';

const REQUEST: GenerateRequest = {
  prompt: 'a fox',
  negativePrompt: '',
  seed: 1,
  count: 1,
  model: 'sana-mini',
  width: 64,
  height: 64,
  steps: 2,
  guidanceScale: 1,
  sampler: 'dpm2',
};

/** A picture's file. What a host does not say, the model recommends. */
export async function made(asked: PartialRequest) {
  const picture = { width: 8, height: 8, channels: 4, data: new Uint8ClampedArray(8 * 8 * 4) } as const;
  const request = storedRequest({ ...REQUEST, ...(asked as Partial<GenerateRequest>) });
  return {
    bytes: await encodePng(picture, request),
    request,
    replaced: [] as MadePicture['replaced'],
    remarks: [] as string[],
  };
}

export const EXTENSION = Uri.file('/extension') as never;

/** Pictures by this view's page; there is nothing to start the host's own engine with. */
export function makerOf(view: PanelView, served = servedPictures()): PictureMaker {
  return new PictureMaker(view, new HostEngine(EXTENSION, () => Promise.reject(new Error('no worker'))), served);
}

/** What is drawn on servers, and keeps keys in memory. */
export function servedPictures(everywhere: Memento = memory(), secrets = fakeSecrets()): ServedPictures {
  return new ServedPictures({ everywhere, secrets }, async (file, _, name) => decodePng(file, name));
}

export function fakeSecrets(): SecretStorage & { readonly kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    keys: async () => [...kept.keys()],
    get: async key => kept.get(key),
    store: async (key, value) => void kept.set(key, value),
    delete: async key => void kept.delete(key),
    onDidChange: () => ({ dispose() {} }),
  };
}

/** A view whose page makes pictures as `make` does, and what that was asked for. */
export function viewWith(
  make: Page['make'],
  stored: Memento = memory(),
  everywhere: Memento = memory(),
  served = servedPictures(everywhere),
) {
  const asked: PartialRequest[] = [];
  const page = fakeView((request, options) => {
    asked.push(request);
    return make(request, options);
  });
  const view = new PanelView(EXTENSION, stored, everywhere, served);
  view.resolveWebviewView(page.view);
  const host = page.load();
  return {
    view,
    asked,
    host,
    page: page.page,
    remote: () => page.remote,
    html: () => page.webview.html,
    reload: page.load,
    dispose: page.dispose,
  };
}

export const never = () => new Promise<never>(() => {});

export const drawing = () =>
  viewWith(async (request, { format, onProgress }) => {
    onProgress({ phase: 'denoise', step: 1, steps: 2, picture: 0, pictures: 1, fraction: 0.5 });
    const picture = await made(request);
    return format === 'png' ? picture : { ...picture, bytes: new Uint8Array(3) };
  });

export function memory(): Memento & { readonly stored: Map<string, unknown> } {
  const stored = new Map<string, unknown>();
  return {
    stored,
    keys: () => [...stored.keys()],
    get: (key: string) => stored.get(key) as never,
    update: async (key, value) => void stored.set(key, JSON.parse(JSON.stringify(value))),
  };
}

/** Secrets that are kept in memory. */
export function secrets(): SecretStorage {
  const kept = new Map<string, string>();
  return {
    keys: async () => [...kept.keys()],
    get: async key => kept.get(key),
    store: async (key, value) => void kept.set(key, value),
    delete: async key => void kept.delete(key),
    onDidChange: () => ({ dispose() {} }),
  };
}

export const asDocument = (document: Document) => document as unknown as TextDocument;
export const written = () =>
  [...state.files.keys()].filter(path => !path.endsWith('.md')).map(path => decodeURIComponent(path));

/** A job for the paragraph that a document begins with, or is. */
export function jobFor(document: Document, end = document.text.length) {
  const place = { kind: 'after', start: 0, end } as const;
  const words = document.text.slice(0, end);
  return newJob(asDocument(document), {
    kind: 'paragraph',
    prompt: words,
    alt: words,
    settings: { seed: 1 },
    place,
  });
}
