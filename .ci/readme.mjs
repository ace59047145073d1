// The extension's README as people read it where they install it: its pictures are not in the VSIX, they come from the web.

/** A line of its own. */
const PICTURE = /^!\[([^\]]*)\]\(\.\.\/\.\.\/docs\/pictures\/([\w.-]+)\)\n\n?/gmu;

/**
 * @param {string} readme
 * @param {string | undefined} pictures https address of the folder docs/pictures; without it they are left out
 */
export function packedReadme(readme, pictures) {
  if (pictures === undefined) return readme.replace(PICTURE, '');
  if (!URL.canParse(pictures) || new URL(pictures).protocol !== 'https:') {
    throw new Error(`“${pictures}” is no https address of pictures.`);
  }
  const folder = pictures.endsWith('/') ? pictures : `${pictures}/`;
  return readme.replace(PICTURE, (_, alt, name) => `![${alt}](${new URL(name, folder).href})\n\n`);
}
