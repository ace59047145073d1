import type { ExportedWireframe } from '../contract.ts';
import { type Figma, has, type Layer } from './api.ts';
import { seenSizeOf } from './geometry.ts';
import { read } from './read.ts';
import { Refused, refusedBy } from './refused.ts';
import { annotationsOf, textOf } from './words.ts';

/** Characters: pictures in a frame are in its SVG, and a sketch needs none as large. */
const MOST = 30_000_000;

/**
 * The selected frame as a drawing whose texts can be told from its shapes, and the words in it. Nothing of the document is
 * touched for it.
 * @throws Refused
 */
export async function exportWireframe(figma: Figma): Promise<ExportedWireframe> {
  const [layer, ...others] = figma.currentPage.selection;
  if (!layer) throw new Refused('no-wireframe');
  if (others.length > 0) throw new Refused('several-selected');
  const { width = 0, height = 0 } = seenSizeOf(layer) ?? {};
  if (!has(layer, 'exportAsync') || width < 1 || height < 1) throw new Refused('not-exportable', layer.name);
  try {
    const svg = await layer.exportAsync({ format: 'SVG_STRING', svgOutlineText: false });
    if (svg.length > MOST) throw new Refused('too-detailed', layer.name);
    const prompt = annotationsOf(layer) || titleIn(layer);
    return { svg, id: layer.id, label: layer.name, prompt, width: Math.round(width), height: Math.round(height) };
  } catch (error) {
    const { refusal, label } = refusedBy(error, layer.name);
    throw new Refused(refusal === 'failed' ? 'not-exportable' : refusal, label);
  }
}

/** The first of the largest texts in a layer. */
function titleIn(layer: Layer): string {
  const texts = textsIn(layer);
  const largest = Math.max(...texts.map(({ size }) => size));
  return texts.find(({ size }) => size === largest)?.words ?? '';
}

function textsIn(layer: Layer): readonly { readonly words: string; readonly size: number }[] {
  if (read(layer, 'visible') === false) return [];
  const words = textOf(layer);
  const size = read(layer, 'fontSize');
  const own = words === '' ? [] : [{ words, size: typeof size === 'number' ? size : 0 }];
  return [...own, ...(read(layer, 'children') ?? []).flatMap(textsIn)];
}
