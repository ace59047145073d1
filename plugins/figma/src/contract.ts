// What the plugin's two halves say to each other: the sandbox, which has the document, and the page, which has the
// panel. Figma passes plain data and Uint8Array only; what comes is read before it is used, at both ends.

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
import type { PromptOffer } from '@sana-studio/shared';

/** Raised whenever older halves would misunderstand newer ones. */
export const VERSION = 1;

/** Pixels: Figma takes no picture with a longer side. */
export const LARGEST_SIDE = 4096;

export const PLACES = ['fill', 'beside', 'replace'] as const;
/**
 * `fill`: into the layer; `beside`: a new rectangle, several in a grid; `replace`: a new rectangle where the text was.
 * What cannot be filled gets a rectangle beside it.
 */
export type Place = (typeof PLACES)[number];

export const FITS = ['FILL', 'FIT'] as const;
export type Fit = (typeof FITS)[number];

export const ROW_KINDS = ['fill', 'beside', 'none'] as const;
/** What a layer of the selection is: a place to fill; a text that gets a picture beside it; no place at all. */
export type RowKind = (typeof ROW_KINDS)[number];

export const WHY_NONE = ['locked', 'nothing'] as const;
/** `nothing`: it is hidden, or there is nothing in it to fill. */
export type WhyNone = (typeof WHY_NONE)[number];

export const SELECTION_NOTICES = ['locked', 'no words', 'too many'] as const;
/** `locked`: some of the selection is; `no words`: some places have none; `too many`: not all could be looked at. */
export type SelectionNotice = (typeof SELECTION_NOTICES)[number];

/** A place for a picture in the selection: a layer, with its id and name. It has a size if it can be filled. */
export interface LayerOffer extends Pick<PromptOffer, 'id' | 'prompt' | 'label' | 'width' | 'height'> {
  readonly kind: RowKind;
  /** The title that says what to draw, and what describes it: `prompt` is both, unless a picture was made here before. */
  readonly main: string;
  readonly support: string;
  /** Why it is none. */
  readonly why?: WhyNone | undefined;
  /** What the document says here, to be kept with the picture, and whether that has changed since there is one. */
  readonly words?: string | undefined;
  readonly outdated?: boolean | undefined;
  /** The same letter for places that repeat: cards of a list, cells of a grid. */
  readonly set?: string | undefined;
  /** As it was stored with the picture: JSON. */
  readonly request?: string | undefined;
}

/** What a picture was made from beside words: a part of the layer's own picture, or the lines in the layer. */
export const SOURCES = ['part', 'lines'] as const;
export type Source = (typeof SOURCES)[number];

/** One picture to be put into the document. */
export interface Placement {
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly prompt: string;
  /** To be stored with it: JSON. */
  readonly request: string;
  /** Layer that it is for; without one it comes into view by itself. */
  readonly layer?: string | undefined;
  /** `LayerOffer.words`, to be stored with it. */
  readonly words?: string | undefined;
  readonly place: Place;
  readonly fit: Fit;
  readonly made?: Source | undefined;
}

/** How pictures that are made together are undone: all in one step, or each in its own. */
export const UNDOS = ['together', 'each'] as const;
export type Undo = (typeof UNDOS)[number];

/** Pictures that are about to be made. */
export interface PlannedRun {
  /** Ids of the layers that they are for; pictures for none come into view. */
  readonly layers: readonly string[];
  /** All in all. */
  readonly pictures: number;
  readonly place: Place;
  readonly undo: Undo;
}

/** Why the document was not changed. */
export const REFUSALS = [
  'removed',
  'locked',
  'read-only',
  'too-large',
  'not-a-picture',
  'not-overridable',
  'not-writable',
  'nothing-selected',
  'not-exportable',
  'no-wireframe',
  'several-selected',
  'too-detailed',
  'no-lines',
  'no-masked-picture',
  'no-mask-shapes',
  'mask-outside',
  'tiled',
  'storage-full',
  'failed',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** A layer that takes no picture, found out before anything is computed. */
export interface RefusedLayer {
  readonly id: string;
  readonly refusal: Refusal;
  /** Its name. */
  readonly label: string;
}

const REMARKS = ['hidden', 'outside-instance', 'outside-frame', 'not-remembered', 'covered'] as const;
/** What is worth telling although the picture is in the document. */
export type Remark = (typeof REMARKS)[number];

export interface ExportedLayer {
  readonly png: Uint8Array;
  readonly label: string;
}

/** A frame to draw from. */
export interface ExportedWireframe extends Pick<LayerOffer, 'id' | 'label' | 'prompt'> {
  /** Texts are elements of their own, so that they can be left out. */
  readonly svg: string;
  /** Pixels, as it is seen. */
  readonly width: number;
  readonly height: number;
}

const RULES = ['nonzero', 'evenodd'] as const;

/** An outline over a picture. */
export interface MaskShape {
  /** As in SVG, in coordinates of its own. */
  readonly path: string;
  readonly rule: (typeof RULES)[number];
  /** To the picture's pixels, a to f as canvases have it. */
  readonly transform: readonly number[];
}

/** The picture of a layer, of which a part is to change. */
export interface MaskedPicture extends Pick<LayerOffer, 'id' | 'label'> {
  /** The file as Figma has it. */
  readonly image: Uint8Array;
  readonly shapes: readonly MaskShape[];
}

/** Alternative texts that are wanted. */
export interface AskedAltTexts {
  /** Ids; none for all pictures in what is selected. */
  readonly layers: readonly string[];
  /** Whether those that are there give way. */
  readonly replace: boolean;
}

export interface AltTexts {
  /** How many pictures of this plugin there are, how many got a text, and how many had the same. */
  readonly pictures: number;
  readonly written: number;
  readonly same: number;
  /** What is there and stays. */
  readonly kept: readonly {
    readonly id: string;
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Names of layers that take none. */
  readonly refused: readonly string[];
}

/** Something that the plugin has to assume of Figma, and what was found; nothing is assumed of what is only measured. */
export interface Probe {
  readonly name: string;
  readonly assumed: string;
  readonly found: string;
}

export interface SelfTest {
  readonly probes: readonly Probe[];
  /** The picture that was given, in a layer that is turned and in which it should be upright. */
  readonly turned: Uint8Array | undefined;
}

export interface Selection {
  readonly editor: string;
  readonly offers: readonly LayerOffer[];
  /** Names of layers of which Figma did not let everything be read; the rest of the selection is offered all the same. */
  readonly unreadable: readonly string[];
  readonly notices: readonly SelectionNotice[];
}

/** What the person asked for before the panel was there. */
export interface AskedRun {
  /** To make a picture of these words; without them, again what is selected. */
  readonly prompt?: string | undefined;
  readonly offers: readonly LayerOffer[];
  /** Alternative texts for the pictures in what is selected, and no new pictures. */
  readonly altTexts?: boolean | undefined;
  /** A picture from the shapes of the selected frame. */
  readonly wireframe?: boolean | undefined;
}

export interface Watcher {
  onSelection(selection: Selection): void;
  onRun(run: AskedRun): void;
}

/** What the page can ask of the sandbox. What is refused has `data` with the `refusal` and the layer's `label`. */
export interface Sandbox {
  /**
   * Checks all layers of a run, and shows on the canvas that they wait. What it does to the document is undone as the
   * run says. @returns the layers that take no picture
   */
  beginRun(run: PlannedRun): Promise<readonly RefusedLayer[]>;
  /** The run is over, however it ended: no layer waits any longer. */
  endRun(): Promise<undefined>;
  place(placement: Placement): Promise<readonly Remark[]>;
  /** As `place`, for a layer, instead of another that is tried there; no step to undo until it is kept. */
  try(placement: Placement): Promise<readonly Remark[]>;
  /** What is tried there stays, as one step to undo. */
  keep(layer: string): Promise<undefined>;
  /** The layer is as it was before. */
  discard(layer: string): Promise<undefined>;
  /** Writes alternative texts as annotations, from the words that made the pictures. */
  altTexts(asked: AskedAltTexts): Promise<AltTexts>;
  /** Tells something in Figma, with a button unless that has no words. @returns whether it was pressed */
  ask(sentence: string, button: string): Promise<boolean>;
  /** The selected layer as a picture. */
  exportLayer(): Promise<ExportedLayer>;
  /** The selected frame, to draw from. */
  exportWireframe(): Promise<ExportedWireframe>;
  /** The picture of a selected layer, with the shapes that are selected over it. */
  maskedPicture(): Promise<MaskedPicture>;
  /** A small picture of a layer; undefined where it would take long, or cannot be had. */
  thumbnail(layer: string): Promise<Uint8Array | undefined>;
  /** Tries in this Figma what the plugin assumes, with a picture whose quarters differ. */
  selfTest(png: Uint8Array): Promise<SelfTest>;
  /** What was written under a key. */
  read(key: string): Promise<unknown>;
  write(key: string, value: unknown): Promise<undefined>;
  /** The style that is kept in the file, as JSON; '' if there is none. */
  readStyle(): Promise<string>;
  writeStyle(json: string): Promise<undefined>;
  /** What the file has styles of, 0…1 each. */
  colours(): Promise<readonly { readonly r: number; readonly g: number; readonly b: number }[]>;
  /** The person came back to the panel: words of the selected layers may have changed since. */
  look(): Promise<undefined>;
  /** CSS pixels of the panel. */
  resize(width: number, height: number): Promise<undefined>;
  /** Tells what is selected, now and after each change, and what was asked for; lasts as long as the page. */
  watch(watcher: Watcher): Promise<undefined>;
}

/** As long as a layer's texts are. */
const words = text(Number.POSITIVE_INFINITY);
const name = text(1000);
const size = number({ min: 0 });
/** The panel checks what it kept itself. */
const kept: Read = value => value;

const offers = listOf(
  fields({
    id: name,
    prompt: words,
    label: words,
    width: optional(size),
    height: optional(size),
    kind: oneOf(ROW_KINDS),
    main: words,
    support: words,
    why: optional(oneOf(WHY_NONE)),
    words: optional(words),
    outdated: optional(flag),
    set: optional(name),
    request: optional(words),
  }),
);

const placement = fields({
  png: bytes,
  width: size,
  height: size,
  prompt: words,
  request: words,
  layer: optional(name),
  words: optional(words),
  place: oneOf(PLACES),
  fit: oneOf(FITS),
  made: optional(oneOf(SOURCES)),
});

export const SANDBOX: ContractOf<{ readonly sandbox: Sandbox }> = {
  sandbox: {
    beginRun: {
      args: [fields({ layers: listOf(name), pictures: size, place: oneOf(PLACES), undo: oneOf(UNDOS) })],
      result: listOf(fields({ id: name, refusal: oneOf(REFUSALS), label: words })),
    },
    endRun: { args: [], result: nothing },
    place: { args: [placement], result: listOf(oneOf(REMARKS)) },
    try: { args: [placement], result: listOf(oneOf(REMARKS)) },
    keep: { args: [name], result: nothing },
    discard: { args: [name], result: nothing },
    thumbnail: { args: [name], result: optional(bytes) },
    altTexts: {
      args: [fields({ layers: listOf(name), replace: flag })],
      result: fields({
        ...{ pictures: size, written: size, same: size },
        kept: listOf(fields({ id: name, label: words, before: words, after: words })),
        refused: listOf(words),
      }),
    },
    ask: { args: [words, words], result: flag },
    exportLayer: { args: [], result: fields({ png: bytes, label: words }) },
    exportWireframe: {
      args: [],
      result: fields({ svg: words, id: name, label: words, prompt: words, width: size, height: size }),
    },
    maskedPicture: {
      args: [],
      result: fields({
        ...{ image: bytes, id: name, label: words },
        shapes: listOf(fields({ path: words, rule: oneOf(RULES), transform: listOf(number()) })),
      }),
    },
    selfTest: {
      args: [bytes],
      result: fields({
        probes: listOf(fields({ name: words, assumed: words, found: words })),
        turned: optional(bytes),
      }),
    },
    read: { args: [name], result: kept },
    write: { args: [name, kept], result: nothing },
    readStyle: { args: [], result: words },
    writeStyle: { args: [words], result: nothing },
    colours: { args: [], result: listOf(fields({ r: size, g: size, b: size })) },
    look: { args: [], result: nothing },
    resize: { args: [number(), number()], result: nothing },
    watch: {
      args: [fields({})],
      events: {
        onSelection: [
          fields({ editor: name, offers, unreadable: listOf(words), notices: listOf(oneOf(SELECTION_NOTICES)) }),
        ],
        onRun: [fields({ prompt: optional(words), offers, altTexts: optional(flag), wireframe: optional(flag) })],
      },
      result: nothing,
    },
  },
};

/** In the manifest. */
export const COMMANDS = {
  open: 'open',
  generate: 'generate',
  regenerate: 'regenerate',
  altTexts: 'alt-texts',
  wireframe: 'wireframe',
} as const;
/** Of the quick action that makes a picture from typed words. */
export const PROMPT_PARAMETER = 'prompt';
