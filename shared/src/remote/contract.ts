// What a panel can ask of a page that has the engine, and how each thing is read there and here. Neither page trusts the
// other: any page may hold the engine in a frame, and the address of the engine may be anybody's.

import { type ErrorData, type Picture, type Replacement, readProgress, type SafetyPolicy } from '@sana-studio/core';
import {
  anything,
  type ContractOf,
  fields,
  flag,
  listOf,
  nothing,
  number,
  oneOf,
  optional,
  type Read,
  text,
} from '@sana-studio/core/channel';
import { FIELDS, readPartial, readStored, type StoredRequest } from '@sana-studio/core/request';
import type { EngineReading } from '@sana-studio/core/worker';
import type {
  HistoryEntry,
  ModelEntry,
  ModelPlace,
  ModelState,
  PanelAdditions,
  PanelHost,
  PanelPicture,
  PanelServers,
  SafetyNow,
} from '../host.ts';
import { SAFETY_DECIDERS } from '../safety/deciders.ts';
import { checkPolicy } from '../safety/policy-file.ts';
import { SERVERS } from '../servers/contract.ts';
import { ADDITIONS } from './additions-contract.ts';
import { amount, blob, facts, loadedModel, name, remark } from './readers.ts';

/** What a page tells of itself and its browser, for a report of a fault. */
export interface PageAbout {
  facts(): Promise<Readonly<Record<string, unknown>>>;
}

/** What the page makes of inappropriate words. */
export interface RemoteGuard {
  /** What holds there, and who has fixed it. @throws SanaError `policy-unreadable` */
  now(): Promise<SafetyNow>;
  /** Has this policy hold for the pictures to come, as long as the page is there, unless another is fixed. */
  use(policy: SafetyPolicy): Promise<void>;
}

/** What a panel needs of a place that may be another page. */
export interface RemoteParts extends Pick<PanelHost, 'engine' | 'models' | 'storage' | 'history'> {
  readonly servers: PanelServers;
  readonly additions: PanelAdditions;
  readonly guard: RemoteGuard;
  readonly about: PageAbout;
}

const picture: Read<Picture> = value => {
  const read = FIELDS.startImage.kind.read(value);
  if (read) return read;
  throw new Error('a picture is wanted');
};

/** One that could not be run is shown all the same. */
const request: Read<StoredRequest> = value => {
  const { prompt } = fields({ prompt: text(FIELDS.prompt.kind.schema.maxLength) })(value);
  return readStored(value) ?? ({ prompt } as StoredRequest);
};

const mark: Read<true | undefined> = value => (value === true ? true : undefined);
const policy: Read<SafetyPolicy> = value => checkPolicy(value, 'policy');

const replaced: Read<readonly Replacement[]> = listOf(fields({ text: name, start: amount, end: amount, whole: mark }));

const panelPicture: Read<PanelPicture> = fields({
  png: blob,
  request,
  unusable: mark,
  replaced,
  remarks: optional(listOf(remark)),
  target: optional(name),
});

const reading: Read<EngineReading> = fields({
  tokens: amount,
  limit: amount,
  unread: text(),
  language: optional(name),
});

const shortage = fields({ needed: amount, available: amount });
const states: { readonly [Kind in ModelState['kind']]: Read<Extract<ModelState, { kind: Kind }>> } = {
  ready: fields({ kind: oneOf(['ready']) }),
  'needs-permission': fields({ kind: oneOf(['needs-permission']) }),
  'needs-download': fields({
    kind: oneOf(['needs-download']),
    bytes: amount,
    kept: optional(amount),
    done: optional(amount),
    licences: optional(listOf(name)),
    estimate: optional(fields({ seconds: amount, measured: flag })),
  }),
  downloading: fields({
    kind: oneOf(['downloading']),
    bytes: amount,
    done: amount,
    comparing: optional(flag),
    bytesPerSecond: optional(amount),
    secondsLeft: optional(amount),
  }),
  unsupported: fields({
    kind: oneOf(['unsupported']),
    reason: value => (typeof value === 'string' ? name(value) : shortage(value)),
  }),
};
const STATES = Object.keys(states) as ModelState['kind'][];

const state: Read<ModelState> = value => states[fields({ kind: oneOf(STATES) })(value).kind](value);

const encoder = fields({ choice: oneOf(['own', 'small', 'file', 'found']), from: optional(name), gone: mark });

const foundEncoder = fields({ reference: name, title: name, program: name });

const modelEntry: Read<ModelEntry> = fields({
  id: name,
  title: name,
  languages: optional(oneOf(['English', 'multilingual'])),
  nativeSize: optional(amount),
  bytes: optional(amount),
  edition: optional(oneOf(['first', 'single-file'])),
  demo: mark,
  recommended: mark,
  slow: mark,
  removable: optional(flag),
  folder: mark,
  lookedUp: mark,
  program: optional(name),
  inPart: optional(fields({ bytes: optional(amount) })),
  compared: optional(remark),
  weights: optional(oneOf(['fp16', 'int8', 'int4'])),
  served: optional(remark),
  server: optional(name),
  encoders: optional(
    fields({ chosen: encoder, own: optional(amount), small: optional(amount), found: optional(listOf(foundEncoder)) }),
  ),
  encoder: optional(encoder),
  state,
});

/** As what it says itself, where its reason is unknown here. */
const failure = fields({ code: name, reason: optional(name), data: facts, message: name }) as Read<ErrorData>;

const foundPart = fields({
  kind: oneOf(['textEncoder', 'transformer', 'autoencoder']),
  title: name,
  program: name,
  bytes: amount,
});

const place: Read<ModelPlace> = fields({
  persistent: flag,
  freeBytes: optional(amount),
  hubUrl: name,
  isMirror: flag,
  team: optional(fields({ url: name, failure: optional(failure) })),
  computer: optional(fields({ parts: listOf(foundPart), problems: listOf(failure) })),
});

const entry: Read<HistoryEntry> = fields({
  id: name,
  createdAt: number(),
  request,
  unusable: mark,
  replaced,
  thumbnail: blob,
});

const options = optional(fields({}));

export const PARTS: ContractOf<RemoteParts> = {
  engine: {
    load: { args: [name, options], events: { onProgress: [readProgress] }, result: loadedModel },
    generate: {
      args: [readPartial, options],
      events: {
        onProgress: [readProgress],
        onPicture: [panelPicture, amount],
        onPreview: [picture, amount, amount],
      },
      result: nothing,
    },
    read: { args: [text(), optional(fields({ language: optional(flag) }))], result: reading },
  },
  models: {
    watch: { args: [options], events: { onModels: [listOf(modelEntry), optional(place)] }, result: nothing },
    // the second is its signal
    download: { args: [name, nothing], result: nothing },
    acceptLicences: { args: [listOf(name)], result: nothing },
    lookUp: { args: [name], result: modelEntry },
    place: { args: [], result: place },
    setHub: { args: [optional(name)], result: nothing },
    setEncoder: { args: [name, oneOf(['own', 'small', 'found']), optional(name)], result: nothing },
    keepWhole: { args: [name, nothing], result: nothing },
    remove: { args: [name], result: nothing },
  },
  servers: SERVERS,
  additions: ADDITIONS,
  storage: {
    get: { args: [name], result: anything },
    set: { args: [name, anything], result: nothing },
  },
  history: {
    list: { args: [], result: listOf(entry) },
    add: { args: [panelPicture, blob], result: entry },
    picture: { args: [name], result: optional(blob) },
    remove: { args: [name], result: nothing },
    restore: { args: [entry, blob], result: nothing },
    clear: { args: [], result: nothing },
  },
  guard: {
    now: { args: [], result: fields({ policy, fixedBy: optional(oneOf(SAFETY_DECIDERS)) }) },
    use: { args: [policy], result: nothing },
  },
  about: { facts: { args: [], result: facts } },
};
