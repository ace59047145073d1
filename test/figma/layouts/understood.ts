// A layout, loaded into the model of Figma and understood by the plugin's own code.

import type { Layer } from '../../../plugins/figma/src/main/api.ts';
import { type Understanding, understand } from '../../../plugins/figma/src/main/understanding/rows.ts';
import type { LayerSketch } from '../model/layers.ts';
import { createModel } from '../model/plugin-api.ts';
import type { Layout } from './builders/answers.ts';

const NO_PAGE = { log() {}, showUI() {}, post() {}, resize() {} };

/** The selected layers as a plugin sees them. Positions are taken as they are said: texts are measured otherwise here. */
export function selectionOf({ page, selection }: Pick<Layout, 'page' | 'selection'>): readonly Layer[] {
  const layers = page.children as unknown as readonly LayerSketch[];
  const model = createModel(NO_PAGE, { editor: 'figma', stored: {}, layers });
  return selection.map(id => {
    const layer = model.page.document.layers.get(id);
    if (!layer) throw new Error(`There is no layer ${id} to select.`);
    return layer.seen;
  });
}

export function understandLayout(layout: Pick<Layout, 'page' | 'selection'>): Understanding {
  return understand(selectionOf(layout));
}
