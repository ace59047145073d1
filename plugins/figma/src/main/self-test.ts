// Tries in this Figma what the plugin has to assume of it, on layers of its own that are gone afterwards.

import type { Probe, SelfTest } from '../contract.ts';
import type { Figma, Made } from './api.ts';
import { withImage } from './fill.ts';
import { boxOf, turnsToUpright } from './geometry.ts';
import { Refused } from './refused.ts';

/** Far from what people draw. */
const FAR = -20_000;
const SIZE = 64;
const STORAGE_KEY = 'self-test';
const READS = 1000;

/**
 * @param png a square picture whose quarters differ, so that its turns can be told
 * @throws Refused where layers cannot be made
 */
export async function selfTest(figma: Figma, png: Uint8Array): Promise<SelfTest> {
  if (figma.editorType === 'dev') throw new Refused('read-only');
  const probes: Probe[] = [];
  const made: Made[] = [];
  const keep = <Layer extends Made>(layer: Layer): Layer => {
    made.push(layer);
    return layer;
  };
  const probe = async (name: string, assumed: string, look: () => string | Promise<string>) => {
    const failed = (error: unknown) => `error: ${error instanceof Error ? error.message : String(error)}`;
    let found: string;
    try {
      found = await look();
    } catch (error) {
      found = failed(error);
    }
    probes.push({ name, assumed, found });
  };
  const rectangle = () => {
    const layer = keep(figma.createRectangle());
    layer.resize(SIZE, SIZE);
    layer.x = FAR;
    layer.y = FAR;
    return layer;
  };
  let turned: Uint8Array | undefined;
  try {
    await probe('paths count from the position of their layer', `${FAR} ${FAR} 50 30`, () => {
      const vector = keep(figma.createVector());
      vector.vectorPaths = [{ windingRule: 'NONZERO', data: 'M 0 0 L 50 0 L 50 30 L 0 30 Z' }];
      vector.x = FAR;
      vector.y = FAR;
      const { x, y, width, height } = boxOf(vector) ?? { x: 0, y: 0, width: 0, height: 0 };
      return [x, y, width, height].map(Math.round).join(' ');
    });
    await probe('what comes in hidden takes no room in auto layout', 'same height', () => {
      const frame = keep(figma.createFrame());
      frame.x = FAR;
      frame.y = FAR;
      frame.layoutMode = 'VERTICAL';
      frame.insertChild(0, rectangle());
      const before = frame.height;
      const picture = rectangle();
      picture.visible = false;
      frame.insertChild(1, picture);
      picture.layoutPositioning = 'ABSOLUTE';
      picture.visible = true;
      return frame.height === before ? 'same height' : `${before} became ${frame.height}`;
    });
    await probe('locked layers can be written to', 'written', () => {
      const layer = rectangle();
      layer.locked = true;
      layer.fills = [];
      return Array.isArray(layer.fills) && layer.fills.length === 0 ? 'written' : 'not written';
    });
    await probe('storage keeps bytes', '1,2,3', async () => {
      await figma.clientStorage.setAsync(STORAGE_KEY, { bytes: new Uint8Array([1, 2, 3]) });
      const { bytes } = (await figma.clientStorage.getAsync(STORAGE_KEY)) as { readonly bytes: Uint8Array };
      await figma.clientStorage.setAsync(STORAGE_KEY, null);
      return String(Array.from(bytes));
    });
    await probe('a turned layer is exported', 'exported', async () => {
      const layer = rectangle();
      // counterclockwise by a quarter
      layer.relativeTransform = [
        [0, 1, FAR],
        [-1, 0, FAR],
      ];
      layer.fills = withImage([], figma.createImage(png).hash, 'FILL', turnsToUpright(layer));
      turned = await layer.exportAsync({ format: 'PNG', constraint: { type: 'WIDTH', value: SIZE } });
      return 'exported';
    });
    await probe(`${READS} reads take milliseconds`, '', () => {
      const layer = rectangle();
      const start = Date.now();
      for (let i = 0; i < READS; i++) void layer.width;
      return String(Date.now() - start);
    });
  } finally {
    for (const layer of made.reverse()) if (!layer.removed) layer.remove();
  }
  return { probes, turned };
}
