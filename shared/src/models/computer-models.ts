import {
  assertInside,
  type ByteSource,
  type ErrorData,
  type Folder,
  type PartName,
  type PartPlace,
  SanaError,
} from '@sana-studio/core';
import type { ModelSource } from '@sana-studio/core/worker';
import { CATALOGUE, type ComputerFiles, type FoundModel, MOST_READ } from '@sana-studio/models';
import type { FoundFile, ModelEntry, ModelPlace } from '../host.ts';
import { storedModelSource } from './stored-source.ts';

/** What begins the name of what other programs have on this computer, in a store and for an engine. */
const FOUND = 'found:';

export const foundReference = (reference: string) => `${FOUND}${reference}`;

/** @returns undefined for what is called otherwise */
export function foundName(reference: string): string | undefined {
  return reference.startsWith(FOUND) ? reference.slice(FOUND.length) : undefined;
}

async function foundFile(files: ComputerFiles, reference: string, path: string): Promise<ByteSource | undefined> {
  const found = await files.open(reference, path);
  if (!found) return undefined;
  const { file, size } = found;
  const label = path || reference;
  return {
    label,
    size,
    async read(offset, length) {
      assertInside(label, size, offset, length);
      if (length <= MOST_READ) return files.read(file, offset, length);
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += MOST_READ) {
        bytes.set(await files.read(file, offset + at, Math.min(MOST_READ, length - at)), at);
      }
      return bytes;
    },
    close: () => files.close(file),
  };
}

/** A whole model of another program, read where it lies. */
export function foundFolder(files: ComputerFiles, reference: string): Folder {
  return { label: reference, open: path => foundFile(files, reference, path) };
}

/** A part of a model. @returns undefined if it is not there any more */
export async function foundPlace(files: ComputerFiles, reference: string): Promise<PartPlace | undefined> {
  const there = await foundFile(files, reference, '');
  if (!there) return undefined;
  await there.close?.();
  return {
    kind: 'file',
    async open() {
      const source = await foundFile(files, reference, '');
      if (source) return source;
      throw new SanaError('file-missing:path', { file: reference });
    },
  };
}

/** What other programs have on this computer, as far as somebody looks for the page. */
export class ComputerModels {
  readonly #files: ComputerFiles | undefined;
  #found: readonly FoundModel[] = [];
  #problems: readonly ErrorData[] = [];
  #looking: Promise<boolean> | undefined;

  constructor(files: ComputerFiles | undefined) {
    this.#files = files;
  }

  /** Looks at the disk. @returns whether there is anything to tell */
  look(): Promise<boolean> {
    this.#looking = this.#look();
    return this.#looking;
  }

  /** Waits until somebody has looked. */
  async looked(): Promise<void> {
    await (this.#looking ?? this.look());
  }

  async #look(): Promise<boolean> {
    try {
      const { models = [], problems = [] } = (await this.#files?.find()) ?? {};
      this.#found = models;
      this.#problems = problems;
    } catch (error) {
      this.#problems = [SanaError.from(error).toData()];
    }
    return this.#found.length > 0 || this.#problems.length > 0;
  }

  /** What can take the place of a part of a model. */
  filesOf(part: PartName): readonly FoundFile[] {
    return this.#found
      .filter(({ kind }) => kind === part)
      .map(({ reference, title, program }) => ({ reference, title, program }));
  }

  /** What there is besides whole models, and what is wrong with any of it; undefined where there is nothing to tell. */
  get place(): ModelPlace['computer'] {
    const parts = this.#found.flatMap(({ kind, title, program, bytes }) =>
      kind === 'model' ? [] : [{ kind, title, program, bytes }],
    );
    return parts.length + this.#problems.length > 0 ? { parts, problems: this.#problems } : undefined;
  }

  /** Whole models. */
  get entries(): readonly ModelEntry[] {
    return this.#models.map(({ title, bytes, program }) => {
      const official = officialOf(title);
      return {
        id: idOf(title),
        title: official?.title ?? title,
        languages: official?.languages,
        nativeSize: official?.pixels,
        edition: official?.edition,
        bytes,
        program,
        state: { kind: 'ready' },
      };
    });
  }

  /** @param id of one of the entries */
  sourceOf(id: string): ModelSource | undefined {
    const model = this.#models.find(({ title }) => idOf(title) === id);
    return model && storedModelSource(foundReference(model.reference));
  }

  get #models(): readonly FoundModel[] {
    return this.#found.filter(({ kind }) => kind === 'model');
  }
}

/** Hugging Face's programs keep repositories under their names. */
const officialOf = (title: string) => CATALOGUE.find(({ repo }) => repo === title);

const idOf = (title: string) => officialOf(title)?.id ?? title;
