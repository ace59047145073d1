import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Layer } from './api.ts';
import { read, readPluginData, Unreadable } from './read.ts';
import { offersOf } from './selection.ts';

beforeEach(() => vi.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => vi.restoreAllMocks());

const BASE = { removed: false, visible: true, locked: false, parent: null, getPluginData: () => '' };
const layer = (members: object) =>
  ({ id: '1:2', type: 'FRAME', name: 'Card', ...BASE, ...members }) as unknown as Layer;
/** Every getter but those of `BASE` and of `kept` throws. */
function broken(message: string, members: readonly string[], kept: object): Layer {
  const instance = layer({ type: 'INSTANCE', ...kept });
  for (const name of members) {
    Object.defineProperty(instance, name, {
      get() {
        throw new Error(`in get_${name}: ${message}`);
      },
      enumerable: true,
    });
  }
  return instance;
}
const ERRORS = 'Component set for node has existing errors';

it('reads what is there, and nothing of what a type has not', () => {
  const unreadable = new Unreadable();
  expect(read(layer({ width: 4 }), 'width', unreadable)).toBe(4);
  expect(read(layer({}), 'characters', unreadable)).toBeUndefined();
  expect(unreadable.names).toEqual([]);
});

it('names what cannot be read, once, by its type where it has no name either', () => {
  const unreadable = new Unreadable();
  const badge = broken(ERRORS, ['componentProperties', 'children'], { id: '1:3', name: 'Badge' });
  const gone = broken('The node with id "1:4" does not exist', ['name', 'visible'], { id: '1:4' });
  expect(read(badge, 'componentProperties', unreadable)).toBeUndefined();
  expect(read(badge, 'children', unreadable)).toBeUndefined();
  expect(read(gone, 'name', unreadable)).toBeUndefined();
  expect(read(badge, 'name', unreadable)).toBe('Badge');
  const stored = layer({
    id: '1:4',
    type: 'INSTANCE',
    getPluginData() {
      throw new Error('in getPluginData: The node with id "1:4" does not exist');
    },
  });
  expect(readPluginData(stored, 'request', unreadable)).toBe('');
  expect(unreadable.names).toEqual(['Badge', 'INSTANCE']);
});

it('an instance of a broken component set does not blind the plugin', () => {
  const unreadable = new Unreadable();
  const text = layer({ id: '1:5', type: 'TEXT', name: 'Words', characters: 'a cat', fills: [] });
  const badge = broken(ERRORS, ['componentProperties', 'opacity'], {
    name: 'Badge',
    width: 1,
    height: 1,
    children: [text],
  });
  expect(offersOf([badge], unreadable)).toMatchObject([{ label: 'Badge', prompt: 'a cat' }]);
  expect(unreadable.names).toEqual(['Badge']);
  const hopeless = broken(ERRORS, ['removed', 'name', 'visible', 'fills', 'characters', 'width', 'parent'], {});
  expect(offersOf([hopeless, text], unreadable)).toMatchObject([{ label: 'Words', prompt: 'a cat' }]);
});
