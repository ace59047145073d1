import { openDocument, type SourceDocument } from '@sana-studio/documents';
import type { TextDocument } from 'vscode';

const known = new WeakMap<TextDocument, { readonly version: number; readonly source: SourceDocument }>();

/** A document as it is now. What is read of it is kept for as long as it has this version. */
export function sourceOf(document: TextDocument): SourceDocument {
  const kept = known.get(document);
  if (kept?.version === document.version) return kept.source;
  const source = openDocument(document.getText(), document.languageId);
  known.set(document, { version: document.version, source });
  return source;
}
