import type { ExportedLayer } from '../contract.ts';
import { type Figma, has, type Layer } from './api.ts';
import { read } from './read.ts';
import { Refused, refusedBy } from './refused.ts';

/** Pixels of the longer side: models draw no finer detail from what they start with. */
const LARGEST = 2048;
const SMALLEST = 512;
/** Pixels of a thumbnail, twice those that are shown. */
const THUMBNAIL = 80;
/** Pixels of a layer, and layers in it, up to which a thumbnail is drawn within moments. */
const CHEAP = { area: 4_000_000, children: 60 };

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

/** A small picture of a layer, where that is cheap; a panel is as good without. */
export async function exportThumbnail(figma: Figma, id: string): Promise<Uint8Array | undefined> {
  try {
    const layer = (await figma.getNodeByIdAsync(id)) as Layer | null;
    if (!layer || layer.type === 'TEXT' || !has(layer, 'exportAsync')) return undefined;
    const { width = 0, height = 0 } = layer;
    if (width * height > CHEAP.area || (read(layer, 'children')?.length ?? 0) > CHEAP.children) return undefined;
    const type = width >= height ? 'WIDTH' : 'HEIGHT';
    return await layer.exportAsync({ format: 'PNG', constraint: { type, value: THUMBNAIL } });
  } catch {
    return undefined;
  }
}
