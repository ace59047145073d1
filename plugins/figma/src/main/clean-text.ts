// Texts of a design as words of a prompt: without what is there for the eye alone.

/** Soft breaks (Shift+Enter in Figma, U+2028) and whatever else parts words without ending a paragraph. */
const BREAKS = /(?:[^\S\n]|(?!\n)\p{Cc})+/gu;

/**
 * Shown by no font: variation selectors, soft hyphens, zero-width spaces, marks of direction and of embedded objects. But
 * joiners, which make one emoji of several and shape letters, and the tags of flags.
 */
const UNSEEN = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cf}\p{Variation_Selector}\ufffc]/gu;

/** Bullets, dashes, ticks, arrows, “1.”, “2)”, “(3)”, “a)”, “①” at the beginning of a line, and a box to be ticked. */
const MARKER =
  /^(?:[•◦▪▫●○■□◆◇★☆✓✔✗✘☑☐→➔➜▶►▸‣⁃∙·・*+\-–—]+|\[[ xX]?\]|\(?(?:\d{1,2}|[a-zA-Z])[.)]|\(\d{1,2}\)|[①-⑳])(?:\s+|$)|^[•◦▪▫●■◆★✓✔☑☐➔➜▶►▸‣⁃・①-⑳]+/u;

/** @returns the text in lines without list markers, unusual spaces and characters that nobody sees */
export function cleaned(text: string): string {
  return text
    .replace(/\r\n?|\u2029/g, '\n')
    .replace(BREAKS, ' ')
    .replace(UNSEEN, '')
    .split('\n')
    .map(line => withoutMarker(line.trim()))
    .join('\n')
    .trim();
}

/** A line that is nothing but a marker stays as it is: it may be a word, such as a star. */
function withoutMarker(line: string): string {
  const rest = line.replace(MARKER, '').trim().replace(/ {2,}/g, ' ');
  return rest === '' ? line : rest;
}
