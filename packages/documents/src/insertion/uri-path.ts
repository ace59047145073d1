// Paths of URIs: absolute ones begin with a slash, names are decoded, and only slashes divide them. None of it is a path of files:
// a backslash is a character, a drive of Windows (`/c:/…`) the first name.

/** Without its last name. */
export function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end) || '/';
}

/** The last name. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** With its dot; empty for names without one. */
export function extensionOf(path: string): string {
  return /[^.](\.[^.]*)$/u.exec(baseName(path))?.[1] ?? '';
}

/** A path from a directory, without `.` and `..`; absolute paths as they are. */
export function resolvePath(directory: string, path: string): string {
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}

/** From a directory to a path, both absolute. */
export function relativeFrom(directory: string, path: string): string {
  const from = resolvePath('/', directory).split('/').filter(Boolean);
  const to = resolvePath('/', path).split('/').filter(Boolean);
  const common = from.findIndex((name, index) => !sameName(name, to[index], index));
  const shared = common < 0 ? from.length : common;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

/** Whether a path is in a folder, however deep. The folder `/` has everything in it. */
export function isInside(folder: string, path: string): boolean {
  const inside = relativeFrom(folder, path);
  return inside !== '' && inside !== '..' && !inside.startsWith('../');
}

/** The letter of a drive is the same in either case. */
function sameName(one: string, other: string | undefined, index: number): boolean {
  if (index === 0 && other !== undefined && /^[a-z]:$/iu.test(one)) return one.toLowerCase() === other.toLowerCase();
  return one === other;
}

/** What only a site's own tools can read: `@site/…`, `~/…` and `~package/…`, `{{ site.baseurl }}/…`, `${base}/…`. */
const OF_A_SITE = /^[@~][^/]*\/|\{\{|\{%|\$\{|<%/u;

/**
 * The path that the target of a link names, for a document at a path.
 * @param root what targets that begin with a slash are in; undefined: nothing is known of them
 * @returns undefined for the web and other schemes, places in the same document, what is not encoded as a path, and what only the
 *   tools of a site can find
 */
export function targetPath(documentPath: string, target: string, root?: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:|^\/\//iu.test(target) || OF_A_SITE.test(target)) return undefined;
  const [encoded = ''] = target.split(/[?#]/u);
  if (encoded === '') return undefined;
  try {
    const path = decodeURIComponent(encoded);
    if (!path.startsWith('/')) return resolvePath(directoryOf(documentPath), path);
    return root === undefined ? undefined : resolvePath('/', root + path);
  } catch {
    return undefined;
  }
}
