import { Credential, encodePng, SafetyGuard } from '@sana-studio/core';
import {
  DIALECTS,
  type DialectName,
  PICTURE_TYPES,
  type PictureDecoder,
  RemoteEngine,
  type RemoteModel,
  type ServerDescription,
  serverReference,
  tryServer,
} from '@sana-studio/serving';
import { asFiles, type PictureEncoder } from '../engine/picture-files.ts';
import type { LoadedModel, NamedServer, ServerReport } from '../host.ts';
import type { ServerAsker, ServerFacts } from './server-asker.ts';

/** What draws there makes of a seed what is made of it here, up to a few levels. */
const LIKE_HERE: readonly DialectName[] = ['sana', 'sglang'];

const encode: PictureEncoder = async (picture, request) =>
  new Blob([await encodePng(picture, request)], { type: 'image/png' });

/** Asks servers over the network of where this runs. */
export function servingAsker(decode: PictureDecoder): ServerAsker {
  const open = ({ address, key }: NamedServer, guard?: SafetyGuard) =>
    new RemoteEngine({
      server: address,
      decode,
      guard,
      credentials: key === undefined ? [] : [new Credential(address, key)],
    });
  /** What was asked last, to be asked again. */
  let ready: { readonly what: string; readonly engine: Promise<RemoteEngine> } | undefined;
  return {
    look: async (server, { signal }) => factsOf((await open(server).load(undefined, signal)).server),
    async test(server, model, { signal }) {
      const trial = await tryServer(open(server), model, signal);
      const { host, recognised, defaults, lacks, server: described } = trial.model;
      const { size, seed, seconds } = trial;
      const facts = factsOf(described);
      return {
        ...{ host, ...facts, model: facts.models.length > 0 ? defaults.model : undefined, recognised },
        ...{
          size,
          seed,
          seconds,
          format: PICTURE_TYPES[trial.format],
          likeHere: LIKE_HERE.includes(described.dialect),
          lacks,
        },
      } satisfies ServerReport;
    },
    async load(server, model, { signal }) {
      const loaded = await open(server).load(model, signal);
      return { model: panelModel(server, model, loaded), server: factsOf(loaded.server) };
    },
    async generate(server, model, request, { signal, safety, onProgress, onPicture }) {
      const what = JSON.stringify([server, model, safety]);
      if (ready?.what !== what) {
        const engine = open(server, new SafetyGuard(safety));
        const opened = { what, engine: engine.load(model, signal).then(() => engine) };
        ready = opened;
        opened.engine.catch(() => {
          if (ready === opened) ready = undefined;
        });
      }
      const engine = await ready.engine;
      await asFiles(encode, onPicture, onDrawn => engine.generate(request, { signal, onProgress, onPicture: onDrawn }));
    },
  };
}

function factsOf({ dialect, models }: ServerDescription): ServerFacts {
  return { engine: DIALECTS[dialect].title, models: models.flatMap(({ id }) => id ?? []) };
}

function panelModel({ address }: NamedServer, model: string | undefined, loaded: RemoteModel): LoadedModel {
  const { defaults, sizes, usesNegativePrompt, lacks } = loaded;
  const id = serverReference({ server: address, model });
  return { defaults: { ...defaults, model: id }, ...sizes, usesNegativePrompt, lacks, device: 'server' };
}
