// Networks that score or write captions: a few files of a repository, as they are, beside the models.

import {
  type ByteSource,
  type ContentId,
  type Folder,
  isRepositoryName,
  isRevision,
  isWebAddress,
  parseJson,
  SanaError,
} from '@sana-studio/core';
import { throwIfCancelled } from './clock.ts';
import { Context, type StoreOptions } from './context.ts';
import { repositoryHasher } from './digest.ts';
import type { FetchOptions } from './fetch-model.ts';
import { type FileStore, readWhole } from './file-store.ts';
import { hubRemote, pinRevision } from './hub-remote.ts';
import { receive } from './receive.ts';
import { HUGGING_FACE, type Remote, type RemoteFile } from './remote.ts';
import { TransferMeter } from './transfer-progress.ts';

export interface ScorerFiles {
  readonly id: string;
  readonly title: string;
  /** Where it is kept; default: `scorers`. */
  readonly directory?: string | undefined;
  readonly repository: string;
  readonly files: readonly string[];
  /** Hashes of files that whoever named them states. They are compared in place of the repository's own. */
  readonly sha256?: ReadonlyMap<string, ContentId> | undefined;
  /** Files that come along where the repository has them. */
  readonly extras?: readonly string[] | undefined;
}

/** What may be missing first, so that it is there when all that is needed is. */
const pathsOf = ({ files, extras = [] }: ScorerFiles): readonly string[] => [...extras, ...files];

const DIRECTORY = 'scorers';
const PIECE = 4 * 2 ** 20;

const placeOf = ({ id, directory = DIRECTORY }: ScorerFiles, path: string) =>
  `${directory}/${id}.${path.replaceAll('/', '.')}`;
/** Says that a file is there whole and was compared. */
const noteOf = (scorer: ScorerFiles, path: string) => `${placeOf(scorer, path)}.verified`;

/** Where the files are, and which there are. */
type RepositoryPlace = (
  signal: AbortSignal | undefined,
) => Promise<{ readonly remote: Remote; readonly listed: readonly RemoteFile[] }>;

function onHub(
  { repository: repo }: ScorerFiles,
  { hubUrl = HUGGING_FACE }: FetchScorerOptions,
  context: Context,
): RepositoryPlace {
  return async signal => {
    const revision = 'main';
    if (!isRepositoryName(repo) || !isRevision(revision) || !isWebAddress(hubUrl)) {
      throw new SanaError('request-invalid:location', { name: hubUrl });
    }
    const questions = context.questions();
    const source = await pinRevision({ kind: 'hub', repo, revision, hubUrl }, questions, signal);
    const remote = hubRemote(source, context.http, questions);
    return { remote, listed: await remote.list(signal) };
  };
}

export interface FetchScorerOptions extends StoreOptions, FetchOptions {
  readonly hubUrl?: string | undefined;
}

/**
 * Fetches what is missing of a scorer from a hub, from where it was stopped, and compares each file with the hash that the hub
 * states for it.
 * @throws SanaError `cancelled`, `file-missing`, `file-corrupt`, and what asking a hub throws
 */
export async function fetchScorer(
  files: FileStore,
  scorer: ScorerFiles,
  options: FetchScorerOptions = {},
  context = new Context(options),
  place: RepositoryPlace = onHub(scorer, options, context),
): Promise<void> {
  const { signal, onProgress } = options;
  const { repository: repo, sha256 } = scorer;
  const { remote, listed } = await place(signal);
  const missing = scorer.files.find(path => !listed.some(file => file.path === path));
  if (missing !== undefined) throw new SanaError('file-missing:path', { file: `${repo}/${missing}` });
  const wanted = pathsOf(scorer).flatMap(path => {
    const hex = sha256?.get(path);
    const stated = hex === undefined ? {} : { hash: { algorithm: 'sha256', hex } as const };
    return listed.filter(file => file.path === path).map(file => ({ ...file, ...stated }));
  });
  const unlock = await files.lock(`${scorer.directory ?? DIRECTORY}-${scorer.id}`);
  if (!unlock) throw new SanaError('storage-busy:process', { what: scorer.title });
  const meter = new TransferMeter(context.clock, progress => onProgress?.(progress));
  try {
    meter.begin(
      'download',
      0,
      wanted.reduce((sum, { size }) => sum + size, 0),
    );
    for (const file of wanted) {
      if (!(await isVerified(files, scorer, file))) {
        const place = await files.open(placeOf(scorer, file.path), 'write');
        try {
          const there = await place.size();
          if (there > file.size) await place.truncate(0);
          const from = there > file.size ? 0 : there;
          meter.add(from);
          const keep = (at: number, bytes: Uint8Array<ArrayBuffer>) => place.write(at, bytes);
          const receiving = context.receiving(signal, count => meter.add(count));
          if (from < file.size) await receive(remote, file, { from, to: file.size }, keep, receiving);
          await place.flush();
        } finally {
          await place.close();
        }
        await verify(context, files, scorer, file, signal);
      } else meter.add(file.size);
    }
  } finally {
    await unlock();
  }
}

/** Removes what is kept of a scorer, also of one that is not whole. */
export async function removeScorer(files: FileStore, scorer: ScorerFiles): Promise<void> {
  for (const path of pathsOf(scorer)) {
    await files.remove(noteOf(scorer, path));
    await files.remove(placeOf(scorer, path));
  }
}

/** Puts what is kept of a scorer into another store as well. */
export async function copyScorer(from: FileStore, to: FileStore, scorer: ScorerFiles): Promise<void> {
  for (const path of pathsOf(scorer)) {
    const source = await from.open(placeOf(scorer, path), 'read');
    if (!source) continue;
    const target = await to.open(placeOf(scorer, path), 'write');
    try {
      const size = await source.size();
      await target.truncate(0);
      for (let at = 0; at < size; at += PIECE)
        await target.write(at, await source.read(at, Math.min(PIECE, size - at)));
      await target.flush();
    } finally {
      await source.close();
      await target.close();
    }
    const note = await readWhole(from, noteOf(scorer, path));
    if (note) await to.replace(noteOf(scorer, path), note);
  }
}

/** The files of a scorer as a folder; undefined unless all of them are here and compared. */
export async function scorerFolder(files: FileStore, scorer: ScorerFiles): Promise<Folder | undefined> {
  for (const path of scorer.files) if (!(await readWhole(files, noteOf(scorer, path)))) return undefined;
  return {
    label: scorer.title,
    async open(path) {
      const file = pathsOf(scorer).includes(path) ? await files.open(placeOf(scorer, path), 'read') : undefined;
      if (!file) return undefined;
      const source: ByteSource = {
        label: `${scorer.title}/${path}`,
        size: await file.size(),
        read: (offset, length) => file.read(offset, length),
        close: () => file.close(),
      };
      return source;
    },
  };
}

async function isVerified(files: FileStore, scorer: ScorerFiles, { path, size, hash }: RemoteFile): Promise<boolean> {
  const note = await readWhole(files, noteOf(scorer, path));
  if (!note) return false;
  const said = (parseJson(note, noteOf(scorer, path)) ?? {}) as { readonly size?: unknown; readonly hash?: unknown };
  if (said.size === size && said.hash === (hash?.hex ?? null)) return true;
  // another version of it
  await files.remove(noteOf(scorer, path));
  await files.remove(placeOf(scorer, path));
  return false;
}

async function verify(
  { createHasher }: Context,
  files: FileStore,
  scorer: ScorerFiles,
  { path, size, hash }: RemoteFile,
  signal?: AbortSignal,
): Promise<void> {
  const place = await files.open(placeOf(scorer, path), 'read');
  if (!place) throw new SanaError('file-missing:path', { file: path });
  let isWhole = true;
  try {
    const hasher = hash && (await repositoryHasher(createHasher, hash, size));
    for (let at = 0; hasher && at < size; at += PIECE) {
      throwIfCancelled(signal);
      hasher.update(await place.read(at, Math.min(PIECE, size - at)));
    }
    isWhole = !hasher || hasher.digest() === hash?.hex;
  } finally {
    await place.close();
  }
  if (!isWhole) {
    await files.remove(placeOf(scorer, path));
    throw new SanaError('file-corrupt:hash', { file: path, source: scorer.repository });
  }
  await files.replace(
    noteOf(scorer, path),
    new TextEncoder().encode(JSON.stringify({ size, hash: hash?.hex ?? null })),
  );
}
