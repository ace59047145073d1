import { SanaError } from '@sana-studio/core';
import { coverFieldOf } from './cover/cover-field.ts';
import type { CoverPlace } from './cover/generator.ts';
import { languageOf, openDocument, type SourceDocument } from './document.ts';
import { fileName } from './insertion/file-name.ts';
import { resolvePath, targetPath } from './insertion/uri-path.ts';
import type { FoundPrompt } from './markdown/found.ts';
import { imagesOf } from './markdown/images.ts';
import type { Refusal } from './plan.ts';
import type { DocumentFile, PlannedPicture } from './plan-document.ts';
import { isFrom, type PlannedRequest, requestFor } from './planned-request.ts';

/** Names that are tried for one picture. */
const MOST_ATTEMPTS = 1000;
const BYTE_ORDER_MARK = '\ufeff';

export interface NamedPicture {
  readonly found: FoundPrompt;
  readonly path: string;
  readonly isDrawn: boolean;
  readonly request: PlannedRequest;
}

/** A name for each that is free now, in this plan and among what the document links to. */
export function withPaths(
  document: SourceDocument,
  found: readonly FoundPrompt[],
  file: DocumentFile,
  refused: Refusal[],
): NamedPicture[] {
  const names = new Names(document, file);
  return found.flatMap((one): NamedPicture | [] => {
    const request = requestFor(one, file);
    try {
      return { found: one, request, ...names.take(one, one.prompt, request) };
    } catch (error) {
      refused.push({ offset: one.place.start, error: SanaError.from(error) });
      return [];
    }
  });
}

/** Paths of pictures of one document. */
class Names {
  readonly #document: SourceDocument;
  readonly #file: DocumentFile;
  readonly #taken: Set<string>;
  /** Of names that were asked for before, how many attempts are taken, by the first. */
  readonly #attempts = new Map<string, number>();

  constructor(document: SourceDocument, file: DocumentFile, taken: readonly string[] = []) {
    this.#document = document;
    this.#file = file;
    this.#taken = new Set([...taken.map(path => resolvePath('/', path)), ...linkedIn(document, file)]);
  }

  /** A path that is not taken, which it is then; or that of the very picture, which nothing shows. */
  take(found: FoundPrompt, words: string, request: PlannedRequest): Pick<NamedPicture, 'path' | 'isDrawn'> {
    const folder = coverFor(this.#document, found, this.#file)?.folder ?? this.#file.folder;
    const named = (attempt: number) => folder + fileName(`\${slug}-\${seed}`, words, request.seed, 'png', attempt);
    const name = named(0);
    const start = this.#attempts.get(name) ?? 0;
    let allTaken = true;
    for (let attempt = start; attempt < start + MOST_ATTEMPTS; attempt++) {
      const path = named(attempt);
      const place = resolvePath('/', path);
      if (this.#taken.has(place)) continue;
      const isThere = this.#file.isThere(path);
      const origin = isThere ? this.#file.madeFrom?.(path) : undefined;
      if (!isThere || (origin && isFrom(found, request, origin))) {
        this.#taken.add(place);
        if (allTaken) this.#attempts.set(name, attempt + 1);
        return { path, isDrawn: isThere };
      }
      allTaken = false;
    }
    throw new SanaError('file-unwritable:name-taken', { path: folder });
  }
}

/** What the document links to. */
function linkedIn(document: SourceDocument, { name }: DocumentFile): string[] {
  return imagesOf(document).flatMap(({ target }) => targetPath(`/${name}`, target) ?? []);
}

/** Where a picture goes that the front matter has an empty field for. */
export function coverFor(
  document: SourceDocument,
  { kind }: FoundPrompt,
  { cover }: DocumentFile,
): CoverPlace | undefined {
  return kind === 'cover' && cover && coverFieldOf(document) ? cover : undefined;
}

/** A picture under a name of other words, free beside those that are planned. */
export function renamed(
  file: DocumentFile,
  picture: PlannedPicture,
  words: string,
  planned: readonly PlannedPicture[],
): PlannedPicture {
  const names = new Names(
    opened(file).document,
    file,
    planned.map(({ path }) => path),
  );
  return { ...picture, ...names.take(picture.found, words, picture.request) };
}

interface Opened {
  readonly mark: string;
  readonly document: SourceDocument;
}

const kept = new WeakMap<DocumentFile, Opened>();

/** What is read of a file is kept with it. */
export function opened(file: DocumentFile): Opened {
  const before = kept.get(file);
  if (before) return before;
  const mark = file.text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  const now = { mark, document: openDocument(file.text.slice(mark.length), languageOf(file.name)) };
  kept.set(file, now);
  return now;
}
