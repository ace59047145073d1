import type { ErrorData } from '@sana-studio/core';

/** Programs that keep models on a person's disk. `folder`: one that the person named. */
export const FOUND_PROGRAMS = ['Ollama', 'LM Studio', 'llama.cpp', 'Hugging Face', 'ComfyUI', 'folder'] as const;

export type FoundProgram = (typeof FOUND_PROGRAMS)[number];

/** What a file can be of a model, or a whole model in the official layout. */
export const FOUND_KINDS = ['model', 'textEncoder', 'transformer', 'autoencoder'] as const;

export type FoundKind = (typeof FOUND_KINDS)[number];

/** Weights that another program keeps on this computer, to be read where they lie. */
export interface FoundModel {
  readonly program: FoundProgram;
  readonly kind: FoundKind;
  /** What a person calls it: `ollama:gemma2:2b`, or its path. Where a part or a model is asked for, this names it. */
  readonly reference: string;
  /** As the program calls it. */
  readonly title: string;
  /** Of the file or folder itself. */
  readonly path: string;
  /** Bytes. */
  readonly bytes: number;
}

/** A file that was opened, until it is closed. */
export interface OpenFile {
  readonly file: number;
  /** Bytes. */
  readonly size: number;
}

/** What other programs have on this computer, for those that cannot read its files: it is read where it lies. */
export interface ComputerFiles {
  /** Looks at the disk anew. */
  find(): Promise<{ readonly models: readonly FoundModel[]; readonly problems: readonly ErrorData[] }>;
  /**
   * @param reference of what `find` gives; nothing else is opened
   * @param path inside a whole model; '' of a file
   * @returns undefined for what is not there (any more)
   */
  open(reference: string, path: string): Promise<OpenFile | undefined>;
  /** At most `MOST_READ` bytes. @throws SanaError */
  read(file: number, offset: number, length: number): Promise<Uint8Array>;
  close(file: number): Promise<void>;
}

/** Bytes of one answer: less than what a message may have, and a second's work at most. */
export const MOST_READ = 8 * 2 ** 20;
