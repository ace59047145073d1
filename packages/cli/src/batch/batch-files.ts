import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { encodePng, type GeneratedPicture, requestFromPng, SanaError, type SourcePicture } from '@sana-studio/core';
import {
  FIELD_NAMES,
  type FieldName,
  fieldOf,
  type PartialRequest,
  type StoredRequest,
  seedAfter,
} from '@sana-studio/core/request';
import Papa from 'papaparse';
import { writeWhole } from '../whole-file.ts';
import type { BatchRow } from './batch-rows.ts';
import { contactSheet } from './contact-sheet.ts';

const FAILURES = 'failures.csv';
const SHEET = 'contact-sheet.html';

/** A picture of a row that has to be there in the end. */
export interface WantedPicture {
  readonly row: BatchRow;
  readonly request: PartialRequest;
  readonly file: string;
}

/** The folder that the pictures of a list go to. */
export class BatchFiles {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    try {
      mkdirSync(folder, { recursive: true });
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw new SanaError('file-unwritable:out', { file: folder, detail }, cause);
    }
  }

  /** Where each picture of a row goes: `name.png`, or `name-1.png` and so on if it asks for several. */
  wanted(row: BatchRow, { count = 1, ...request }: PartialRequest): WantedPicture[] {
    return Array.from({ length: count }, (_, index) => {
      const file = join(this.folder, count === 1 ? `${row.name}.png` : `${row.name}-${index + 1}.png`);
      const { seed } = request;
      return { row, file, request: { ...request, ...(seed !== undefined && { seed: seedAfter(seed, index) }) } };
    });
  }

  /**
   * Whether the picture is there: a file that holds a request with everything that is asked for.
   * @throws SanaError `file-unwritable` for a file that is no picture of this program: it is not replaced
   */
  has({ file, request }: WantedPicture): boolean {
    if (!existsSync(file)) return false;
    const stored = requestFromPng(readFileSync(file));
    if (!stored) throw new SanaError('file-unwritable:batch', { file });
    return FIELD_NAMES.every(name => isSame(name, request, stored));
  }

  async write({ file }: WantedPicture, picture: GeneratedPicture): Promise<void> {
    writeWhole(file, await encodePng(picture, picture.request));
  }

  /** What failed, as a list that can be drawn again; none is left of an earlier run if nothing did. @returns its path */
  writeFailures(failures: ReadonlyMap<BatchRow, SanaError>): string | undefined {
    const file = join(this.folder, FAILURES);
    if (failures.size === 0) {
      rmSync(file, { force: true });
      return undefined;
    }
    const rows = [...failures]
      .toSorted(([a], [b]) => a.line - b.line)
      .map(([{ given }, { code, message }]) => ({ ...given, error: code, message }));
    const columns = [...new Set(rows.flatMap(row => Object.keys(row)))];
    writeWhole(file, new TextEncoder().encode(`${Papa.unparse(rows, { columns, newline: '\n' })}\n`));
    return file;
  }

  writeSheet(title: string, pictures: readonly WantedPicture[]): string {
    const file = join(this.folder, SHEET);
    const shown = pictures.map(({ file: picture, request }) => ({ file: basename(picture), words: request.prompt }));
    writeWhole(file, new TextEncoder().encode(contactSheet(title, shown)));
    return file;
  }
}

function hashOf(origin: unknown): string | undefined {
  return (origin as SourcePicture['origin'])?.sha256;
}

/** Whether a picture was made with what is asked for of a field; of what is not asked for everything will do. */
function isSame(name: FieldName, asked: PartialRequest, stored: StoredRequest): boolean {
  const value = asked[name];
  if (value === undefined || name === 'count') return true;
  const { mark } = fieldOf(name);
  const values: Readonly<Record<string, unknown>> = { ...stored };
  // of a picture only that there was one is kept, or which it was
  if (mark !== undefined)
    return values[mark] === true || hashOf(values[mark]) === hashOf((value as SourcePicture).origin);
  return values[name] === value || (name === 'model' && values[name] === basename(String(value)));
}
