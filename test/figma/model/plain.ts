// The plugin in the model without a page around it, for tests that need neither a panel nor a browser.

import { Channel } from '@sana-studio/core/channel';
import type { AskedRun, Selection } from '../../../plugins/figma/src/contract.ts';
import { type Placement, SANDBOX, type Sandbox, VERSION } from '../../../plugins/figma/src/contract.ts';
import { startPlugin } from '../../../plugins/figma/src/main/plugin.ts';
import { SURROUNDINGS } from '../../../plugins/figma/src/main/refused.ts';
import { absoluteTransform } from './geometry.ts';
import type { ModelLayer } from './layers.ts';
import { arrangeAll } from './layout.ts';
import { createModel, type Setting } from './plugin-api.ts';

/** A PNG's head is all that the model looks at. */
export function png(width = 64, height = 64): Uint8Array {
  const bytes = new Uint8Array(33);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x89504e47);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

export const placement = (layer: string | undefined, more: Partial<Placement> = {}): Placement => ({
  ...{ png: png(), width: 64, height: 64, prompt: 'a cat', request: '{"prompt":"a cat"}' },
  ...{ layer, place: 'fill', fit: 'FILL' },
  ...more,
});

/** The plugin, and a page's end of it. */
export function startPlain(setting: Partial<Setting> & Pick<Setting, 'layers'>) {
  const shown: unknown[] = [];
  let receive = (_: unknown): void => {};
  const model = createModel(
    {
      log() {},
      showUI: html => shown.push(html),
      // figma passes copies, and later
      post: message => void Promise.resolve().then(() => receive(structuredClone(message))),
      resize() {},
    },
    { editor: 'figma', stored: {}, ...setting },
  );
  arrangeAll(model.page);
  model.page.document.settled();
  startPlugin(model.figma, '<html></html>');
  const openPage = () => {
    const wire = {
      post: (message: unknown) => void model.deliver(message),
      listen: (listener: (message: unknown) => void) => {
        receive = listener;
      },
    };
    const sandbox: Sandbox = new Channel(wire, { version: VERSION }, SURROUNDINGS).remote(SANDBOX).sandbox;
    const selections: Selection[] = [];
    const runs: AskedRun[] = [];
    sandbox
      .watch({ onSelection: told => void selections.push(told), onRun: run => void runs.push(run) })
      .catch(() => {});
    return { sandbox, selections, runs };
  };
  const page = openPage();
  return { model, shown, openPage, ...page };
}

/** Where every layer is and how large, as it is seen: what nothing but a person may change. */
export function geometryOf(page: ModelLayer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (layer: ModelLayer): void => {
    const { width, height, relativeTransform } = layer.values;
    const numbers = [...relativeTransform, ...absoluteTransform(layer)].flat().concat(width, height);
    found.set(
      layer.id,
      `${layer.type} ${numbers.map(number => (Math.round(number * 1000) / 1000 + 0).toString()).join(' ')}`,
    );
    layer.inside.forEach(visit);
  };
  page.inside.forEach(visit);
  return found;
}

/** Everything of a document that undoing must bring back. */
export function contentOf(page: ModelLayer): string {
  const described = (layer: ModelLayer): unknown => [
    layer.id,
    { ...layer.values, fills: typeof layer.values.fills === 'symbol' ? 'mixed' : layer.values.fills },
    [...layer.pluginData].filter(([, value]) => value !== ''),
    layer.relaunch,
    layer.inside.map(described),
  ];
  return JSON.stringify(page.inside.map(described));
}
