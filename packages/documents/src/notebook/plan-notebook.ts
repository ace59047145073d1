import { SanaError } from '@sana-studio/core';
import { changedAt } from '../insertion/edit.ts';
import { lineNumbers } from '../insertion/lines.ts';
import {
  type DocumentFile,
  documentWith,
  type PicturesToPlace,
  type PlannedDocument,
  type PlannedPicture,
  type PlannedRefusal,
  planning,
} from '../plan-document.ts';
import { cellEdit, cellsOf, type NotebookCell, offsetOfLine } from './cells.ts';

/** `planning` of a notebook: each of its markdown cells is a document of its own beside the same files. */
export function* planningNotebook(file: DocumentFile): Generator<number, PlannedDocument> {
  const cells = cellsIn(file);
  const taken = new Set<string>();
  const plans: PlannedDocument[] = [];
  for (const [index, cell] of cells.entries()) {
    yield index / cells.length;
    const plan = yield* scaled(planning(cellFile(file, cell, taken)), index, cells.length);
    for (const { path } of plan.pictures) taken.add(path);
    plans.push(plan);
  }
  return together(file, cells, plans);
}

/** `documentWith` of a notebook. */
export function notebookWith(file: DocumentFile, planned: PicturesToPlace): PlannedDocument {
  const cells = cellsIn(file);
  const plans = cells.map((cell, index) =>
    documentWith(
      cellFile(file, cell),
      planned.filter(one => one.cell === index),
    ),
  );
  return together(file, cells, plans);
}

/** The document that a picture is for: the file, or a cell of it. */
export function documentOf(file: DocumentFile, { cell }: PlannedPicture): DocumentFile {
  return cell === undefined ? file : cellFile(file, cellsIn(file)[cell]!);
}

function cellsIn({ at, name, text }: DocumentFile): readonly NotebookCell[] {
  if (at) throw new SanaError('request-invalid:notebook', { file: name });
  return cellsOf(text);
}

/** @param taken paths that pictures of other cells have got */
function cellFile(file: DocumentFile, { text }: NotebookCell, taken: ReadonlySet<string> = new Set()): DocumentFile {
  return {
    ...file,
    name: `${file.name}.md`,
    text,
    isThere: path => taken.has(path) || file.isThere(path),
    madeFrom: path => (taken.has(path) ? undefined : file.madeFrom?.(path)),
  };
}

function* scaled<Value>(steps: Generator<number, Value>, index: number, count: number): Generator<number, Value> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield (index + value) / count;
  }
}

/** The plans of cells as one of their file. */
function together(
  file: DocumentFile,
  cells: readonly NotebookCell[],
  plans: readonly PlannedDocument[],
): PlannedDocument {
  const edits = cells.flatMap((cell, index) => {
    const plan = plans[index]!;
    return plan.edits.length > 0 ? [cellEdit(file.text, cell, plan.text)] : [];
  });
  const text = changedAt(file.text, edits);
  const now = edits.length > 0 ? cellsOf(text) : cells;
  const lineOf = (all: readonly NotebookCell[], numbers: (offset: number) => number) => (cell: number, line: number) =>
    numbers(offsetOfLine(all[cell]!, line));
  const oldLine = lineOf(cells, lineNumbers(file.text));
  const newLine = lineOf(now, lineNumbers(text));
  return {
    text,
    edits,
    pictures: plans.flatMap(({ pictures }, cell) =>
      pictures.map(
        (one): PlannedPicture => ({
          ...one,
          cell,
          line: newLine(cell, one.line),
          askedAt: oldLine(cell, one.askedAt),
        }),
      ),
    ),
    refused: plans.flatMap(({ refused }, cell) =>
      refused.map(({ line, error }): PlannedRefusal => ({ line: oldLine(cell, line), error })),
    ),
  };
}
