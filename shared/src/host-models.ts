// What a shell tells the panel of models: part of the interface in host.ts.

import type { ErrorData, Remark, RequestDefaults } from '@sana-studio/core';
import type { FieldName } from '@sana-studio/core/request';

/** What the panel must know of a model in order to offer the right settings. */
export interface ModelTraits {
  readonly defaults: RequestDefaults;
  /** Latent side the transformer was trained at; with `binning` it tells what sizes are really generated. */
  readonly sampleSize: number;
  readonly binning: boolean;
  /** False for models with embedded guidance: they take no negative prompt. */
  readonly usesNegativePrompt: boolean;
  /** Fields of a request that it cannot be asked for. Default: none. */
  readonly lacks?: readonly FieldName[] | undefined;
}

export interface LoadedModel extends ModelTraits {
  /** `server`: another computer, see `ModelEntry.server`. */
  readonly device: 'webgpu' | 'wasm' | 'cpu' | 'server';
  /** For people, e.g. why the graphics device is not used. */
  readonly note?: Remark | undefined;
  /** As in ModelInfo. */
  readonly threads?: Remark | undefined;
}

export type ModelState =
  | { readonly kind: 'ready' }
  /** It is in a folder that the browser reads as soon as the person says so again; see `PanelModels.permit`. */
  | { readonly kind: 'needs-permission' }
  | NeedsDownload
  | ModelDownload
  /** `reason`: a sentence in the host's language, or that this device has too little memory. */
  | { readonly kind: 'unsupported'; readonly reason: string | MemoryShortage };

export interface NeedsDownload {
  readonly kind: 'needs-download';
  /** Of the whole download. */
  readonly bytes: number;
  /** Bytes that it takes here, if that is less: weights may be kept in fewer bits. */
  readonly kept?: number | undefined;
  /** Bytes that are here from a download that was stopped. */
  readonly done?: number | undefined;
  /** Links to terms that have to be accepted before; see `PanelModels.acceptLicences`. */
  readonly licences?: readonly string[] | undefined;
  /** How long it takes, about, from here on. */
  readonly estimate?: DownloadEstimate | undefined;
}

export interface DownloadEstimate {
  readonly seconds: number;
  /** By the speed of an earlier download; otherwise by `USUAL_LINE`, which says nothing of this computer. */
  readonly measured: boolean;
}

export interface ModelDownload {
  readonly kind: 'downloading';
  readonly bytes: number;
  readonly done: number;
  /** Everything is here and is being compared with what it should be. */
  readonly comparing?: boolean | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

/** In bytes. */
export interface MemoryShortage {
  readonly needed: number;
  readonly available: number;
}

export type ModelLanguages = 'English' | 'multilingual';

/** `first`: published before a better one of its kind. `single-file`: as its makers trained it, larger to fetch. */
export type ModelEdition = 'first' | 'single-file';

export interface PartlyKept {
  /** Bytes that are left to fetch, where somebody knows. */
  readonly bytes?: number | undefined;
}

/**
 * Where a model's text encoder comes from: its own source, a smaller file of the hub, a file that was picked, or what
 * another program has on this computer.
 */
export type EncoderChoice = 'own' | 'small' | 'file' | 'found';

export interface ChosenEncoder {
  readonly choice: EncoderChoice;
  /** What a person calls the file; of what was found, `FoundFile.reference`. */
  readonly from?: string | undefined;
  /** It was on this computer and cannot be read any more. */
  readonly gone?: true | undefined;
}

export interface EncoderOptions {
  /** Of a model that is here: until what was chosen is fetched, it has what `ModelEntry.encoder` says. */
  readonly chosen: ChosenEncoder;
  /** Bytes to fetch, at most; undefined for what the model has. */
  readonly own?: number | undefined;
  readonly small?: number | undefined;
  readonly found?: readonly FoundFile[] | undefined;
}

/** A part of a model that another program has on this computer. */
export interface FoundFile {
  readonly reference: string;
  /** As the program calls it. */
  readonly title: string;
  /** Its name. */
  readonly program: string;
}

/** What can take the place of a part of a model that is here. */
export interface PartOptions {
  readonly part: 'transformer' | 'autoencoder';
  /** `FoundFile.reference` of what it has instead of its own. */
  readonly from?: string | undefined;
  /** That cannot be read any more. */
  readonly gone?: true | undefined;
  readonly found: readonly FoundFile[];
}

/** Of a model, on this computer. */
export interface FoundPart {
  readonly kind: 'textEncoder' | 'transformer' | 'autoencoder';
  readonly title: string;
  readonly program: string;
  readonly bytes: number;
}

export interface ModelEntry {
  /** What requests call it. */
  readonly id: string;
  readonly title: string;
  /** What it was trained on, where its publisher says. */
  readonly languages?: ModelLanguages | undefined;
  /** Pixels of the side it was trained at, where known without loading it. */
  readonly nativeSize?: number | undefined;
  /** Of the download, or on disk. */
  readonly bytes?: number | undefined;
  /** Of models that agree in everything else; the one that people should take has none. */
  readonly edition?: ModelEdition | undefined;
  /** Comes with the shell to show how it works: it knows little. */
  readonly demo?: true | undefined;
  /** The one to begin with on this device. */
  readonly recommended?: true | undefined;
  /** There is no graphics device here: a picture takes minutes. */
  readonly slow?: true | undefined;
  /** The program on this computer that has it, from whose files it is read. */
  readonly program?: string | undefined;
  /** It is read from a folder that the person opened; to remove it takes it off the list. */
  readonly folder?: true | undefined;
  /** Was downloaded, or in part, and can be deleted again with `PanelModels.remove`. */
  readonly removable?: boolean | undefined;
  /** No official one: it is in the list because somebody looked it up, or a team offers it. */
  readonly lookedUp?: true | undefined;
  /** It can be used, but words and start images to come may need the network; see `PanelModels.keepWhole`. */
  readonly inPart?: PartlyKept | undefined;
  /** In how many bits its source has its weights, where that is less than was published. */
  readonly weights?: 'fp16' | 'int8' | 'int4' | undefined;
  /** What a person can choose for its text encoder: before anything of it is here, and when it can be used. */
  readonly encoders?: EncoderOptions | undefined;
  /** What can take the place of other parts of it. */
  readonly parts?: readonly PartOptions[] | undefined;
  /** What its text encoder is, where it is not its source's own. */
  readonly encoder?: ChosenEncoder | undefined;
  /** Host of the server that draws with it; its title is empty if the server has no name for it. */
  readonly server?: string | undefined;
  /** What there is to say of the server or folder that it comes from. */
  readonly served?: Remark | undefined;
  /** What is verified of what is here, and against whom. */
  readonly compared?: Remark | undefined;
  readonly state: ModelState;
}

export interface ModelPlace {
  /** Whether downloads outlive the page. */
  readonly persistent: boolean;
  /** Bytes that can still be stored, where somebody knows. */
  readonly freeBytes?: number | undefined;
  /** Base URL of the hub or of its mirror. */
  readonly hubUrl: string;
  /** Whether that is another one than usual. */
  readonly isMirror: boolean;
  /** The list of models that a team has set for everybody, and why it could not be read. */
  readonly team?: { readonly url: string; readonly failure?: ErrorData | undefined } | undefined;
  /** What other programs have on this computer besides whole models, and what of it cannot be read. */
  readonly computer?: { readonly parts: readonly FoundPart[]; readonly problems: readonly ErrorData[] } | undefined;
}

export interface WatchModelsOptions {
  /** @param place where that has changed meanwhile: it is looked at after the models are listed */
  readonly onModels: (models: readonly ModelEntry[], place?: ModelPlace) => void;
  readonly signal: AbortSignal;
}

/** The models a person can choose from. */
export interface PanelModels {
  /**
   * Gives the models at once and after each change, the first of them the default. What another method here has changed
   * is given before that method answers. Resolves when `signal` is aborted.
   * @throws SanaError where they cannot be listed, or no longer; may be called again
   */
  watch(options: WatchModelsOptions): Promise<void>;
  /**
   * Fetches a model that needs it, or goes on with it; a call for one that is being fetched joins in. `signal` pauses.
   * Without this, `PanelEngine.load` downloads.
   * @throws SanaError `licence-not-accepted`, `cancelled` when it was paused, and what else can happen
   */
  download?(id: string, signal: AbortSignal): Promise<void>;
  /** Remembers that the person accepted what these links lead to. @throws SanaError */
  acceptLicences?(links: readonly string[]): Promise<void>;
  /**
   * Looks up a model that is not in the list: `owner/name` of a repository, or the address of a folder.
   * @returns its entry, which needs a download. @throws SanaError `model-not-found`, `network-failed`
   */
  lookUp?(reference: string): Promise<ModelEntry>;
  /** Where models come from and how they are kept. */
  place?(): Promise<ModelPlace>;
  /** Takes another hub from now on; undefined: the usual one. @throws SanaError `request-invalid` if it is no address */
  setHub?(url: string | undefined): Promise<void>;
  /** Fetches what is left of a model that is kept in part, so that it needs no network any more. As `download` */
  keepWhole?(id: string, signal: AbortSignal): Promise<void>;
  /**
   * Says where the text encoder of a model is to come from. What was found is taken at once by a model that is here;
   * what has to be fetched, by `download`.
   * @param found `FoundFile.reference`, of one that was found. @throws SanaError
   */
  setEncoder?(id: string, choice: 'own' | 'small' | 'found', found?: string): Promise<void>;
  /** Has a found file take the place of a part of a model that is here; without one, its own again. @throws SanaError */
  setPart?(id: string, part: PartOptions['part'], found?: string): Promise<void>;
  /** Lets the person point to a file with a text encoder. @returns whether they did. @throws SanaError */
  pickEncoder?(id: string): Promise<boolean>;
  /** Deletes what was downloaded. @throws SanaError */
  remove?(id: string): Promise<void>;
  /** Lets the person point to a folder of their own. @returns the new entry; undefined if they thought better of it */
  addFolder?(): Promise<ModelEntry | undefined>;
  /** Has the browser ask whether a folder may be read again. Must be called while a click is handled. @throws SanaError */
  permit?(id: string): Promise<void>;
}
