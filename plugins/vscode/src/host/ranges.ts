import type { Range as Offsets } from '@sana-studio/documents';
import { Range, type TextDocument } from 'vscode';

/** Offsets of a document as VS Code counts them. */
export function rangeIn(document: TextDocument, { start, end }: Offsets): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
