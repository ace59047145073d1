import type { PartialRequest } from '@sana-studio/core';
import type { PanelEngine, PanelHost, PanelPicture } from '../host.ts';
import { type Handler, serveCalls } from './serve-calls.ts';

/** What a panel needs of a place that may be another page. */
export type RemoteParts = Pick<PanelHost, 'engine' | 'models' | 'storage' | 'history'>;

/** Serves the parts to the panel at the other end of `port`, until the port is closed. */
export function serveParts(port: MessagePort, parts: RemoteParts): void {
  serveCalls(port, handlersOf(parts), emit => emit('connected'));
}

function handlersOf({ engine, models, storage, history }: RemoteParts): Readonly<Record<string, Handler>> {
  return {
    'engine.load': ({ signal, emit }, model: string) =>
      engine.load(model, { signal, onProgress: progress => emit('onProgress', progress) }),
    'engine.generate': ({ signal, emit }, request: PartialRequest) => {
      const options: Parameters<PanelEngine['generate']>[1] = {
        signal,
        onProgress: progress => emit('onProgress', progress),
        onPreview: (preview, index, step) => emit('onPreview', preview, index, step),
        onPicture: (picture, index) => emit('onPicture', picture, index),
      };
      return engine.generate(request, options);
    },
    'models.watch': ({ signal, emit }) => models.watch({ signal, onModels: entries => emit('onModels', entries) }),
    'models.download': async ({ signal }, id: string) => models.download?.(id, signal),
    'models.acceptLicences': async (_, links: readonly string[]) => models.acceptLicences?.(links),
    'models.lookUp': async (_, reference: string) => models.lookUp?.(reference),
    'models.place': async () => models.place?.(),
    'models.setHub': async (_, url: string | undefined) => models.setHub?.(url),
    'models.remove': async (_, id: string) => models.remove?.(id),
    'storage.get': (_, key: string) => storage.get(key),
    'storage.set': (_, key: string, value: unknown) => storage.set(key, value),
    'history.list': () => history.list(),
    'history.add': (_, picture: PanelPicture, thumbnail: Blob) => history.add(picture, thumbnail),
    'history.picture': (_, id: string) => history.picture(id),
    'history.remove': (_, id: string) => history.remove(id),
    'history.clear': () => history.clear(),
  };
}
