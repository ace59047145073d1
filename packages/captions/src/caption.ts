import type { ErrorData, Picture } from '@sana-studio/core';

/** A picture as its file. */
export interface EncodedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What people call it, e.g. its path. */
  readonly name: string;
}

/** What a caption is wanted for. */
export interface CaptionWish {
  /** `alt`: one sentence of at most 125 characters, for who cannot see the picture; `training`: a paragraph. */
  readonly purpose: 'alt' | 'training';
  /** BCP 47; default: English. */
  readonly language?: string | undefined;
  /** At most as many words, for training; default: 60. */
  readonly words?: number | undefined;
  /** Text near the picture: data that tells what matters, never an instruction. */
  readonly around?: string | undefined;
}

export interface Caption {
  readonly text: string;
  /** What side files call whoever wrote it: letters of ASCII, digits and `-`, e.g. `Qwen2-5-VL-7B`. */
  readonly type: string;
  /** The same for people. */
  readonly by: string;
}

/** Whether something can be asked now. */
export type Availability = { readonly state: 'ready' } | { readonly state: 'unavailable'; readonly problem: ErrorData };

export interface CaptionOptions {
  /** How many different ones are wanted; default: 1. Fewer come where a model has no more to say. */
  readonly count?: number | undefined;
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Whatever writes captions. */
export interface Captioner {
  /** As in `Caption`. */
  readonly type: string;
  readonly label: string;
  /** `here`: pictures stay on this machine. A host: ask before the first one leaves, and remember that for the host. */
  readonly where: 'here' | { readonly host: string };
  /** What it cannot be told: `language` (it writes English), `words` (it writes as much as it does). Absent: it does as it is told. */
  readonly ignores?: readonly ('language' | 'words')[] | undefined;
  /**
   * Whether it can be asked. What claims to see has been shown to see by then: a model that does not is `unavailable`, with
   * `captioner-blind`.
   */
  available(signal?: AbortSignal): Promise<Availability>;
  /**
   * @returns at least one, no two the same
   * @throws SanaError `captioner-refused` (it says nothing of the picture), `captioner-blind`, and what asking it throws
   */
  caption(picture: EncodedPicture, wish: CaptionWish, options?: CaptionOptions): Promise<readonly Caption[]>;
}

/** Asks a model one thing about a picture, and gives its answer as it is. */
export type AskAboutPicture = (
  picture: EncodedPicture,
  question: string,
  options: {
    readonly temperature: number;
    readonly seed?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<string>;

/** Reads a picture's file. @throws SanaError `image-unreadable`, `over-budget` */
export type DecodePicture = (picture: EncodedPicture) => Promise<Picture>;
