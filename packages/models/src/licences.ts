import { parseJson, SanaError } from '@sana-studio/core';
import * as z from 'zod/mini';
import { type FileStore, readWhole } from './file-store.ts';

const PATH = 'settings/licences.json';

const schema = z.array(z.string());

/** The links that somebody accepted; none where nothing is written down, or nothing that can be read. */
export async function acceptedLicences(files: FileStore): Promise<readonly string[]> {
  const bytes = await readWhole(files, PATH);
  try {
    return schema.parse(parseJson(bytes ?? '', PATH));
  } catch {
    // what is damaged is asked once more, and written anew
    return [];
  }
}

/** Remembers that somebody read and accepted what these links lead to. */
export async function acceptLicences(files: FileStore, links: readonly string[]): Promise<void> {
  const all = [...new Set([...(await acceptedLicences(files)), ...links])];
  await files.replace(PATH, new TextEncoder().encode(JSON.stringify(all)));
}

/** @throws SanaError `licence-not-accepted` with the `links` that are left to accept */
export async function requireLicences(files: FileStore, links: readonly string[]): Promise<void> {
  const known = await acceptedLicences(files);
  const open = links.filter(link => !known.includes(link));
  if (open.length === 0) return;
  throw new SanaError('licence-not-accepted', { links: open });
}
