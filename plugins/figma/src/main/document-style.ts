import type { Figma } from './api.ts';

/** Of data that every plugin may read: a style belongs to the file, not to this plugin. */
const NAMESPACE = 'sana_studio';
const KEY = 'style';
/** Colours are many in some files, and the first ones are the brand's. */
const MOST_COLOURS = 12;

/** Red, green and blue, 0…1. */
export interface NamedColour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** The style that is kept in the file, as JSON; '' if there is none. */
export function readDocumentStyle(figma: Figma): string {
  return figma.root.getSharedPluginData(NAMESPACE, KEY);
}

/** @param json '' takes it away. @throws what Figma says where the file cannot be changed, or this is too long */
export function writeDocumentStyle(figma: Figma, json: string): void {
  figma.root.setSharedPluginData(NAMESPACE, KEY, json);
}

/** The colours that the file has styles of, in its order; those that are not one colour are left out. */
export async function namedColours(figma: Figma): Promise<readonly NamedColour[]> {
  const styles = await figma.getLocalPaintStylesAsync();
  const colours = styles.flatMap(({ paints }) => {
    const [paint, ...others] = paints;
    return paint?.type === 'SOLID' && others.length === 0 ? [paint.color] : [];
  });
  return colours.slice(0, MOST_COLOURS).map(({ r, g, b }) => ({ r, g, b }));
}
