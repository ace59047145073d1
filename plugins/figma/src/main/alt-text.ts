// Alternative texts: annotations of a category of their own, from the words that made the pictures. Nobody is asked anything, and the
// plugin does not take them for what is to be drawn.

import type { AltTexts, AskedAltTexts } from '../contract.ts';
import { type Annotation, type Figma, has, type Layer } from './api.ts';
import { read } from './read.ts';
import { isLocked } from './room.ts';
import { storedPicture } from './stored-request.ts';

/** Of data that every plugin may read: the category belongs to the file. */
const NAMESPACE = 'sana_studio';
const KEY = 'altTextCategory';
const LABEL = 'Alternative text';
/** What people and other plugins call theirs. */
const LABELS = ['alternative text', 'alt text', 'alt-text', 'alternativtext', '替代文本'];
/** Layers that are looked at in what is selected. */
const MOST_LAYERS = 5000;
/** UTF-16 units: screen readers say it in one breath. */
const MOST_UNITS = 125;

/** Ids of categories whose annotations say what a picture shows. */
const known = new Set<string>();

export function isAltText({ categoryId }: Annotation): boolean {
  return categoryId !== undefined && known.has(categoryId);
}

/** Finds out which categories are for alternative texts; none where this Figma has no annotations. */
export async function learnAltCategories(figma: Figma): Promise<void> {
  const kept = figma.root.getSharedPluginData(NAMESPACE, KEY);
  if (kept !== '') known.add(kept);
  const categories = (await figma.annotations?.getAnnotationCategoriesAsync()) ?? [];
  for (const { id, label } of categories) if (LABELS.includes(label.trim().toLowerCase())) known.add(id);
}

async function categoryOf(figma: Figma): Promise<string> {
  const categories = (await figma.annotations?.getAnnotationCategoriesAsync()) ?? [];
  const own = categories.find(({ id, label }) => known.has(id) || LABELS.includes(label.trim().toLowerCase()));
  const { id } = own ?? (await figma.annotations!.addAnnotationCategoryAsync({ label: LABEL, color: 'teal' }));
  known.add(id);
  figma.root.setSharedPluginData(NAMESPACE, KEY, id);
  return id;
}

/**
 * Writes alternative texts at pictures that were made here: at these layers, else at all in what is selected. One step of undo.
 * @returns what was written; texts of a person that are there stay, unless they are to be replaced
 */
export async function writeAltTexts(figma: Figma, { layers, replace }: AskedAltTexts): Promise<AltTexts> {
  const asked = await Promise.all(layers.map(id => figma.getNodeByIdAsync(id)));
  const roots = layers.length > 0 ? (asked.filter(Boolean) as readonly Layer[]) : figma.currentPage.selection;
  const pictures = picturesIn(roots);
  const result = { written: 0, same: 0, kept: [] as AltTexts['kept'][number][], refused: [] as string[] };
  if (!figma.annotations || pictures.length === 0) return { ...result, pictures: pictures.length };
  const categoryId = await categoryOf(figma);
  for (const { layer, text } of pictures) {
    const all = has(layer, 'annotations') ? layer.annotations : [];
    const own = all.filter(isAltText);
    const before = own.map(({ label = '' }) => label).join('\n');
    if (own.length > 0 && before === text) result.same++;
    else if (own.length > 0 && !replace) result.kept.push({ id: layer.id, label: layer.name, before, after: text });
    else if (!annotate(layer, [...all.filter(one => !isAltText(one)).map(again), { label: text, categoryId }])) {
      result.refused.push(layer.name);
    } else result.written++;
  }
  if (result.written > 0) figma.commitUndo();
  return { ...result, pictures: pictures.length };
}

function annotate(layer: Layer, annotations: readonly Annotation[]): boolean {
  if (!has(layer, 'annotations') || isLocked(layer)) return false;
  try {
    layer.annotations = annotations;
    return true;
  } catch {
    return false; // in a component of a library, or where nothing can be written
  }
}

/** As it can be written: Figma gives a text twice, and takes it once. */
function again({ label, labelMarkdown, properties, categoryId }: Annotation): Annotation {
  const text = labelMarkdown ? { labelMarkdown } : label ? { label } : {};
  return { ...text, ...(properties && { properties }), ...(categoryId && { categoryId }) };
}

function picturesIn(roots: readonly Layer[]): readonly { readonly layer: Layer; readonly text: string }[] {
  const found: { layer: Layer; text: string }[] = [];
  const left = [...roots].reverse();
  for (let looked = 0; left.length > 0 && looked < MOST_LAYERS; looked++) {
    const layer = left.pop()!;
    const made = storedPicture(layer);
    const text = made && shortText(made.words);
    if (text) found.push({ layer, text });
    left.push(...[...(read(layer, 'children') ?? [])].reverse());
  }
  return found;
}

/** The first sentence of a prompt, short enough. */
function shortText(words: string): string {
  const line = words.split(/\s+/).join(' ').trim();
  const end = line.search(/[.!?](?:\s|$)|[。！？]/);
  const sentence = end < 0 ? line : line.slice(0, '.。'.includes(line[end]!) ? end : end + 1);
  if (sentence.length <= MOST_UNITS) return sentence;
  const room = sentence.slice(0, MOST_UNITS - 1);
  const space = room.lastIndexOf(' ');
  // half a character is no text
  const cut = space > MOST_UNITS / 3 ? room.slice(0, space) : room.replace(/[\ud800-\udbff]$/, '');
  return `${cut}…`;
}

/** Shows a sentence in Figma, with something to press. @returns whether it was pressed */
export function askInFigma(figma: Figma, sentence: string, button: string): Promise<boolean> {
  return new Promise(resolve => {
    const pressed = button === '' ? {} : { button: { text: button, action: () => resolve(true) } };
    figma.notify(sentence, { ...pressed, timeout: 10_000, onDequeue: () => resolve(false) });
  });
}
