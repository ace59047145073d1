// What the extension host and the panel's page can ask of each other, and how each thing is read at the other end. Their
// pipe carries plain data and bytes: no Blob, no ports.

import type { ErrorData, Progress, Remark, Replacement, SafetyPolicy } from '@sana-studio/core';
import { readProgress, SanaError } from '@sana-studio/core';
import {
  bytes,
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
import { type PartialRequest, readPartial, readStored, type StoredRequest } from '@sana-studio/core/request';
import { type ComputerFiles, FOUND_KINDS, FOUND_PROGRAMS, MOST_READ } from '@sana-studio/models';
import {
  checkPolicy,
  type LoadedModel,
  type PanelServers,
  type PromptOffer,
  readLoadedModel,
  readRemark,
  SAFETY_DECIDERS,
  type SafetyNow,
  SERVERS,
} from '@sana-studio/shared';

/** Of the contract; both ends come with one extension. */
export const VERSION = 1;

const IMAGE_FORMATS = ['png', 'webp'] as const;

export type ImageFormat = (typeof IMAGE_FORMATS)[number];

export interface MakeOptions {
  /** Of the picture's file. */
  readonly format: ImageFormat;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface MadePicture {
  /** The picture's file, with its request inside. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly request: StoredRequest;
  /** Words of the prompt that the safety guard took; `whole`: because of them another prompt was drawn. */
  readonly replaced: readonly { readonly text: string; readonly whole?: boolean | undefined }[];
  /** What of the request was not followed, as sentences in the language of VS Code. */
  readonly remarks: readonly string[];
}

/** A model that has to be fetched before it can draw. */
export interface NeededModel {
  readonly title: string;
  /** Of the download, and how many of them are here. */
  readonly bytes: number;
  readonly done: number;
  /** Links to terms that have to be accepted before. */
  readonly licences: readonly string[];
}

export interface FetchOptions {
  readonly signal: AbortSignal;
  /** @param done of all of it, 0 to 1 */
  readonly onProgress: (done: number) => void;
}

/** A picture that the person has said, for the panel. */
export interface GivenPicture {
  /** Its file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly label: string;
  /** Where the result goes. */
  readonly target?: { readonly id: string; readonly label: string } | undefined;
}

/** What the page does for the extension host. */
export interface Page {
  /** Answers as soon as the page is there. */
  ready(): Promise<void>;
  /** @returns undefined for a model that is here. @throws SanaError `model-not-found` for one that nobody knows */
  needed(model: string): Promise<NeededModel | undefined>;
  /** Fetches a model whose terms the person has accepted. @throws SanaError */
  fetch(model: string, licences: readonly string[], options: FetchOptions): Promise<void>;
  /** Makes one picture, after those that were asked for before. @throws SanaError */
  make(request: PartialRequest, options: MakeOptions): Promise<MadePicture>;
  /** Puts this into the form. */
  use(offer: PromptOffer): Promise<void>;
  /** Has the next pictures follow the lines of this sketch. */
  follow(picture: GivenPicture): Promise<void>;
  /** Lets the person paint what of this picture is to change. */
  changePart(picture: GivenPicture): Promise<void>;
  /** Is told what the document offers at the cursor. @param notes what there is to tell about what is selected */
  offers(offers: readonly PromptOffer[], notes: readonly string[]): Promise<void>;
  /** Is told that the settings about inappropriate words have changed. */
  safetyChanged(): Promise<void>;
}

export interface PickedPicture {
  /** The picture's file, with its request inside. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: ImageFormat;
  readonly request: StoredRequest;
  /** `PromptOffer.id` of the place it was made for. */
  readonly target?: string | undefined;
}

/** A picture that a server has drawn, as PNG. */
export interface DrawnPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly request: StoredRequest;
  readonly replaced: readonly Replacement[];
  readonly remarks: readonly Remark[];
}

/** What the extension host draws for the page: on servers, to which the page may not connect. */
export interface ServedDrawing {
  load(model: string, options: { readonly signal: AbortSignal }): Promise<LoadedModel>;
  generate(
    request: PartialRequest,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (progress: Progress) => void;
      readonly onPicture: (picture: DrawnPicture, index: number) => void;
    },
  ): Promise<void>;
}

/** What the extension host does for the page. */
export interface Host {
  /** The format that files have where a picture for this place goes. @throws SanaError if there is no such place */
  formatFor(target: string | undefined): Promise<ImageFormat>;
  /**
   * Puts a picture into the document, at the place it was made for if it was made for one.
   * @returns a sentence, if there is something to tell
   * @throws SanaError
   */
  insert(picture: PickedPicture): Promise<string | undefined>;
  /** The style that is kept with the workspace, as JSON; '' if there is none. @throws SanaError */
  readStyle(): Promise<string>;
  /** @throws SanaError `file-unwritable` */
  writeStyle(json: string): Promise<void>;
  /** What is done about inappropriate words now. @throws SanaError `policy-unreadable` */
  safety(): Promise<SafetyNow>;
  /** Keeps a word from now on. */
  keepWord(word: string): Promise<void>;
  openSafetySettings(): Promise<void>;
  /** Keeps something for the panel's next beginning. */
  store(key: string, json: string): Promise<void>;
}

/** Of an offer: it holds its place. */
const offerId = text(100_000);

const policy: Read<SafetyPolicy> = value => checkPolicy(value, 'policy');

const readTrue: Read<true | undefined> = value => (value === true ? true : undefined);

/** As long as a document may be. */
const words = text(100_000_000);

const format = oneOf(IMAGE_FORMATS);

const request: Read<StoredRequest> = value => {
  const read = readStored(value);
  if (read) return read;
  throw new SanaError('image-unreadable:no-request');
};

const offer: Read<PromptOffer> = fields({
  id: offerId,
  prompt: words,
  label: words,
  width: optional(number()),
  height: optional(number()),
  /** One that cannot be run is no request. */
  request: readStored,
  repeats: optional(flag),
});

const given: Read<GivenPicture> = fields({
  bytes,
  label: words,
  target: optional(fields({ id: offerId, label: words })),
});

const drawn: Read<DrawnPicture> = fields({
  bytes,
  request,
  replaced: listOf(fields({ text: words, start: number(), end: number(), whole: readTrue })),
  remarks: listOf(readRemark),
});

/** What the page can ask of the extension host. */
export interface HostParts {
  readonly host: Host;
  readonly servers: PanelServers;
  readonly drawing: ServedDrawing;
  readonly computer: ComputerFiles;
}

const plain: Read<ErrorData['data']> = value => {
  if (typeof value === 'object' && value !== null) return value as ErrorData['data'];
  throw new Error('facts are wanted');
};

export const PAGE: ContractOf<{ readonly page: Page }> = {
  page: {
    ready: { args: [], result: nothing },
    needed: {
      args: [words],
      result: optional(fields({ title: words, bytes: number(), done: number(), licences: listOf(words) })),
    },
    fetch: { args: [words, listOf(words), fields({})], events: { onProgress: [number()] }, result: nothing },
    make: {
      args: [readPartial, fields({ format })],
      events: { onProgress: [readProgress] },
      result: fields({
        bytes,
        request,
        replaced: listOf(fields({ text: words, whole: optional(flag) })),
        remarks: listOf(words),
      }),
    },
    use: { args: [offer], result: nothing },
    follow: { args: [given], result: nothing },
    changePart: { args: [given], result: nothing },
    offers: { args: [listOf(offer), listOf(words)], result: nothing },
    safetyChanged: { args: [], result: nothing },
  },
};

const failure = fields({ code: words, reason: optional(words), data: plain, message: words }) as Read<ErrorData>;

const found = fields({
  program: oneOf(FOUND_PROGRAMS),
  kind: oneOf(FOUND_KINDS),
  reference: words,
  title: words,
  path: words,
  bytes: number(),
});

export const HOST: ContractOf<HostParts> = {
  // of a host in a browser there is none, and what is asked of it finds nothing
  computer: {
    find: { args: [], result: fields({ models: listOf(found), problems: listOf(failure) }) },
    open: { args: [words, words], result: optional(fields({ file: number(), size: number() })) },
    read: { args: [number(), number(), number({ min: 0, max: MOST_READ })], result: bytes },
    close: { args: [number()], result: nothing },
  },
  servers: SERVERS,
  drawing: {
    load: { args: [words, fields({})], result: readLoadedModel },
    generate: {
      args: [readPartial, fields({})],
      events: { onProgress: [readProgress], onPicture: [drawn, number()] },
      result: nothing,
    },
  },
  host: {
    formatFor: { args: [optional(offerId)], result: format },
    insert: { args: [fields({ bytes, format, request, target: optional(offerId) })], result: optional(words) },
    readStyle: { args: [], result: words },
    writeStyle: { args: [words], result: nothing },
    safety: { args: [], result: fields({ policy, fixedBy: optional(oneOf(SAFETY_DECIDERS)) }) },
    keepWord: { args: [words], result: nothing },
    openSafetySettings: { args: [], result: nothing },
    store: { args: [text(200), words], result: nothing },
  },
};
