import {
  type ByteSource,
  type Folder,
  isModelPath,
  type ModelPath,
  type PartName,
  SanaError,
  WEIGHT_FILES,
} from '@sana-studio/core';
import { CATALOGUE, licenceLinks } from './catalogue.ts';
import { throwIfCancelled } from './clock.ts';
import type { Context } from './context.ts';
import { asContentId } from './digest.ts';
import type { FetchOptions } from './fetch-model.ts';
import { FOLDER_NOTE, type FolderNote, folderNoteText, type Piece } from './folder-note.ts';
import type { Manifest } from './manifest.ts';
import { isReplaced, partEntries } from './model-parts.ts';
import { isPartial, type Needs, wantedRanges } from './needs.ts';
import { cutRange } from './ranges.ts';
import { sourceName } from './remote.ts';
import { TransferMeter } from './transfer-progress.ts';

const CHUNK_BYTES = 4 * 2 ** 20;

/** What is fetched of a file at the least: where it ends, a piece does. */
const LEAST: Needs = { imageEncoder: false, offline: false };

/** A file of an export on its way. */
export interface ExportedFile {
  write(bytes: Uint8Array): Promise<void>;
  /** What was written is all of it. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Where a model is written to. */
export interface ExportTarget {
  readonly label: string;
  /** Makes sure that nothing but this model is there. @throws SanaError `file-unwritable` */
  prepare(paths: readonly string[]): Promise<void>;
  /** @throws SanaError `file-unwritable`, `storage-full` */
  create(path: string): Promise<ExportedFile>;
}

/** The terms that a model comes with: what its source states, or those of the official repository. */
export function licencesOf({ sources, stated, id }: Manifest): readonly string[] {
  if (stated) return stated.licences;
  const repos = sources.map(source => (source.kind === 'hub' ? source.repo : ''));
  const official = CATALOGUE.find(model => model.id === id || repos.includes(model.repo as never));
  return official ? licenceLinks(official) : [];
}

type NotedParts = { [Part in PartName]?: ModelPath | undefined };

/** The model's files that are needed, and which of them take the place of a part. */
function storedParts({ files, parts }: Manifest): { readonly own: readonly ModelPath[]; readonly parts: NotedParts } {
  const stored: NotedParts = {};
  for (const [part, kept] of partEntries(parts)) if (kept.kind === 'stored') stored[part] = kept.path;
  return { own: files.map(({ path }) => path).filter(path => !isReplaced(path, parts)), parts: stored };
}

/** Ollama's names are none of files: the one of its instructed Gemma would be taken for the base model's. */
function exportedName(reference: string): string {
  return reference.startsWith('ollama:') ? 'text-encoder.gguf' : (reference.split(/[\\/]/).at(-1) ?? '');
}

/** What is read elsewhere on this computer becomes a file of the folder. @throws SanaError `request-invalid` */
async function partsElsewhere({ id: model, parts: kept }: Manifest, folder: Folder) {
  const files: { readonly path: ModelPath; readonly from: string }[] = [];
  const parts: NotedParts = {};
  for (const [part, from] of partEntries(folder.parts)) {
    const local = kept?.[part];
    if (local?.kind !== 'local') continue;
    const { directory } = WEIGHT_FILES[part];
    const path = `${directory}/elsewhere/${exportedName(local.reference)}`;
    if (from.endsWith('/') || !isModelPath(path)) throw new SanaError('request-invalid:export-part', { model });
    files.push({ path, from });
    parts[part] = path;
    const config = `${from.slice(0, from.lastIndexOf('/') + 1)}config.json`;
    const beside = await folder.open(config);
    await beside?.close?.();
    if (beside) files.push({ path: `${directory}/elsewhere/config.json` as ModelPath, from: config });
  }
  return { files, parts };
}

async function withFile<T>(folder: Folder, path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const source = await folder.open(path);
  if (!source) throw new SanaError('model-incomplete:changed', { title: folder.label, file: path });
  try {
    return await use(source);
  } finally {
    await source.close?.();
  }
}

/**
 * Writes a stored model as a folder that any server can serve, with a list of what is in it.
 * @param folder of the model, from which everything can be read
 */
export async function exportModel(
  context: Context,
  manifest: Manifest,
  folder: Folder,
  target: ExportTarget,
  { signal, onProgress = () => undefined }: FetchOptions,
): Promise<FolderNote> {
  const { parts, own } = storedParts(manifest);
  const elsewhere = await partsElsewhere(manifest, folder);
  const chosen = [...own.map(path => ({ path, from: path as string })), ...elsewhere.files];
  await target.prepare([...chosen.map(({ path }) => path), FOLDER_NOTE]);
  const meter = new TransferMeter(context.clock, onProgress);
  const sizes = await Promise.all(chosen.map(({ from }) => withFile(folder, from, async ({ size }) => size)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  meter.begin('download', 0, total);
  const files: FolderNote['files'] = [];
  const copying = { signal, onBytes: (count: number) => meter.add(count) };
  for (const { path, from } of chosen) {
    files.push(await withFile(folder, from, source => exportFile(context, path, source, target, copying)));
  }
  const allParts = { ...parts, ...elsewhere.parts };
  const note: FolderNote = {
    version: 1,
    title: manifest.title,
    weights: manifest.weights === 'original' ? (manifest.stated?.weights ?? 'original') : manifest.weights,
    source: manifest.sources.map(sourceName).join(', '),
    licences: [...licencesOf(manifest)] as FolderNote['licences'],
    ...(Object.keys(allParts).length > 0 && { parts: allParts }),
    files,
  };
  throwIfCancelled(signal);
  // last: a folder without it is not finished
  await write(target, FOLDER_NOTE, async file => file.write(new TextEncoder().encode(folderNoteText(note))));
  return note;
}

interface Copying {
  readonly signal?: AbortSignal | undefined;
  readonly onBytes: (count: number) => void;
}

async function write(target: ExportTarget, path: string, fill: (file: ExportedFile) => Promise<void>): Promise<void> {
  const file = await target.create(path);
  try {
    await fill(file);
    await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

/** Where the pieces of a file end. */
async function pieceEnds(path: string, source: ByteSource): Promise<readonly number[]> {
  if (!isPartial(path, LEAST)) return [];
  const ends = (await wantedRanges(path, source, LEAST)).flatMap(({ from, to }) => [from, to]);
  const inside = new Set(ends.filter(end => end > 0 && end < source.size));
  return inside.size === 0 ? [] : [...inside, source.size].toSorted((a, b) => a - b);
}

async function exportFile(
  { createHasher }: Context,
  path: ModelPath,
  source: ByteSource,
  target: ExportTarget,
  { signal, onBytes }: Copying,
): Promise<FolderNote['files'][number]> {
  const whole = await createHasher('sha256');
  const pieces: Piece[] = [];
  const ends = await pieceEnds(path, source);
  await write(target, path, async file => {
    let at = 0;
    for (const end of ends.length > 0 ? ends : [source.size]) {
      const piece = await createHasher('sha256');
      for (const { from, to } of cutRange({ from: at, to: end }, CHUNK_BYTES)) {
        throwIfCancelled(signal);
        const bytes = await source.read(from, to - from);
        whole.update(bytes);
        piece.update(bytes);
        await file.write(bytes);
        onBytes(bytes.length);
      }
      pieces.push({ size: end - at, sha256: asContentId(piece.digest()) });
      at = end;
    }
  });
  const hash = asContentId(whole.digest());
  return { path, size: source.size, sha256: hash, ...(pieces.length > 1 && { pieces }) };
}
