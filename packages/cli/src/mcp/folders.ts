import { accessSync, constants, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, parse, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUDGETS, SanaError } from '@sana-studio/core';
import { statusOf } from '../status-of.ts';

/** Of a client. More would be no folders that somebody opened. */
const MOST_ROOTS = 100;

/** An address, but no drive of Windows. */
const ADDRESS = /^[a-z][a-z\d+.-]+:/i;

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);

/**
 * The folders that an assistant may use: those that its client has opened, or else the one it was started in. What it reads
 * and writes lies below one of them, wherever links lead.
 */
export class Folders {
  readonly #start: string;
  readonly #ask: () => Promise<readonly string[]>;
  #roots: Promise<readonly string[]> | undefined;

  /** @param start where it was started, or was told to work @param ask gives the addresses of the client's roots */
  constructor(start: string, ask: () => Promise<readonly string[]> = async () => []) {
    [this.#start, this.#ask] = [start, ask];
  }

  /** The client has opened or closed some. */
  changed(): void {
    this.#roots = undefined;
  }

  /** Real paths, at least one. @throws SanaError `access-denied` where it was started in all of a disk */
  async list(): Promise<readonly string[]> {
    this.#roots ??= this.#ask().then(addresses => addresses.slice(0, MOST_ROOTS).flatMap(folderAt));
    const roots = await this.#roots;
    if (roots.length > 0) return roots;
    const start = realpathSync(this.#start);
    if (parse(start).root === start) throw new SanaError('access-denied:whole-disk', { folder: start });
    return [start];
  }

  /** A file that is there. @returns its real path @throws SanaError `access-denied`, `file-missing`, `request-invalid` */
  async file(said: string): Promise<string> {
    const folders = await this.list();
    const path = pathOf(said);
    const places = isAbsolute(path) ? [path] : folders.map(folder => resolve(folder, path));
    const found = places.find(place => statusOf(place)?.isFile());
    // what is outside is not told to be there or not
    const real = realPlace(found ?? places[0]!, folders);
    if (!found || !statusOf(real)?.isFile()) throw new SanaError('file-missing:document', { file: said });
    return real;
  }

  /** Where something new may be. @returns its real path @throws SanaError `access-denied`, `request-invalid` */
  async place(said: string): Promise<string> {
    const folders = await this.list();
    return realPlace(resolve(folders[0]!, pathOf(said)), folders);
  }

  /**
   * Where a picture may go.
   * @param said a PNG file or a folder; undefined: at the top of the first folder
   * @param name what to call it where only a folder is said, without its extension
   */
  async picture(said: string | undefined, name: string): Promise<string> {
    if (said === undefined) return this.place(`${name}.png`);
    const path = pathOf(said);
    const there = statusOf(resolve((await this.list())[0]!, path));
    const isFolder = /[\\/]$/.test(path) || there?.isDirectory() === true;
    if (isFolder) return this.place(join(path, `${name}.png`));
    const extension = extname(path).toLowerCase();
    if (extension !== '' && extension !== '.png') {
      throw new SanaError('request-invalid:tool-path', { path: said, detail: 'pictures are PNG files' });
    }
    return this.place(extension === '' ? `${path}.png` : path);
  }

  /** Whether somebody outside would get what is written there: looked at again before it is. @throws SanaError `access-denied` */
  async assertInside(path: string): Promise<void> {
    realPlace(path, await this.list());
  }

  /** Looks before minutes of work whether something new can be there. @throws SanaError `access-denied`, `file-unwritable` */
  async assertWritable(path: string): Promise<void> {
    await this.assertInside(path);
    let folder = dirname(path);
    while (!isAnything(folder)) folder = dirname(folder);
    try {
      if (!statusOf(folder)?.isDirectory()) throw new Error(`${folder} is no folder`);
      accessSync(folder, constants.W_OK);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  /** The folder of a new file, made if it is not there. @throws SanaError `access-denied`, `file-unwritable` */
  async makeFolderOf(path: string): Promise<void> {
    await this.assertInside(path);
    try {
      mkdirSync(dirname(path), { recursive: true });
    } catch (cause) {
      throw unwritable(path, cause);
    }
    await this.assertInside(path);
  }
}

function unwritable(path: string, cause: unknown): SanaError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new SanaError('file-unwritable:picture', { path, detail }, cause);
}

/** A folder that is there; what else a client says is none. */
function folderAt(address: string): readonly string[] {
  try {
    const path = realpathSync(fileOf(address));
    return statusOf(path)?.isDirectory() ? [path] : [];
  } catch {
    return [];
  }
}

/** @throws Error for an address of anything but a file of this computer */
function fileOf(address: string): string {
  const { protocol, host } = new URL(address);
  if (protocol !== 'file:' || host !== '') throw new TypeError('it is no file of this computer');
  return fileURLToPath(address);
}

/** What was said as a path, which still may lead anywhere. @throws SanaError `request-invalid` */
function pathOf(said: string): string {
  const refused = (detail: string) => new SanaError('request-invalid:tool-path', { path: said, detail });
  if (said.trim() === '') throw refused('it is empty');
  if (said.length > BUDGETS.toolPath.most) throw refused('it is too long');
  if (hasControls(said)) throw refused('it holds control characters');
  if (!ADDRESS.test(said)) return checkedName(said, refused);
  try {
    const path = fileOf(said);
    if (hasControls(path)) throw new TypeError('it holds control characters');
    return checkedName(path, refused);
  } catch (error) {
    if (error instanceof SanaError) throw error;
    throw refused('it is no file of this computer');
  }
}

/** There a colon names a stream inside of a file. */
function checkedName(path: string, refused: (detail: string) => SanaError): string {
  if (sep === '\\' && path.slice(parse(path).root.length).includes(':')) throw refused('it has a colon');
  return path;
}

/** Where a path really is: links are followed as far as there is something. @throws SanaError `access-denied` */
function realPlace(path: string, folders: readonly string[]): string {
  let [there, rest] = [resolve(path), ''];
  while (!isAnything(there) && dirname(there) !== there) {
    rest = join(basename(there), rest);
    there = dirname(there);
  }
  const real = join(followed(there), rest);
  if (folders.some(folder => isBelow(folder, real))) return real;
  throw new SanaError('access-denied:outside', { path, folders });
}

/** Undefined for a link that leads to nothing: what is written there would be who knows where. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return parse(path).root;
  }
}

function isAnything(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
