// What is added to models, as it is kept beside them: LoRAs and ControlNets of a hub.

import {
  type Addition,
  type ByteSource,
  type ContentId,
  isContentId,
  isModelPath,
  isWebAddress,
  type ModelPath,
  parseJson,
  readForeign,
  SanaError,
} from '@sana-studio/core';
import * as z from 'zod/mini';
import { type AdditionKind, type AdditionSpec, CARD, chosenFiles, PICTURE } from './addition-spec.ts';
import type { Context } from './context.ts';
import { sha256 } from './digest.ts';
import type { FetchOptions } from './fetch-model.ts';
import { type FileStore, readWhole } from './file-store.ts';
import { hubRemote } from './hub-remote.ts';
import { requireLicences } from './licences.ts';
import { parseSource, type Remote, type RemoteFile } from './remote.ts';
import { copyScorer, fetchScorer, removeScorer, type ScorerFiles, scorerFolder } from './scorer-files.ts';
import { urlRemote } from './url-remote.ts';

const DIRECTORY = 'additions';
const NOTE = '.note.json';

const noteSchema = z.object({
  version: z.literal(1),
  kind: z.enum(['lora', 'controlnet']),
  id: z.string(),
  title: z.string(),
  repository: z.string(),
  hubUrl: z.string(),
  licences: z.array(z.string()),
  files: z.array(
    z.object({
      path: z.custom<ModelPath>(isModelPath),
      size: z.number(),
      /** Where whoever offers it states it. */
      sha256: z.optional(z.custom<ContentId>(isContentId)),
    }),
  ),
});

type Note = z.output<typeof noteSchema>;

export interface StoredAddition {
  readonly kind: AdditionKind;
  /** What requests call it. */
  readonly id: string;
  readonly title: string;
  /** Bytes of its files. */
  readonly totalBytes: number;
  /** Bytes of them that are here. */
  readonly bytes: number;
  /** All of it is here and was compared with the hub's hashes. */
  readonly complete: boolean;
  /** Links to what has to be accepted once. */
  readonly licences: readonly string[];
}

/** Files that say for people what an addition is. Whoever asks for them closes them. */
export interface AdditionAbout {
  readonly file: ByteSource;
  readonly card?: ByteSource | undefined;
  readonly picture?: ByteSource | undefined;
}

/** The LoRAs and ControlNets of a store. */
export class Additions {
  readonly #files: FileStore;
  readonly #context: Context;

  constructor(files: FileStore, context: Context) {
    this.#files = files;
    this.#context = context;
  }

  async list(): Promise<readonly StoredAddition[]> {
    const names = (await this.#files.list(DIRECTORY)).map(({ path }) => path);
    const notes = await Promise.all(names.filter(name => name.endsWith(NOTE)).map(name => this.#read(name)));
    return Promise.all(notes.flatMap(note => (note ? [this.#describe(note)] : [])));
  }

  /**
   * Asks a hub which files are meant and how large they are, and remembers that: nothing else is fetched.
   * @throws SanaError `file-missing`, `model-not-found`, `network-failed`, `access-denied`, `cancelled`
   */
  async lookUp(spec: AdditionSpec, signal?: AbortSignal): Promise<StoredAddition> {
    const { path: _, sha256, ...said } = spec;
    const listed = await this.#list(spec, signal);
    const files = chosenFiles(spec, listed).map(({ path, size }, index) => {
      // it is about what holds the tensors, which comes first
      return { path, size, ...(index === 0 && isContentId(sha256) && { sha256 }) };
    });
    const note: Note = { version: 1, ...said, licences: [...spec.licences], files };
    await this.#note(note);
    return this.#describe(note);
  }

  /**
   * Fetches what is missing of one that was looked up, from where it was stopped, and compares it with the hub's hashes.
   * @throws SanaError `licence-not-accepted`, `model-not-found`, and what fetching throws
   */
  async fetch(kind: AdditionKind, id: string, options: FetchOptions = {}): Promise<StoredAddition> {
    const note = await this.#known(kind, id);
    if (!note) throw new SanaError('model-not-found:stored', { model: id, store: this.#files.label });
    await requireLicences(this.#files, note.licences);
    const own = { ...options, hubUrl: note.hubUrl };
    const place = isWebAddress(note.repository) ? [() => this.#atAddress(note)] : [];
    await fetchScorer(this.#files, await filesOf(note), own, this.#context, ...place);
    return this.#describe(note);
  }

  /** Where one is, for the core; undefined unless all of it is here. */
  async open(kind: AdditionKind, id: string): Promise<Addition | undefined> {
    const note = await this.#known(kind, id);
    const folder = note && (await scorerFolder(this.#files, await filesOf(note)));
    return note && folder && { folder, place: placeOf(note), name: id };
  }

  /** @returns whether it was known */
  async remove(kind: AdditionKind, id: string): Promise<boolean> {
    const note = await this.#known(kind, id);
    if (!note) return false;
    await removeScorer(this.#files, await filesOf(note));
    await this.#files.remove(`${DIRECTORY}/${await keyOf(note)}${NOTE}`);
    return true;
  }

  /** Takes all to another store, also what is not whole. */
  async moveTo(other: Additions): Promise<void> {
    for (const { kind, id } of await this.list()) {
      const note = await this.#known(kind, id);
      if (!note) continue;
      await other.#note(note);
      await copyScorer(this.#files, other.#files, await filesOf(note));
      await this.remove(kind, id);
    }
  }

  async #note(note: Note): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(note));
    await this.#files.replace(`${DIRECTORY}/${await keyOf(note)}${NOTE}`, bytes);
  }

  async #list(spec: AdditionSpec, signal?: AbortSignal): Promise<readonly RemoteFile[]> {
    const { repository, path, hubUrl } = spec;
    const questions = this.#context.questions();
    if (isWebAddress(repository)) {
      const file = isModelPath(path) && (await urlRemote(repository, this.#context.http, questions).look(path, signal));
      return file ? [file] : [];
    }
    const source = parseSource({ kind: 'hub', repo: repository, revision: 'main', hubUrl });
    if (source.kind !== 'hub') throw new SanaError('request-invalid:location', { name: hubUrl });
    return hubRemote(source, this.#context.http, questions).list(signal);
  }

  /** Where it is on a server that is no hub. */
  async #atAddress({ repository, files }: Note): Promise<{ remote: Remote; listed: readonly RemoteFile[] }> {
    if (!isWebAddress(repository)) throw new SanaError('request-invalid:location', { name: repository });
    const remote = urlRemote(repository, this.#context.http, this.#context.questions());
    return { remote, listed: files.map(({ path, size }) => ({ path, size })) };
  }

  /** What there is to show of one that is here: its file with tensors, the repository's card, a picture. */
  async about(kind: AdditionKind, id: string): Promise<AdditionAbout | undefined> {
    const [note, addition] = await Promise.all([this.#known(kind, id), this.open(kind, id)]);
    const file = addition && (await addition.folder.open(addition.place));
    if (!note || !addition || !file) return undefined;
    const opened = async (path: string | undefined) => (path === undefined ? undefined : addition.folder.open(path));
    const paths = note.files.map(({ path }) => path);
    return {
      file,
      card: await opened(paths.find(path => path === CARD)),
      picture: await opened(paths.find(path => PICTURE.test(path.split('/').at(-1) ?? ''))),
    };
  }

  async #known(kind: AdditionKind, id: string): Promise<Note | undefined> {
    return this.#read(`${DIRECTORY}/${await keyOf({ kind, id })}${NOTE}`);
  }

  /** @returns undefined for one that is not there, or damaged: it is looked up once more then */
  async #read(path: string): Promise<Note | undefined> {
    const bytes = await readWhole(this.#files, path);
    if (!bytes) return undefined;
    try {
      const read = readForeign(noteSchema, parseJson(bytes, path));
      return read.fits ? read.value : undefined;
    } catch {
      return undefined;
    }
  }

  async #describe(note: Note): Promise<StoredAddition> {
    const { kind, id, title, licences, files } = note;
    const key = await keyOf(note);
    const here = await this.#files.list(DIRECTORY);
    const bytes = files.map(({ path, size }) => {
      const kept = here.find(file => file.path === `${DIRECTORY}/${key}.${path.replaceAll('/', '.')}`);
      return Math.min(size, kept?.size ?? 0);
    });
    const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
    return {
      ...{ kind, id, title, licences },
      totalBytes: sum(files.map(({ size }) => size)),
      bytes: sum(bytes),
      complete: (await scorerFolder(this.#files, await filesOf(note))) !== undefined,
    };
  }
}

/** A name of a file that no other addition has. */
async function keyOf({ kind, id }: Pick<Note, 'kind' | 'id'>): Promise<string> {
  return `${kind}-${(await sha256(new TextEncoder().encode(id))).slice(0, 24)}`;
}

async function filesOf(note: Note): Promise<ScorerFiles> {
  const { title, repository, files } = note;
  return {
    ...{ id: await keyOf(note), directory: DIRECTORY, title, repository },
    files: files.map(({ path }) => path),
    sha256: new Map(files.flatMap(({ path, sha256 }) => (sha256 ? [[path, sha256]] : []))),
  };
}

/** As in `Addition`: a file, or the folder with its configuration. */
function placeOf({ kind, files }: Note): string {
  const paths = files.map(({ path }) => path);
  const config = kind === 'controlnet' ? paths.find(path => /(?:^|\/)config\.json$/.test(path)) : undefined;
  const [only, ...others] = paths.filter(path => /\.(?:safetensors|pth)$/i.test(path));
  if (only !== undefined && others.length === 0) return only;
  return config === undefined ? '' : config.slice(0, -'config.json'.length);
}
