import { isModelId, type ModelPath, type PartName, SanaError } from '@sana-studio/core';
import { shrunkenKey, sourceKey } from './content.ts';
import type { Context } from './context.ts';
import type { FolderNote } from './folder-note.ts';
import { folderRemote } from './folder-remote.ts';
import { pinRevision } from './hub-remote.ts';
import { neededFiles } from './layout.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { isUnneeded, type KeptParts, keptParts, partEntries, partPath } from './model-parts.ts';
import type { ModelSource, ModelSpec } from './model-spec.ts';
import { allNeeds, isPartial, type Needs } from './needs.ts';
import type { Questions } from './questions.ts';
import type { ReceiveOptions } from './receive.ts';
import { parseSource, type Remote, type RemoteFile, type Source } from './remote.ts';
import { readShrunkenLayout } from './shrinking-remote.ts';
import type { WeightFormat } from './weights.ts';

/** What is to be kept of a model, and the places it comes from, in the order of the manifest's sources. */
export interface ModelPlan {
  readonly manifest: Manifest;
  readonly remotes: readonly (Remote | undefined)[];
  /** What was kept of the model from another source. */
  readonly earlier?: Manifest | undefined;
}

interface Place {
  readonly source: Source;
  readonly remote: Remote;
}

async function openPlace(
  context: Context,
  source: ModelSource,
  questions: Questions,
  signal?: AbortSignal,
): Promise<Place> {
  if (source.kind === 'folder') {
    const { folder } = source;
    return { source: { kind: 'folder', label: folder.label }, remote: folderRemote(folder, context.createHasher) };
  }
  const parsed = parseSource(source);
  const pinned = parsed.kind === 'hub' ? await pinRevision(parsed, questions, signal) : parsed;
  return { source: pinned, remote: context.remote(pinned, questions)! };
}

/** A weight file as it will be kept in fewer bits. Its hash is of what is published. */
async function shrunken(
  { source, remote }: Place,
  file: RemoteFile,
  path: string,
  weights: WeightFormat,
  options: ReceiveOptions,
): Promise<Pick<ManifestFile, 'size' | 'key' | 'published'>> {
  const { size } = await readShrunkenLayout(remote, file, path, weights, options);
  const published = { size: file.size, key: await fileKey(source, file), ...(file.hash && { hash: file.hash }) };
  return { size, key: await shrunkenKey(published.key, size, weights), published };
}

/** A place that sends files only from beginning to end, if it is one. */
async function withRanges(
  context: Context,
  place: Place,
  files: readonly RemoteFile[],
  questions: Questions,
  signal?: AbortSignal,
): Promise<Place> {
  const { source, remote } = place;
  const largest = files.toSorted((a, b) => b.size - a.size)[0];
  if (source.kind !== 'url' || !remote.hasRanges || !largest || (await remote.hasRanges(largest, signal))) return place;
  const plain: Source = { ...source, wholeFiles: true };
  return { source: plain, remote: context.remote(plain, questions)! };
}

const fileKey = (source: Source, file: RemoteFile) => sourceKey(source, { ...file, remotePath: file.path });

/**
 * What is needed of a file; null while that depends on its header.
 * @param source where it comes from: of one without ranges files come whole
 */
export function initialWanted(path: string, size: number, needs: Needs, source?: Source): ManifestFile['wanted'] {
  const isWhole = source?.kind === 'url' && source.wholeFiles;
  if (!isWhole && isPartial(path, needs)) return null;
  return size === 0 ? [] : [{ from: 0, to: size }];
}

interface ChosenFile {
  readonly file: RemoteFile;
  /** Index of the place. */
  readonly source: number;
  /** In the model's folder. */
  readonly path: ModelPath;
}

/** The file of a part that comes from another source, and a configuration that lies beside it there. */
async function findPart(
  part: PartName,
  { path }: { readonly path: string },
  place: Place,
  source: number,
  signal?: AbortSignal,
): Promise<readonly ChosenFile[]> {
  const listed = await place.remote.list(signal);
  const file = listed.find(each => each.path === path);
  if (!file) throw new SanaError('file-missing:elsewhere', { source: place.remote.label, file: path });
  const beside = `${path.slice(0, path.lastIndexOf('/') + 1)}config.json`;
  const config = listed.find(each => each.path === beside);
  return [file, config]
    .filter(each => each !== undefined)
    .map(each => ({ file: each, source, path: partPath(part, each.path) }));
}

/** The parts that a model is to have: what is said, and otherwise what an exported folder has. */
function statedParts(note: FolderNote | undefined, said: KeptParts | undefined): KeptParts | undefined {
  const stated = partEntries(note?.parts).map(([part, path]) => [part, { kind: 'stored', path }]);
  if (stated.length === 0) return said;
  return { ...Object.fromEntries(stated), ...said };
}

function findStated(path: ModelPath, label: string, listed: readonly RemoteFile[]): readonly ChosenFile[] {
  const file = listed.find(each => each.path === path);
  if (!file) throw new SanaError('file-missing:elsewhere', { source: label, file: path });
  const beside = listed.find(each => each.path === `${path.slice(0, path.lastIndexOf('/') + 1)}config.json`);
  return [file, beside].filter(each => each !== undefined).map(each => ({ file: each, source: 0, path: each.path }));
}

/**
 * Looks at what the sources have and chooses what is needed.
 * @throws SanaError `model-not-found`, `model-unsupported`, `file-missing`, `network-failed`, `access-denied`
 */
export async function planModel(
  context: Context,
  spec: ModelSpec,
  needs: Needs,
  wished: WeightFormat,
  signal?: AbortSignal,
): Promise<ModelPlan> {
  const { id, title, preferred } = spec;
  if (!isModelId(id)) throw new SanaError('request-invalid:model-id', { model: id });
  const questions = context.questions();
  const opened = await openPlace(context, spec.source, questions, signal);
  const listed = await opened.remote.list(signal);
  const note = opened.remote.note?.();
  const parts = statedParts(note, keptParts(spec.parts));
  const chosen = neededFiles(opened.remote.label, listed, { preferred, parts });
  const base = await withRanges(context, opened, chosen, questions, signal);
  // nothing is converted of what has no ranges, or is in fewer bits there
  const isAsItIs = base.remote.wholeFiles || (note && note.weights !== 'original');
  const weights = isAsItIs ? 'original' : wished;
  const places = [base];
  const wanted: ChosenFile[] = chosen.map(file => ({ file, source: 0, path: file.path }));
  for (const [part, kept] of partEntries(parts)) {
    // what its own source has in place of a part is nothing to look for elsewhere
    const isElsewhere = spec.parts?.[part] !== undefined;
    if (kept.kind === 'stored' && !isElsewhere) wanted.push(...findStated(kept.path, opened.remote.label, listed));
  }
  for (const [part, chosenPart] of partEntries(spec.parts)) {
    if (chosenPart?.kind !== 'remote') continue;
    const place = await openPlace(context, chosenPart.source, questions, signal);
    wanted.push(...(await findPart(part, chosenPart, place, places.length, signal)));
    places.push(place);
  }
  const files = await Promise.all(
    wanted.map(async ({ file, source, path }): Promise<ManifestFile> => {
      const { hash, validator, pieces } = file;
      const from = places[source]!;
      const place = { path, remotePath: file.path, source, ...(validator !== undefined && { validator }) };
      if (weights !== 'original' && path.endsWith('.safetensors')) {
        const kept = await shrunken(from, file, path, weights, context.receiving(signal));
        return { ...place, ...kept, wanted: initialWanted(path, kept.size, needs) };
      }
      const { size } = file;
      const key = await fileKey(from.source, file);
      const wanted = initialWanted(path, size, needs, from.source);
      return { ...place, size, ...(hash && { hash }), ...(pieces && { pieces: [...pieces] }), key, wanted };
    }),
  );
  return {
    manifest: {
      version: 1,
      id,
      title: note && title === id ? note.title : title,
      sources: places.map(({ source }) => source),
      needs,
      weights,
      ...(parts && { parts }),
      ...(note && { stated: { weights: note.weights, licences: note.licences } }),
      files,
    },
    remotes: places.map(({ remote }) => remote),
  };
}

/**
 * The plan of a model that was begun before, for what is needed now. Nothing is listed again: a repository's commit does
 * not change.
 */
export function continuePlan(context: Context, manifest: Manifest, needs: Needs): ModelPlan {
  const all = allNeeds(manifest.needs, needs);
  const questions = context.questions();
  const grown = all.imageEncoder !== manifest.needs.imageEncoder || all.offline !== manifest.needs.offline;
  const files = grown
    ? manifest.files.map(file => {
        const wanted = initialWanted(file.path, file.size, all, manifest.sources[file.source]);
        return isUnneeded(file) ? file : { ...file, wanted };
      })
    : manifest.files;
  return {
    manifest: { ...manifest, needs: all, files },
    remotes: manifest.sources.map(source => context.remote(source, questions)),
  };
}
