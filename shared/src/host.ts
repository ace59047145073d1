// The interface between the panel and the shell around it (studio, Figma, VS Code). The panel knows nothing else of
// where it runs; what an optional member does not offer, the panel does not show.

import type {
  PartialRequest,
  Picture,
  Progress,
  Remark,
  Replacement,
  RequestDefaults,
  SanaError,
  StoredRequest,
} from '@sana-studio/core';
import type { EngineReading, ReadOptions } from '@sana-studio/core/worker';

/** What a shell gives to `mountPanel`. */
export interface PanelHost {
  /** Whose colours and controls the panel takes on: sets `data-look` on the root element, for panel.css. */
  readonly look: 'plain' | 'figma' | 'vscode';
  /** BCP 47, e.g. `navigator.language`; a language without texts becomes English. */
  readonly locale: string;
  readonly engine: PanelEngine;
  readonly models: PanelModels;
  readonly storage: PanelStorage;
  readonly history: PictureHistory;
  /** Prompts from the document around: selected layers, the paragraph at the cursor. */
  readonly prompts?: PromptSource | undefined;
  /** Pictures of the document that a new one can start from. Files can always be chosen. */
  readonly startImages?: StartImageSource | undefined;
  /** Settings of the shell's own; what is chosen is kept with the panel's and told to the actions. */
  readonly choices?: readonly HostChoice[] | undefined;
  /** Told of runs, where the document wants to know of pictures before they are there. */
  readonly runs?: RunKeeper | undefined;
  /** Pixels: the place for pictures takes none with a longer side. */
  readonly largestSide?: number | undefined;
  /** What can be done with a finished picture, the most important first. It becomes the main button. */
  readonly actions: readonly PictureAction[];
  /** A run that a reload has interrupted goes on by itself: where `storage` belongs to this panel alone. Default: no. */
  readonly resumes?: boolean | undefined;
  /** Pictures can be dragged out of the panel as files. Default: no. */
  readonly dragOut?: boolean | undefined;
}

/** A finished picture as a file. */
export interface PanelPicture {
  /** `image/png`, with the request inside. */
  readonly png: Blob;
  /** What makes this picture again, alone. */
  readonly request: StoredRequest;
  /** What the safety policy took out of the prompt; offsets count in `request.prompt`. */
  readonly replaced: readonly Replacement[];
  /** What of the request was not followed; of pictures that were just made. */
  readonly remarks?: readonly Remark[] | undefined;
  /** As `HistoryEntry.unusable`. */
  readonly unusable?: true | undefined;
  /** `PromptOffer.id` of the place in the document it was made for. */
  readonly target?: string | undefined;
}

export interface PictureAction {
  /** The panel has labels of its own for the named ones. */
  readonly id: 'insert' | 'download' | 'copy' | (string & {});
  /** Needed for other ids; replaces the panel's own label for the named ones. In the host's language. */
  readonly label?: string | undefined;
  /**
   * Resolves when it is done, with a sentence to show if there is something to tell.
   * @throws SanaError whose message the panel shows
   */
  run(picture: PanelPicture, choices: ChosenOptions): Promise<string | undefined>;
  /** Whether it is done with every picture as soon as that is finished. Default: no. */
  automatic?(choices: ChosenOptions): boolean;
}

/** Pictures that are about to be made. */
export interface PlannedPictures {
  /** `PromptOffer.id` of each place that they are for; none for pictures that are for no place. */
  readonly targets: readonly string[];
  readonly pictures: number;
}

export interface RunKeeper {
  /**
   * Called before anything is computed.
   * @returns by target, why a place takes no picture: none is made for it, and the others are
   */
  begin(planned: PlannedPictures, choices: ChosenOptions): Promise<ReadonlyMap<string, SanaError>>;
  /** The run is over, however it ended, and what is done with every picture was done. */
  end(): void;
}

/** A setting of the shell's own. The first option is the default. */
export interface HostChoice {
  readonly id: string;
  /** In the host's language, as are the options. */
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** What is chosen, by `HostChoice.id`. */
export type ChosenOptions = Readonly<Record<string, string>>;

/** A picture to start from, as it comes out of the document. */
export interface StartImage {
  /** Any format that the browser reads. */
  readonly file: Blob;
  /** What the person knows it by. */
  readonly label: string;
}

export interface StartImageSource {
  /** What `take` would take, in the host's language, e.g. "Selected layer". */
  readonly label: string;
  /** @returns undefined if there is nothing to start from. @throws SanaError */
  take(): Promise<StartImage | undefined>;
}

/** Where pictures come from. One generation at a time: the panel never overlaps calls. */
export interface PanelEngine {
  /**
   * Makes a model ready to generate. Called again with another model, lets go of the first. Reports `download` and
   * `load` progress. After a failure the panel may call again ("Try again"): start a broken worker or frame anew.
   * @throws SanaError: its message and code are shown. `worker-failed` stands for an engine that cannot be reached
   */
  load(model: string, options: LoadModelOptions): Promise<LoadedModel>;
  /**
   * Pictures of the loaded model, one by one through `onPicture`. Resolves after the last.
   * @throws SanaError, `cancelled` once `signal` was aborted; pictures handed over before stay valid
   */
  generate(request: PartialRequest, options: GeneratePictureOptions): Promise<void>;
  /** How much of a prompt the loaded model reads. Without it, the panel does not count. @throws SanaError */
  read?(prompt: string, options?: ReadOptions): Promise<EngineReading>;
}

export interface LoadModelOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

export interface GeneratePictureOptions extends LoadModelOptions {
  readonly onPicture: (picture: PanelPicture, index: number) => void;
  /** What a picture would look like by now, in its proportions and of any size. Optional for engines. */
  readonly onPreview?: ((preview: Picture, index: number, step: number) => void) | undefined;
}

/** What the panel must know of a model in order to offer the right settings. */
export interface ModelTraits {
  readonly defaults: RequestDefaults;
  /** Latent side the transformer was trained at; with `binning` it tells what sizes are really generated. */
  readonly sampleSize: number;
  readonly binning: boolean;
  /** False for models with embedded guidance: they take no negative prompt. */
  readonly usesNegativePrompt: boolean;
}

export interface LoadedModel extends ModelTraits {
  readonly device: 'webgpu' | 'wasm' | 'cpu';
  /** For people, e.g. why the graphics device is not used. */
  readonly note?: Remark | undefined;
}

export type ModelState =
  | { readonly kind: 'ready' }
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
  /** Was downloaded, or in part, and can be deleted again with `PanelModels.remove`. */
  readonly removable?: boolean | undefined;
  /** It can be used, but words and start images to come may need the network; see `PanelModels.keepWhole`. */
  readonly inPart?: PartlyKept | undefined;
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
}

export interface WatchModelsOptions {
  readonly onModels: (models: readonly ModelEntry[]) => void;
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
  /** Deletes what was downloaded. @throws SanaError */
  remove?(id: string): Promise<void>;
  /** Lets the person point to a folder of their own. @returns the new entry; undefined if they thought better of it */
  addFolder?(): Promise<ModelEntry | undefined>;
}

/** A prompt found in the document. */
export interface PromptOffer {
  /** Names the place in the document; comes back as `PanelPicture.target`. */
  readonly id: string;
  readonly prompt: string;
  /** What the person knows the place by: a layer's name, "line 12". */
  readonly label: string;
  /** Pixels of the place to fill, if it has a size. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Of a picture made before, to be made again or changed. */
  readonly request?: StoredRequest | undefined;
  /** Repeats what other offers say; left out when each place gets a picture. */
  readonly repeats?: boolean | undefined;
  /** Why it is left out, too, in the host's language: locked, or no place at all. */
  readonly leftOut?: string | undefined;
}

export interface PromptSource {
  /** The offers are different places, and each can be given a picture of its own in one run. Default: no. */
  readonly separate?: boolean | undefined;
  current(): Promise<readonly PromptOffer[]>;
  /** A small picture of the place, where that is cheap. @returns undefined where it is not */
  thumbnail?(id: string): Promise<Blob | undefined>;
  /** Called whenever the selection changes; with nothing to offer, an empty list. @returns stops the calls */
  subscribe(listener: (offers: readonly PromptOffer[]) => void): () => void;
}

/** Small plain data that should survive the panel's reload, e.g. the form as it stands. */
export interface PanelStorage {
  /** @returns undefined if nothing was stored. @throws SanaError if storage is refused */
  get(key: string): Promise<unknown>;
  /** @param value survives JSON. @throws SanaError if storage is refused or full */
  set(key: string, value: unknown): Promise<void>;
}

/** What the list of earlier pictures shows. The picture itself is read when it is wanted. */
export interface HistoryEntry {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly request: StoredRequest;
  /** The request is not one that this version could run: of another one, or damaged. The picture is none the worse. */
  readonly unusable?: true | undefined;
  readonly replaced: readonly Replacement[];
  readonly thumbnail: Blob;
}

/** Keeps finished pictures. The package has one in IndexedDB and one in memory. */
export interface PictureHistory {
  /** Newest first. @throws SanaError if storage is refused: the panel then keeps pictures until it is closed */
  list(): Promise<readonly HistoryEntry[]>;
  /** May let go of the oldest. @throws SanaError if storage is refused or full */
  add(picture: PanelPicture, thumbnail: Blob): Promise<HistoryEntry>;
  /** @returns the PNG; undefined if it is no longer kept */
  picture(id: string): Promise<Blob | undefined>;
  remove(id: string): Promise<void>;
  /** Puts back what was removed, in its old place. @throws SanaError as `add` */
  restore(entry: HistoryEntry, png: Blob): Promise<void>;
  clear(): Promise<void>;
}

/** What the shell holds of a mounted panel, for its own commands. */
export interface Panel {
  /** Puts a prompt, its place and what else it says into the form. */
  use(offer: PromptOffer): void;
  /** As `use`, unless the person has written something of their own. */
  follow(offer: PromptOffer): void;
  /** Makes one picture for each place, with a seed of its own; what an offer leaves open is taken from the form. */
  generateEach(offers: readonly PromptOffer[]): void;
  /** Starts with the form as it stands; what is wrong with it is shown there. Nothing happens while one is running. */
  generate(): void;
  /** Stops what is running. */
  cancel(): void;
  /** Puts a picture that the shell has made by itself among the earlier ones. */
  keep(picture: PanelPicture): Promise<void>;
  /** Shows another language. */
  setLocale(locale: string): void;
  focusPrompt(): void;
  /** Stops everything and empties the root element. */
  dispose(): void;
}
