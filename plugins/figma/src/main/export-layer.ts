import type { ExportedLayer } from '../contract.ts';
import { type Figma, has } from './api.ts';
import { Refused, refusedBy } from './refused.ts';

/** Pixels of the longer side: models draw no finer detail from what they start with. */
const LARGEST = 2048;
const SMALLEST = 512;

/** The selected layer as it looks, for a picture to start from. @throws Refused */
export async function exportSelectedLayer(figma: Figma): Promise<ExportedLayer> {
  const [layer] = figma.currentPage.selection;
  if (!layer) throw new Refused('nothing-selected');
  if (!has(layer, 'exportAsync')) throw new Refused('not-exportable', layer.name);
  const { width = 0, height = 0, name } = layer;
  const value = Math.min(LARGEST, Math.max(SMALLEST, Math.round(Math.max(width, height))));
  try {
    const type = width >= height ? 'WIDTH' : 'HEIGHT';
    return { png: await layer.exportAsync({ format: 'PNG', constraint: { type, value } }), label: name };
  } catch (error) {
    const { refusal, label } = refusedBy(error, name);
    throw new Refused(refusal === 'failed' ? 'not-exportable' : refusal, label);
  }
}
