import type { ExportedWireframe } from '../contract.ts';
import { type Figma, has } from './api.ts';
import { seenSizeOf } from './geometry.ts';
import { Refused, refusedBy } from './refused.ts';
import { offersOf } from './selection.ts';
import { joined } from './words.ts';

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
    const prompt = joined(offersOf([layer]).map(({ main }) => main));
    return { svg, id: layer.id, label: layer.name, prompt, width: Math.round(width), height: Math.round(height) };
  } catch (error) {
    const { refusal, label } = refusedBy(error, layer.name);
    throw new Refused(refusal === 'failed' ? 'not-exportable' : refusal, label);
  }
}
