// The interface between the panel and the shell around it (studio, Figma, VS Code). The panel knows nothing else of
// where it runs; what an optional member does not offer, the panel does not show.

import type {
  PartialRequest,
  Picture,
  Progress,
  Remark,
  Replacement,
  SafetyPolicy,
  SanaError,
  StoredRequest,
} from '@sana-studio/core';
import type { ControlSource } from '@sana-studio/core/request';
import type { EngineReading, ReadOptions } from '@sana-studio/core/worker';
import type { PanelAdditions } from './host-additions.ts';
import type { LoadedModel, PanelModels } from './host-models.ts';
import type { PanelServers } from './host-servers.ts';
import type { SafetyDecider } from './safety/deciders.ts';
import type { DocumentStyle } from './styles/document-style.ts';

export type * from './host-additions.ts';
export type * from './host-models.ts';
export type * from './host-servers.ts';

/** What a shell gives to `mountPanel`. */
export interface PanelHost {
  /** Whose colours and controls the panel takes on: sets `data-look` on the root element, for panel.css. */
  readonly look: 'plain' | 'figma' | 'vscode';
  /** BCP 47, e.g. `navigator.language`; a language without texts becomes English. */
  readonly locale: string;
  readonly engine: PanelEngine;
  readonly models: PanelModels;
  /** Where else pictures can be drawn; the models of these servers are among `models`. */
  readonly servers?: PanelServers | undefined;
  /** Who keeps keys of servers: the page, if the person says so, or the system's secret storage. Default: the page. */
  readonly keysIn?: 'page' | 'system' | undefined;
  /** LoRAs and ControlNets that are kept; without it, only files that are chosen can be used. */
  readonly additions?: PanelAdditions | undefined;
  readonly storage: PanelStorage;
  readonly history: PictureHistory;
  /** Prompts from the document around: selected layers, the paragraph at the cursor. */
  readonly prompts?: PromptSource | undefined;
  /** Pictures of the document that a new one can start from. Files can always be chosen. */
  readonly startImages?: StartImageSource | undefined;
  /** A picture of the document of which the document says what changes. */
  readonly maskedImages?: MaskedImageSource | undefined;
  /** Pictures of the document whose lines a new one can follow. Files can always be chosen. */
  readonly controlImages?: ControlImageSource | undefined;
  /** The style that the document or the workspace keeps for everybody who works in it. */
  readonly documentStyle?: DocumentStyle | undefined;
  /** Settings of the shell's own; what is chosen is kept with the panel's and told to the actions. */
  readonly choices?: readonly HostChoice[] | undefined;
  /** The policy about inappropriate words; default: what the person decides, in the storage. */
  readonly safety?: PanelSafety | undefined;
  /** Shows pictures in the document that the person has not decided about. */
  readonly trial?: PictureTrial | undefined;
  /** Told of runs, where the document wants to know of pictures before they are there. */
  readonly runs?: RunKeeper | undefined;
  /** Pixels: the place for pictures takes none with a longer side. */
  readonly largestSide?: number | undefined;
  /** Says which of several pictures of one prompt fits it best, where something can. Absent: pictures stay as they came. */
  readonly ranker?: PictureRanker | undefined;
  /** What can be done with a finished picture, the most important first. It becomes the main button. */
  readonly actions: readonly PictureAction[];
  /** A run that a reload has interrupted goes on by itself: where `storage` belongs to this panel alone. Default: no. */
  readonly resumes?: boolean | undefined;
  /** Pictures can be dragged out of the panel as files. Default: no. */
  readonly dragOut?: boolean | undefined;
}

export interface SafetyNow {
  readonly policy: SafetyPolicy;
  /** Then nobody changes it here. */
  readonly fixedBy?: SafetyDecider | undefined;
}

/** What is done about inappropriate words, and where that is kept. */
export interface PanelSafety {
  /** @throws SanaError `policy-unreadable`, and what the shell's own place for it throws */
  now(): Promise<SafetyNow>;
  /** Absent where it is set elsewhere. @throws SanaError if it cannot be kept */
  change?(policy: SafetyPolicy): Promise<void>;
  /** Keeps a word from now on; absent where `change` does that. @throws SanaError if it cannot be kept */
  keep?(word: string): Promise<void>;
  /** Calls the listener when it has changed elsewhere. @returns stops the calls */
  watch?(listener: () => void): () => void;
  /** Shows the person where it is set, if that is not in the panel. */
  open?(): Promise<void>;
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
  /** What the document said there when it was asked for; see `PromptOffer.words`. */
  readonly words?: string | undefined;
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
  /**
   * Whether it is done with every picture as soon as that is finished. Default: no.
   * @param places how many places get one picture each; 0 where there is something to choose from, or no place
   */
  automatic?(choices: ChosenOptions, places: number): boolean;
}

/** Variants for one place of the document, of which it shows one until the person has decided: one step to undo. */
export interface PictureTrial {
  /** Whether variants for this place would hide each other. */
  suits(target: string, choices: ChosenOptions): boolean;
  /** Shows this one at its place, instead of another that is shown there. As `PictureAction.run`. */
  show(picture: PanelPicture, choices: ChosenOptions): Promise<string | undefined>;
  /** What is shown stays. @throws SanaError */
  keep(target: string): Promise<void>;
  /** The place is as it was before. @throws SanaError */
  discard(target: string): Promise<void>;
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

export interface PictureRanker {
  /**
   * How well finished pictures of one prompt fit it: no verdict, an order.
   * @returns undefined where nothing knows such pictures. @throws SanaError
   */
  rank(pictures: readonly PanelPicture[]): Promise<Ranking | undefined>;
}

export interface Ranking {
  /** What has scored, as people know it. */
  readonly by: string;
  /** Of each picture, as they were given; more is better. */
  readonly scores: readonly number[];
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

/** A picture of which a part changes, and the rest stays byte for byte. */
export interface PartImage extends StartImage {
  /** `PromptOffer.id` and label of the place that the result goes to. */
  readonly target?: Pick<PromptOffer, 'id' | 'label'> | undefined;
}

/** The same, where it is said already what changes. */
export interface MaskedImage extends PartImage {
  /** As large as the picture: white changes, black stays. */
  readonly mask: Picture;
}

export interface MaskedImageSource {
  /** What `take` would take, in the host's language. */
  readonly label: string;
  /** @throws SanaError where nothing is there to be taken */
  take(): Promise<MaskedImage>;
}

/** A picture whose lines are followed. */
export interface ControlImage extends StartImage {
  readonly from: ControlSource;
  /** A picture is made for this place at once, unless something stands against it. */
  readonly target?: PromptOffer | undefined;
}

export interface ControlImageSource {
  /** What `take` would take, in the host's language, e.g. "From this wireframe". */
  readonly label: string;
  /** @throws SanaError where nothing is there to be taken */
  take(): Promise<ControlImage>;
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
  /** What the document says there now, where `prompt` is what the picture was made of. */
  readonly words?: string | undefined;
  /** Those have changed since the picture was made. */
  readonly outdated?: boolean | undefined;
  /** Repeats what other offers say: a place only when the person picks it. */
  readonly repeats?: boolean | undefined;
  /** Why it is left out, too, in the host's language: locked, or no place at all. */
  readonly leftOut?: string | undefined;
}

/** What happens to a place that gets a picture: it is filled, gets it beside, gives way to it, or is not touched yet. */
export type Way = 'fill' | 'beside' | 'replace' | 'later';

export interface PromptSource {
  /** Default: `later`. */
  way?(id: string, choices: ChosenOptions): Way;
  current(): Promise<readonly PromptOffer[]>;
  /** A small picture of the place, where that is cheap. @returns undefined where it is not */
  thumbnail?(id: string): Promise<Blob | undefined>;
  /**
   * Called whenever the selection changes; with nothing to offer, an empty list.
   * @param listener `notes`: what there is to tell about what is selected, in the host's language
   * @returns stops the calls
   */
  subscribe(listener: (offers: readonly PromptOffer[], notes?: readonly string[]) => void): () => void;
}

/**
 * Small plain data that should survive the panel’s reload, e.g. the form as it stands. What is kept under keys that begin
 * with `here.` is about the document around.
 */
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
  /** Takes this place as what is selected; a picture's settings come into the form. */
  use(offer: PromptOffer): void;
  /** Makes one picture for each place: the one that was made there before again, or by the form. */
  generateEach(offers: readonly PromptOffer[]): void;
  /** Starts with what is selected and the form as it stands; what is wrong with it is shown there. */
  generate(): void;
  /** Has pictures follow the lines of what is taken, and makes one if that says for what place. Shows why it cannot be taken. */
  follow(take: () => Promise<ControlImage>): void;
  /** Lets the person paint what of this picture is to change, unless it says that itself. */
  changePart(image: PartImage | MaskedImage): void;
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
