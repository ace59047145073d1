import type { PromptOffer } from '@sana-studio/shared';
/** Pixels: Figma takes no picture with a longer side. */
export declare const LARGEST_SIDE = 4096;
export declare const PLACES: readonly ['fill', 'beside', 'replace'];
/**
 * `fill`: into the layer; `beside`: a new rectangle, several in a grid; `replace`: a new rectangle where the text was.
 * What cannot be filled gets a rectangle beside it.
 */
export type Place = (typeof PLACES)[number];
export declare const FITS: readonly ['FILL', 'FIT'];
export type Fit = (typeof FITS)[number];
/** A place for a picture in the selection: a layer, with its id and name. It has a size if it can be filled. */
export interface LayerOffer extends Pick<PromptOffer, 'id' | 'prompt' | 'label' | 'width' | 'height'> {
  /** As it was stored with the picture: JSON. */
  readonly request?: string | undefined;
}
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
  readonly place: Place;
  readonly fit: Fit;
}
/** Why the document was not changed. */
export declare const REFUSALS: readonly [
  'removed',
  'locked',
  'read-only',
  'too-large',
  'not-a-picture',
  'not-overridable',
  'not-writable',
  'nothing-selected',
  'not-exportable',
  'storage-full',
  'failed',
];
export type Refusal = (typeof REFUSALS)[number];
/** What is worth telling although the picture is in the document. */
export type Remark = 'hidden' | 'outside-instance' | 'not-remembered';
export interface ExportedLayer {
  readonly png: Uint8Array;
  readonly label: string;
}
/** What the page can ask for, and what it gets. */
export interface Calls {
  place: {
    readonly in: Placement;
    readonly out: readonly Remark[];
  };
  exportLayer: {
    readonly in: undefined;
    readonly out: ExportedLayer;
  };
  read: {
    readonly in: string;
    readonly out: unknown;
  };
  write: {
    readonly in: {
      readonly key: string;
      readonly value: unknown;
    };
    readonly out: undefined;
  };
}
export type PageMessage =
  /** The page listens. */
  | {
      readonly type: 'ready';
    }
  /** The person came back to the panel: words of the selected layers may have changed since. */
  | {
      readonly type: 'look';
    }
  | {
      readonly type: 'resize';
      readonly width: number;
      readonly height: number;
    }
  | {
      [Name in keyof Calls]: Call<Name>;
    }[keyof Calls];
export interface Call<Name extends keyof Calls> {
  readonly type: 'call';
  readonly id: number;
  readonly name: Name;
  readonly argument: Calls[Name]['in'];
}
export type SandboxMessage =
  | {
      readonly type: 'selection';
      readonly editor: string;
      readonly offers: readonly LayerOffer[];
    }
  /** The person asked for it before the panel was there: again for what is selected, or for these words. */
  | {
      readonly type: 'run';
      readonly command: 'regenerate';
      readonly offers: readonly LayerOffer[];
    }
  | {
      readonly type: 'run';
      readonly command: 'generate';
      readonly prompt: string;
      readonly offers: readonly LayerOffer[];
    }
  | {
      readonly type: 'answer';
      readonly id: number;
      readonly value: unknown;
    }
  | {
      readonly type: 'refused';
      readonly id: number;
      readonly refusal: Refusal;
      readonly label: string;
    };
/** In the manifest. */
export declare const COMMANDS: {
  readonly open: 'open';
  readonly generate: 'generate';
  readonly regenerate: 'regenerate';
};
/** Of the quick action that makes a picture from typed words. */
export declare const PROMPT_PARAMETER = 'prompt';
