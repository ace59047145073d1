import { readdir } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { BUDGETS, overBudget, SanaError } from '@sana-studio/core';
import { statusOf } from '../status-of.ts';
import {
  byCodePoint,
  bytesOf,
  type CaptionedPicture,
  type CaptionedSet,
  type Entries,
  firstLine,
  jsonFile,
  objectAt,
  objectIn,
  PICTURE,
} from './captioned-set.ts';
import { writeBeside } from './files.ts';

const META = 'meta_data.json';
const KIND = 'Sana-ImgDataset';

interface FolderPicture extends CaptionedPicture {
  /** Below the folder, with slashes, without what the name ends in. */
  readonly stem: string;
  /** As the list has it, or is to have it. */
  readonly listed: string;
}

/**
 * A folder with pictures and their side files: those of its list first, in its order, then those that are not in it.
 * @param others whether these count as well
 * @throws SanaError `config-invalid` for a list that is none, `request-invalid` for two pictures with one side file
 */
export async function pictureFolder(folder: string, others: boolean): Promise<CaptionedSet> {
  const meta = await objectIn(join(folder, META));
  const names = await namesIn(folder, '');
  const listed = listOf(meta, folder);
  const inFolder = names.filter(name => PICTURE.test(name)).sort(byCodePoint);
  const known = new Set(listed.map(stemOf));
  const found = others || !meta ? inFolder.filter(name => !known.has(stemOf(name))) : [];
  const pictures = [...listed, ...found].map(name => pictureAt(folder, name, inFolder));
  if (others) assertOwnStems(folder, inFolder);
  const below = [...new Set(pictures.map(({ stem }) => posix.dirname(stem)))].filter(path => path !== '.');
  const all = [...names, ...(await Promise.all(below.map(path => namesIn(folder, path)))).flat()];
  const pathOf = (picture: CaptionedPicture, suffix: string) =>
    join(folder, `${(picture as FolderPicture).stem}${suffix}.json`);
  const suffixes = new Set(suffixesOf(pictures, all));
  return {
    kind: 'folder',
    pictures,
    get suffixes() {
      return [...suffixes];
    },
    entries: async (picture, suffix) => objectAt(await objectIn(pathOf(picture, suffix)), picture.key),
    async write(picture, suffix, entries: Entries) {
      writeBeside(pathOf(picture, suffix), jsonFile({ [picture.key]: entries }));
      suffixes.add(suffix);
    },
    async writePrompt(picture, text) {
      const path = join(folder, `${(picture as FolderPicture).stem}.txt`);
      if (statusOf(path)) return false;
      writeBeside(path, new TextEncoder().encode(`${text}\n`));
      return true;
    },
    async finish() {
      const listedNow = {
        name: 'sana-dev',
        __kind__: KIND,
        ...meta,
        img_names: pictures.map(picture => picture.listed),
      };
      if (meta && found.length === 0) return;
      writeBeside(join(folder, META), jsonFile(listedNow));
    },
  };
}

async function namesIn(folder: string, below: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, below)).catch(() => []);
  if (names.length > BUDGETS.captionedFiles.most) throw overBudget('captionedFiles', folder);
  return names.map(name => posix.join(below, name));
}

/** Names of the list, none of which leaves the folder. */
function listOf(meta: Entries | undefined, folder: string): readonly string[] {
  if (!meta) return [];
  const { img_names: names } = meta;
  const file = join(folder, META);
  if (!Array.isArray(names)) throw new SanaError('config-invalid:captions', { file, detail: 'img_names is no list' });
  return names.map((name: unknown) => {
    if (
      typeof name !== 'string' ||
      name === '' ||
      name.split(/[\\/]/).includes('..') ||
      /^(?:[\\/]|[a-z]:)/i.test(name)
    ) {
      throw new SanaError('config-invalid:captions', { file, detail: `img_names: ${String(name).slice(0, 80)}` });
    }
    return name;
  });
}

function stemOf(name: string): string {
  return name.replace(PICTURE, '');
}

function pictureAt(folder: string, listed: string, inFolder: readonly string[]): FolderPicture {
  const stem = stemOf(listed);
  const file = () => {
    if (listed !== stem) return listed;
    const flat = inFolder.find(name => stemOf(name) === stem);
    if (flat !== undefined) return flat;
    return (
      ['png', 'jpg', 'jpeg', 'webp'].map(end => `${stem}.${end}`).find(name => statusOf(join(folder, name))) ?? listed
    );
  };
  return {
    key: basename(stem),
    name: listed,
    stem,
    listed,
    async read() {
      const path = join(folder, file());
      const bytes = await bytesOf(path, 'pictureFile');
      if (!bytes) throw new SanaError('file-missing:path', { file: path });
      return { bytes, name: file() };
    },
    async prompt() {
      const bytes = await bytesOf(join(folder, `${stem}.txt`), 'captionFile');
      return bytes && firstLine(new TextDecoder().decode(bytes));
    },
  };
}

function assertOwnStems(folder: string, names: readonly string[]): void {
  const first = new Map<string, string>();
  for (const name of names) {
    const stem = stemOf(name);
    const other = first.get(stem);
    if (other !== undefined)
      throw new SanaError('request-invalid:captions-stem', { folder, first: other, second: name });
    first.set(stem, name);
  }
}

/** What side files of these pictures have behind the picture’s name; of two pictures that fit, the longer name’s. */
function suffixesOf(pictures: readonly FolderPicture[], names: readonly string[]): ReadonlySet<string> {
  const stems = new Set(pictures.map(({ stem }) => stem));
  const found = new Set<string>();
  for (const name of names) {
    if (!name.endsWith('.json') || posix.basename(name) === META) continue;
    const whole = name.slice(0, -'.json'.length);
    for (let at = whole.length; at > whole.lastIndexOf('/') + 1; at = whole.lastIndexOf('_', at - 1)) {
      if (!stems.has(whole.slice(0, at))) continue;
      found.add(whole.slice(at));
      break;
    }
  }
  return found;
}
