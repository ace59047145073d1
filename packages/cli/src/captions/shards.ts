import { appendFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BUDGETS, overBudget, parseJson, SanaError } from '@sana-studio/core';
import { openFile } from '@sana-studio/core/node';
import { statusOf } from '../status-of.ts';
import {
  assertOwnKeys,
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
import { unwritable, writeBeside } from './files.ts';
import { type TarMember, tarIndex } from './tar-index.ts';

const META = 'wids-meta.json';
/** Lines of what was found since a side file was written whole: it is as large as the shard has pictures. */
const JOURNAL = '.journal.jsonl';

interface ShardPicture extends CaptionedPicture {
  readonly shard: string;
}

export function isShards(names: readonly string[]): boolean {
  return names.includes(META) || names.some(name => name.endsWith('.tar'));
}

/**
 * Tars of pictures with a KEY.json each, and side files for each tar: those of wids-meta.json first, in its order.
 * @throws SanaError `config-invalid`
 */
export async function shardSet(folder: string): Promise<CaptionedSet> {
  const meta = await objectIn(join(folder, META));
  const names = await readdir(folder);
  const list = shardList(meta, folder);
  const known = new Set(list.map(({ url }) => url));
  const found = names.filter(name => name.endsWith('.tar') && !known.has(name)).sort(byCodePoint);
  const shards = [...list.map(({ url }) => url), ...found];
  const pictures: ShardPicture[] = [];
  const counts = new Map<string, number>();
  for (const shard of shards) {
    const own = await picturesOf(folder, shard);
    counts.set(shard, own.length);
    pictures.push(...own);
  }
  const files = new Map<string, Map<string, Entries>>();
  const suffixes = new Set(suffixesOf(shards, names));
  const pathOf = (shard: string, suffix: string) => join(folder, `${shard.slice(0, -'.tar'.length)}${suffix}.json`);
  const load = async (path: string) => {
    const kept = files.get(path) ?? (await withJournal(path));
    files.set(path, kept);
    return kept;
  };
  return {
    kind: 'shards',
    pictures,
    get suffixes() {
      return [...suffixes];
    },
    entries: async (picture, suffix) => (await load(pathOf((picture as ShardPicture).shard, suffix))).get(picture.key),
    async write(picture, suffix, entries) {
      const path = pathOf((picture as ShardPicture).shard, suffix);
      (await load(path)).set(picture.key, entries);
      try {
        // whoever was killed may have left half a line: this one is on its own
        appendFileSync(`${path}${JOURNAL}`, `\n${JSON.stringify({ [picture.key]: entries })}\n`);
      } catch (error) {
        throw unwritable(path, error);
      }
      suffixes.add(suffix);
    },
    // a shard has its texts inside
    writePrompt: async () => false,
    async finish() {
      for (const shard of shards) {
        const keys = pictures.filter(picture => picture.shard === shard).map(({ key }) => key);
        for (const suffix of suffixes) settle(pathOf(shard, suffix), keys, files.get(pathOf(shard, suffix)));
      }
      if (meta && found.length === 0) return;
      const added = found.map(url => ({
        url,
        nsamples: counts.get(url)!,
        filesize: statusOf(join(folder, url))!.size,
      }));
      const head = { name: 'sana-dev', __kind__: 'SANA-WebDataset', wids_version: 1 };
      writeBeside(join(folder, META), jsonFile({ ...head, ...meta, shardlist: [...list, ...added] }));
    },
  };
}

interface Listed {
  readonly url: string;
}

function shardList(meta: Entries | undefined, folder: string): readonly Listed[] {
  if (!meta) return [];
  const file = join(folder, META);
  if (!Array.isArray(meta.shardlist))
    throw new SanaError('config-invalid:captions', { file, detail: 'shardlist is no list' });
  return meta.shardlist.map((shard: unknown) => {
    const { url } = (shard ?? {}) as { readonly url?: unknown };
    // shards lie beside their list: what is elsewhere is not fetched
    if (typeof url !== 'string' || !url.endsWith('.tar') || basename(url) !== url) {
      throw new SanaError('config-invalid:captions', { file, detail: `shardlist: ${String(url).slice(0, 80)}` });
    }
    return { ...(shard as object), url };
  });
}

async function picturesOf(folder: string, shard: string): Promise<readonly ShardPicture[]> {
  const path = join(folder, shard);
  const source = await openFile(path);
  try {
    const members = await tarIndex(source);
    const notes = new Map(
      members.filter(({ name }) => name.endsWith('.json')).map(member => [member.name.slice(0, -5), member]),
    );
    const pictures = members
      .filter(({ name }) => PICTURE.test(name))
      .map(member => pictureIn(path, shard, member, notes.get(member.name.replace(PICTURE, ''))));
    assertOwnKeys(folder, pictures);
    return pictures;
  } finally {
    await source.close?.();
  }
}

function pictureIn(path: string, shard: string, member: TarMember, note: TarMember | undefined): ShardPicture {
  return {
    key: basename(member.name.replace(PICTURE, '')),
    name: `${shard}: ${member.name}`,
    shard,
    async read() {
      if (member.size > BUDGETS.pictureFile.most) throw overBudget('pictureFile', `${shard}: ${member.name}`);
      return { bytes: await bytesIn(path, member), name: member.name };
    },
    async prompt() {
      if (!note) return undefined;
      if (note.size > BUDGETS.captionFile.most) throw overBudget('captionFile', `${shard}: ${note.name}`);
      const said = promptIn(await bytesIn(path, note), note.name);
      return said === undefined ? undefined : firstLine(said);
    },
  };
}

function promptIn(bytes: Uint8Array, name: string): string | undefined {
  try {
    const { prompt } = (parseJson(bytes, name) ?? {}) as { readonly prompt?: unknown };
    return typeof prompt === 'string' ? prompt : undefined;
  } catch (error) {
    if (error instanceof SanaError) throw error;
    return undefined;
  }
}

async function bytesIn(path: string, { offset, size }: TarMember): Promise<Uint8Array<ArrayBuffer>> {
  const source = await openFile(path);
  try {
    return new Uint8Array(await source.read(offset, size));
  } finally {
    await source.close?.();
  }
}

function suffixesOf(shards: readonly string[], names: readonly string[]): readonly string[] {
  const stems = shards.map(shard => shard.slice(0, -'.tar'.length)).sort((a, b) => b.length - a.length);
  return names.flatMap(name => {
    const [, whole] = /^(.*)\.json(?:\.journal\.jsonl)?$/.exec(name) ?? [];
    const stem = whole === undefined || name === META ? undefined : stems.find(start => whole.startsWith(`${start}_`));
    return stem === undefined ? [] : [whole!.slice(stem.length)];
  });
}

/** What a side file says, and what was found since; of a journal that was cut off, its whole lines. */
async function withJournal(path: string): Promise<Map<string, Entries>> {
  const whole = (await objectIn(path)) ?? {};
  const known = new Map<string, Entries>();
  for (const key of Object.keys(whole)) known.set(key, objectAt(whole, key) ?? {});
  const journal = await bytesOf(`${path}${JOURNAL}`, 'captionFile');
  for (const line of journal ? new TextDecoder().decode(journal).split('\n').slice(0, -1) : []) {
    if (line === '') continue;
    try {
      for (const [key, entries] of Object.entries(JSON.parse(line) as Record<string, Entries>)) known.set(key, entries);
    } catch {
      // a line that was cut off, with others behind it
    }
  }
  return known;
}

/** Writes a side file whole: pictures in the order of the shard, then whatever else was in it. */
function settle(path: string, keys: readonly string[], entries: ReadonlyMap<string, Entries> | undefined): void {
  const journal = `${path}${JOURNAL}`;
  if (!entries || !statusOf(journal)) return;
  const others = [...entries.keys()].filter(key => !keys.includes(key));
  const ordered = [...keys.filter(key => entries.has(key)), ...others].map(
    key => `${JSON.stringify(key)}: ${JSON.stringify(entries.get(key))}`,
  );
  writeBeside(path, new TextEncoder().encode(`{${ordered.join(', ')}}\n`));
  rmSync(journal, { force: true });
}
