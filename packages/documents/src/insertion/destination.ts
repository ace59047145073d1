import { SanaError } from '@sana-studio/core';
import picomatch from 'picomatch/posix';
import { RE2JS } from 're2js';
import { baseName, directoryOf, extensionOf, isInside, relativeFrom, resolvePath } from './uri-path.ts';

/** What the place of a picture's file depends on. Paths are those of URIs: absolute, with slashes. */
export interface DestinationContext {
  readonly documentPath: string;
  /** Of the folder in the workspace that the document is in. */
  readonly workspaceFolder: string | undefined;
  readonly fileName: string;
  readonly now: Date;
}

/** Where pictures go when nothing else is configured, beside the document. */
const DEFAULT_FOLDER = 'images/';

/**
 * The path of a picture's file by the setting `markdown.copyFiles.destination`, which maps globs of documents to
 * destinations: https://code.visualstudio.com/docs/languages/markdown. Its first match counts; without one, `folder`.
 *
 * @param folder setting of our own, in the same notation; empty for `images/` beside the document
 * @throws SanaError `file-unwritable` if the destination lies outside the folder in the workspace, `request-invalid` for a
 *   glob with more wildcards than can be looked for
 */
export function destinationPath(
  copyFiles: Readonly<Record<string, unknown>>,
  folder: string,
  context: DestinationContext,
): string {
  const matching = Object.entries(copyFiles).find(([glob]) => matches(glob, context));
  const configured = typeof matching?.[1] === 'string' ? matching[1] : undefined;
  const own = folder.trim() === '' ? DEFAULT_FOLDER : folder.replace(/\/?$/u, '/');
  const filled = fill(folder.trim() === '' ? (configured ?? own) : own, context);
  const path = resolvePath(directoryOf(context.documentPath), filled);
  const { workspaceFolder } = context;
  if (workspaceFolder !== undefined && !isInside(workspaceFolder, path)) {
    throw new SanaError('file-unwritable:outside', { path, workspaceFolder });
  }
  return path;
}

/** From the document to the file, with slashes, not encoded. */
export function relativePath(documentPath: string, filePath: string): string {
  return relativeFrom(directoryOf(documentPath), filePath);
}

/** Wildcards in one name, and `**`: the time grows with the path's length to the power of their number. */
const MOST_WILDCARDS = 2;

function assertQuick(glob: string): void {
  const names = glob.split('/');
  const anywhere = names.filter(name => name === '**').length;
  const inName = Math.max(...names.map(name => (name === '**' ? 0 : name.split('*').length - 1)));
  if (anywhere <= MOST_WILDCARDS && inName <= MOST_WILDCARDS) return;
  throw new SanaError('request-invalid:glob', { glob, most: MOST_WILDCARDS });
}

function matches(glob: string, { documentPath, workspaceFolder }: DestinationContext): boolean {
  assertQuick(glob);
  const anchored = glob.startsWith('/') ? joined(workspaceFolder ?? '/', glob) : glob;
  return picomatch.isMatch(documentPath, /^(\/|\*\*)/u.test(anchored) ? anchored : `**/${anchored}`, {
    dot: true,
    noextglob: true,
  });
}

/** A folder's path with a glob behind it: what the folder is called is no glob. */
function joined(folder: string, glob: string): string {
  return folder.replace(/\/$/u, '').replace(/[\\*?[\]{}()!+@|]/g, '\\$&') + glob;
}

function fill(destination: string, { documentPath, workspaceFolder, fileName, now }: DestinationContext): string {
  let text = destination.trim() || `\${fileName}`;
  if (text.startsWith('/')) text = `\${documentWorkspaceFolder}${text}`;
  if (text.endsWith('/')) text += `\${fileName}`;
  const directory = directoryOf(documentPath);
  const base = baseName(documentPath);
  const ext = extensionOf(documentPath);
  const name = base.slice(0, base.length - ext.length);
  const fromFolder = (path: string) => (workspaceFolder === undefined ? path : relativeFrom(workspaceFolder, path));
  const variables: Readonly<Record<string, string>> = {
    documentDirName: directory,
    documentRelativeDirName: fromFolder(directory),
    documentFileName: base,
    documentBaseName: name,
    documentExtName: ext.slice(1),
    documentFilePath: documentPath,
    documentRelativeFilePath: fromFolder(documentPath),
    documentWorkspaceFolder: workspaceFolder ?? directory,
    fileName,
    fileExtName: extensionOf(fileName).slice(1),
    unixTime: String(now.getTime()),
    isoTime: now.toISOString(),
  };
  return text.replace(VARIABLE, (written, escaped?: string, variable = '', pattern?: string, replacement = '') => {
    if (escaped) return '$';
    const value = Object.hasOwn(variables, variable) ? variables[variable]! : undefined;
    if (value === undefined || pattern === undefined) return value ?? written;
    const unescaped = (part: string) => part.replaceAll('\\/', '/');
    try {
      // the settings may be those of a folder that somebody else made: in time that is linear whatever the pattern
      return RE2JS.compile(unescaped(pattern)).matcher(value).replaceFirst(unescaped(replacement));
    } catch {
      return written; // not a regular expression
    }
  });
}

/** `\$`, `${variable}` or `${variable/pattern/replacement/}`. */
const VARIABLE = /(\\\$)|\$\{(\w+)(?:\/((?:\\\/|[^}/])+)\/((?:\\\/|[^}/])*)\/)?\}/gu;
