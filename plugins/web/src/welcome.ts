/** Whose plugin has the engine in a frame. */
const FIGMA = 'https://www.figma.com';

/** Of pages without an origin, such as a plugin's in Figma, which is a `data:` URL. */
const NAMELESS = 'null';

const isLoopback = (origin: string) => /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/u.test(origin);

/**
 * Whether the page around this one may have the engine: Figma's, one of this site, and one without an origin, which could
 * be anybody's, if what is around that is Figma or this site as far as the browser tells. While this page is served by the
 * machine that it is shown on, other pages of that machine may be around, too: there Figma is played.
 * @param parent origin of the page around this one
 * @param ancestors origins of all pages around this one, the nearest first; undefined in browsers that do not tell
 * @param own origin of this page
 */
export function isWelcome(parent: string, ancestors: Iterable<string> | undefined, own: string): boolean {
  const known = (origin: string) => origin === NAMELESS || origin === FIGMA || origin === own;
  const mayBeAround = (origin: string) => known(origin) || (isLoopback(own) && isLoopback(origin));
  return known(parent) && [...(ancestors ?? [])].every(mayBeAround);
}
