import { baseName, directoryOf, isInside, resolvePath } from '../insertion/uri-path.ts';

/** Programs that make a site of markdown, as far as they have a form of their own for a page's picture. */
export type SiteGenerator = 'hugo' | 'jekyll' | 'docusaurus' | 'astro';

/** What each is known by, in the folder of its site. */
const CONFIGURATIONS: readonly (readonly [SiteGenerator, RegExp])[] = [
  ['hugo', /^hugo\.(?:toml|ya?ml|json)$/u],
  ['jekyll', /^_config\.ya?ml$/u],
  ['docusaurus', /^docusaurus\.config\.[cm]?[jt]s$/u],
  ['astro', /^astro\.config\.[cm]?[jt]s$/u],
];
/** Hugo's from before it had its own name; others call theirs so as well. */
const OLD_HUGO = 'config.toml';

/** Which program a folder is the site of, by the names in it. */
export function generatorOf(names: readonly string[]): SiteGenerator | undefined {
  const known = CONFIGURATIONS.find(([, pattern]) => names.some(name => pattern.test(name)));
  return known?.[0] ?? (names.includes(OLD_HUGO) && names.includes('content') ? 'hugo' : undefined);
}

/** Where a page's picture goes, and how the page says it. Paths are those of URIs. */
export interface CoverPlace {
  readonly folder: string;
  /** @param file its name */
  readonly value: (file: string) => string;
}

/**
 * The place of a page's picture in the site that the page belongs to: the nearest folder above that is one.
 * @param outermost the last folder that is looked into
 * @param namesIn of what is in a folder; none where it cannot be listed
 * @param beside the folder for pictures beside a document, with a slash at its end, for sites that want them there
 * @returns undefined if nobody knows the site
 */
export async function coverPlaceFor(
  documentPath: string,
  outermost: string,
  namesIn: (folder: string) => Promise<readonly string[]>,
  beside = BESIDE,
): Promise<CoverPlace | undefined> {
  for (let folder = directoryOf(documentPath); ; folder = directoryOf(folder)) {
    const generator = generatorOf(await namesIn(folder));
    if (generator) return coverPlace(generator, folder, documentPath, beside);
    if (!isInside(outermost, folder)) return undefined;
  }
}

const BESIDE = 'images/';

/** @param site the folder with the generator's configuration */
export function coverPlace(generator: SiteGenerator, site: string, documentPath: string, beside = BESIDE): CoverPlace {
  const own = directoryOf(documentPath);
  const below = (folder: string) => `${site.replace(/\/$/u, '')}/${folder}`;
  switch (generator) {
    case 'hugo':
      // a page that is a folder has its pictures with it
      return /^_?index\./u.test(baseName(documentPath))
        ? { folder: own, value: file => file }
        : { folder: below('static/images'), value: file => `/images/${file}` };
    case 'jekyll':
      return { folder: below('assets/images'), value: file => `/assets/images/${file}` };
    case 'docusaurus':
    case 'astro':
      return { folder: resolvePath(own, beside), value: file => `./${beside}${file}` };
  }
}
