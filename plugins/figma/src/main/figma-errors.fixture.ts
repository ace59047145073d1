import type { Refusal } from '../contract.ts';

/** What Figma throws, as documented or seen in public logs, and what that means for the person. */
export const FIGMA_ERRORS: readonly (readonly [message: string, refusal: Refusal])[] = [
  ['in get_name: The node with id "1:2" does not exist', 'removed'],
  ['The node (instance sublayer or table cell) with id "I1:2;3:4" does not exist', 'removed'],
  ['in appendChild: Cannot move node. New parent is an instance or is inside of an instance', 'not-overridable'],
  ['in set_opacity: This property cannot be overriden on an instance', 'not-overridable'],
  ['in set_fills: Cannot write to internal and read-only nodes', 'not-writable'],
  ['object is not extensible', 'not-writable'],
  [
    'in set_characters: Cannot write to node with unloaded font "Inter Regular". Please call figma.loadFontAsync({ family: "Inter", style: "Regular" }) and await the returned promise first.',
    'not-writable',
  ],
  ['in createImage: Image is too large', 'too-large'],
  ['in createImage: Image type is unsupported', 'not-a-picture'],
  ['in setPluginData: entry size cannot exceed 100 kB', 'storage-full'],
  ['in setAsync: clientStorage quota exceeded', 'storage-full'],
  ['in getNodeById: Cannot call with documentAccess: dynamic-page. Use figma.getNodeByIdAsync instead', 'failed'],
  [
    'in findAll: Cannot call with documentAccess: dynamic-page without calling figma.loadAllPagesAsync() first.',
    'failed',
  ],
  [
    "in get_children: Cannot access property `children` on a page that has not been explicitly loaded. Remember to call `await page.loadAsync()` or `await figma.loadAllPagesAsync()' first.",
    'failed',
  ],
  ['in set_opacity: Expected "opacity" to have type number but got string instead', 'failed'],
  ["in set_x: Property \"x\" failed validation: Invalid enum value. Expected 'A' | 'B', received 'C'", 'failed'],
  ["in get_description: no such property 'description' on FRAME", 'failed'],
  ['loadFontAsync: Cannot unwrap symbol', 'failed'],
];
