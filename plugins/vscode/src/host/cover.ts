import { coverPlaceFor } from '@sana-studio/documents';
import { type TextDocument, type Uri, workspace } from 'vscode';
import { reading } from './reading.ts';

/** Where a page's picture goes when its front matter has a field for it, and what that says of it. */
export interface CoverTarget {
  readonly folder: Uri;
  /** @param file its name */
  readonly value: (file: string) => string;
}

/** @returns undefined where the field is not there or not empty, or nobody knows how the site wants it */
export async function coverTarget(document: TextDocument): Promise<CoverTarget | undefined> {
  const { uri } = document;
  const workspaceFolder = workspace.getWorkspaceFolder(uri)?.uri;
  if (!workspaceFolder || !(await reading.ask(document, 'coverFieldOf'))) return undefined;
  const place = await coverPlaceFor(uri.path, workspaceFolder.path, path => namesIn(uri.with({ path })));
  return place && { folder: uri.with({ path: place.folder }), value: place.value };
}

async function namesIn(folder: Uri): Promise<readonly string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return []; // a file system that does not list them
  }
}
