import {
  BUDGETS,
  type ByteSource,
  type Folder,
  folderPath,
  inspectFile,
  inspectModel,
  openGguf,
  overBudget,
  readForeign,
  readJson,
  SanaError,
} from '@sana-studio/core';
import * as z from 'zod/mini';
import type { FoundKind, FoundModel } from '../../found-model.ts';
import { type Computer, join, thisComputer } from './computer.ts';
import { OLLAMA, type OllamaModel, ollamaModels, ollamaRoots } from './ollama.ts';
import { filePlaces, hubCaches, type Place, studioSettings } from './places.ts';

export interface Finding {
  readonly models: readonly FoundModel[];
  /** Why a place could not be looked into, and what is there of which a part is missing. */
  readonly problems: readonly SanaError[];
}

/** How deep folders are looked into: LM Studio's have two above a file, ComfyUI's some of the person's own. */
const DEPTH = 5;

/** Names by which files may be of Sana: reading every model of a person would take minutes. */
const OF_SANA = /sana|dc-?ae/i;
const OF_GEMMA = /gemma-?_?2-?_?2b/i;
/** How publishers call what was trained on instructions; ComfyUI's gemma_2_2b_fp16 for Lumina is the base model. */
const INSTRUCTED = /[-_.](it|instruct)[-_.]/i;
/** Widths of Gemma 2 9B and 27B. */
const LARGER_GEMMA = [3584, 4608];
/** Other sizes and the model without instructions have the same names otherwise. */
const NOT_GEMMA = /recurrent|codegemma|paligemma/i;

const isWeights = (name: string) => /\.(gguf|safetensors|pth)$/i.test(name);
/** Later files of one checkpoint are no models of their own. */
const isLaterShard = (name: string) => /-\d{5}-of-\d{5}\./.test(name);
/** What sees pictures for a language model is a file beside it. */
const isCandidate = (name: string) =>
  isWeights(name) && !isLaterShard(name) && (OF_SANA.test(name) || (OF_GEMMA.test(name) && !NOT_GEMMA.test(name)));

const settingsSchema = z.object({ downloadsFolder: z.optional(z.string()) });

/**
 * What other programs have on this computer that pictures can be drawn with: Ollama, LM Studio, llama.cpp, the programs of
 * Hugging Face and ComfyUI. Nothing is changed, copied or sent.
 * @param folders more places to look into
 */
export async function findModels(
  folders: readonly string[] = [],
  computer: Computer = thisComputer(),
  signal?: AbortSignal,
): Promise<Finding> {
  const search = new Search(computer, signal);
  for (const folder of folders) await search.folder({ program: 'folder', folder }, true);
  for (const root of ollamaRoots(computer)) await search.ollama(root);
  for (const cache of hubCaches(computer)) await search.hubCache(cache);
  for (const place of filePlaces(computer, await studioFolder(computer))) await search.folder(place);
  return { models: search.models, problems: search.problems };
}

async function studioFolder(computer: Computer): Promise<string | undefined> {
  for (const file of studioSettings(computer)) {
    if ((await computer.disk.size(file)) === undefined) continue;
    const noted = await withFile(computer, file, source => readJson(source)).catch(() => undefined);
    const read = readForeign(settingsSchema, noted);
    if (read.fits && read.value.downloadsFolder) return read.value.downloadsFolder;
  }
  return undefined;
}

async function withFile<T>({ disk }: Computer, path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const source = await disk.open(path);
  try {
    return await use(source);
  } finally {
    await source.close?.();
  }
}

class Search {
  readonly models: FoundModel[] = [];
  readonly problems: SanaError[] = [];
  readonly #computer: Computer;
  readonly #signal: AbortSignal | undefined;
  readonly #seen = new Set<string>();
  #looked = 0;

  constructor(computer: Computer, signal: AbortSignal | undefined) {
    this.#computer = computer;
    this.#signal = signal;
  }

  async ollama(root: string): Promise<void> {
    await this.#attempt(async () => {
      for (const model of await ollamaModels(this.#computer, root)) {
        this.#count(root);
        if (!isGemma(model)) continue;
        const { reference, path, bytes, quantisation } = model;
        const name = reference.slice(OLLAMA.length);
        if (bytes === undefined) {
          this.problems.push(new SanaError('file-missing:ollama', { reference, file: path, model: name }));
          continue;
        }
        const title = quantisation ? `${name} (${quantisation})` : name;
        this.#add({ program: 'Ollama', kind: 'textEncoder', reference, title, path, bytes });
      }
    });
  }

  /** @param isNamed the person named it: then it has to be there */
  async folder(place: Place, isNamed = false): Promise<void> {
    const { disk } = this.#computer;
    await this.#attempt(async () => {
      const entries = await disk.list(place.folder);
      if (!entries && isNamed) throw new SanaError('model-not-found:folder', { folder: place.folder });
      await this.#walk(place, place.folder, DEPTH);
    });
  }

  async hubCache(cache: string): Promise<void> {
    const { disk } = this.#computer;
    await this.#attempt(async () => {
      for (const { name, isFolder } of (await disk.list(cache)) ?? []) {
        this.#count(cache);
        const [kind, owner, ...words] = name.split('--');
        const repo = kind === 'models' && words.length > 0 ? words.join('--') : undefined;
        if (!isFolder || owner === undefined || repo === undefined || !(OF_SANA.test(repo) || OF_GEMMA.test(repo)))
          continue;
        const snapshots = join(this.#computer, cache, name, 'snapshots');
        for (const commit of await this.#commits(join(this.#computer, cache, name), snapshots)) {
          const place = { program: 'Hugging Face', folder: join(this.#computer, snapshots, commit) } as const;
          const before = this.models.length;
          await this.#walk(place, place.folder, DEPTH, `${owner}/${repo}`);
          // older states of the same repository say nothing new
          if (this.models.length > before) break;
        }
      }
    });
  }

  /** Those that branches stand for now come first. */
  async #commits(repository: string, snapshots: string): Promise<readonly string[]> {
    const { disk } = this.#computer;
    const there = ((await disk.list(snapshots)) ?? []).filter(({ isFolder }) => isFolder).map(({ name }) => name);
    const ref = join(this.#computer, repository, 'refs', 'main');
    const main =
      (await disk.size(ref)) === undefined
        ? undefined
        : await withFile(this.#computer, ref, async source =>
            new TextDecoder().decode(await source.read(0, Math.min(source.size, 64))).trim(),
          ).catch(() => undefined);
    return there.toSorted((a, b) => Number(b === main) - Number(a === main));
  }

  async #walk(place: Place, folder: string, depth: number, title?: string): Promise<void> {
    this.#signal?.throwIfAborted();
    const entries = (await this.#computer.disk.list(folder)) ?? [];
    this.#count(folder);
    if (entries.some(({ name }) => name === 'model_index.json')) return this.#wholeModel(place, folder, title);
    for (const { name, isFolder } of entries) {
      this.#count(folder);
      const path = join(this.#computer, folder, name);
      // a folder that the person named has few files, whatever they are called
      const isLookedInto = place.program === 'folder' ? isWeights(name) && !isLaterShard(name) : isCandidate(name);
      if (!isFolder && isLookedInto) await this.#file(place, path, name);
      else if (isFolder && depth > 0 && !name.startsWith('.')) await this.#walk(place, path, depth - 1, title);
    }
  }

  /** A folder in the official layout, as programs of Hugging Face keep them. */
  async #wholeModel(place: Place, folder: string, title: string | undefined): Promise<void> {
    const files = folderOf(this.#computer, folder);
    try {
      const { components } = await inspectModel(files);
      const broken = components.find(component => !component.ok);
      if (broken && !broken.ok) throw SanaError.fromData(broken.error);
      const bytes = components.flatMap(component => component.files).reduce((sum, { size }) => sum + size, 0);
      this.#add({
        ...placed(place),
        kind: 'model',
        reference: folder,
        title: title ?? lastName(folder),
        path: folder,
        bytes,
      });
    } catch (error) {
      const known = SanaError.from(error);
      // of other pipelines nobody wants to hear
      if (OF_SANA.test(title ?? folder) && known.code !== 'model-unsupported') {
        this.problems.push(new SanaError('model-incomplete:found', { folder, detail: known.toData() }, error));
      }
    }
  }

  async #file(place: Place, path: string, name: string): Promise<void> {
    const bytes = await this.#computer.disk.size(path);
    // a link whose file was deleted
    if (bytes === undefined) return;
    try {
      const kind = await withFile(this.#computer, path, kindOf);
      // the base model has the same shapes and draws other pictures
      const saysNothing = place.program === 'folder' && !OF_GEMMA.test(name);
      const isBase = kind === 'textEncoder' && !saysNothing && !INSTRUCTED.test(name);
      if (!kind || isBase) return;
      this.#add({ ...placed(place), kind, reference: path, title: name, path, bytes });
    } catch (error) {
      this.problems.push(SanaError.from(error));
    }
  }

  #add(model: FoundModel): void {
    // one file may lie in several places, by links or settings that name the same folder
    if (this.#seen.has(model.path)) return;
    this.#seen.add(model.path);
    this.models.push(model);
  }

  #count(where: string): void {
    if (++this.#looked > BUDGETS.searchedEntries.most) throw overBudget('searchedEntries', where);
  }

  /** What is wrong with one place is no reason to leave out the others. */
  async #attempt(look: () => Promise<void>): Promise<void> {
    this.#signal?.throwIfAborted();
    try {
      await look();
    } catch (error) {
      this.#signal?.throwIfAborted();
      this.problems.push(SanaError.from(error));
    }
  }
}

/** What a file is a part of; undefined for what is none of Sana's. */
async function kindOf(source: ByteSource): Promise<FoundKind | undefined> {
  if (!/\.gguf$/i.test(source.label)) return (await inspectFile(source)).part?.name;
  const { metadata, reader } = await openGguf(source);
  const width = metadata.get('gemma2.embedding_length');
  if (metadata.get('general.architecture') === 'gemma2')
    return LARGER_GEMMA.includes(Number(width)) ? undefined : 'textEncoder';
  return reader.entries.has('patch_embed.proj.weight') ? 'transformer' : undefined;
}

const placed = ({ program }: Place) => ({ program });

const lastName = (path: string) => path.split(/[\\/]/).findLast(name => name !== '') ?? path;

/** By Ollama's own note, or by the name where an earlier version noted nothing. The base model draws other pictures. */
function isGemma({ reference, family, parameters }: OllamaModel): boolean {
  if (/-text(-|$)|-base(-|$)/.test(reference)) return false;
  if (family !== undefined && parameters !== undefined) return family === 'gemma2' && parameters.startsWith('2.6B');
  return /^ollama:gemma2:2b/.test(reference);
}

/** A folder of the computer for the core. */
function folderOf(computer: Computer, folder: string): Folder {
  return {
    label: folder,
    async open(path) {
      const file = join(computer, folder, ...folderPath(folder, path));
      return (await computer.disk.size(file)) === undefined ? undefined : computer.disk.open(file);
    },
  };
}
