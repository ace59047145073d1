import type { Remark, SelectionNotice, WhyNone } from '../../contract.ts';

/** What the plugin says beside the panel. Other languages are values of this type. */
export const en = {
  place: 'Put it',
  places: { fill: 'Into the layer', beside: 'Beside, as a grid', replace: 'In place of the text' },
  fit: 'Fit',
  fits: { FILL: 'Fill', FIT: 'Fit inside' },
  when: 'Insert',
  whens: { ready: 'When it is ready', click: 'When I click' },
  undo: 'Undo',
  undos: { together: 'All of a run at once', each: 'One picture at a time' },
  selectedLayer: 'Selected layer',
  markedPart: 'Part under the selected shapes',
  wireframe: 'From this wireframe',
  thisFile: 'this file',
  together: (layers: number) => `All ${layers} together`,
  leftOut: {
    locked: (layer: string) => `“${layer}” is locked, or something around it is. Unlock it to fill it.`,
    nothing: (layer: string) => `“${layer}” is hidden, or there is nothing in it to fill.`,
  } satisfies Record<WhyNone, unknown>,
  nothingSelected: 'Nothing is selected: the picture comes into view.',
  altText: 'Write the alternative text',
  altTexts: {
    none: 'Nothing selected holds a picture that was made here, whose words could be its alternative text.',
    written: (texts: number) => `Alternative texts written: ${texts}.`,
    same: (texts: number) => `Already there: ${texts}.`,
    stay: (texts: number) => `Others that stay: ${texts}.`,
    kept: (texts: number, before: string, after: string) =>
      texts === 1
        ? `It says “${before}”. Replace it by “${after}”?`
        : `${texts} say something else, such as “${before}”.`,
    replace: 'Replace',
    refused: (layers: readonly string[]) =>
      `Locked, or without annotations: ${layers.map(name => `“${name}”`).join(', ')}.`,
  },
  about: 'About',
  report: 'For a report of a fault',
  copy: 'Copy',
  test: 'Test this Figma',
  resize: 'Resize the panel: arrow keys, or drag',
  readOnly: 'Layers cannot be changed in Dev Mode. Pictures can be made and downloaded.',
  unreadable: (layers: readonly string[]) =>
    `Figma does not let everything be read of ${layers.map(name => `“${name}”`).join(', ')}; the rest works. A component set with errors is the usual cause.`,
  notices: {
    locked: 'Some of the selection is locked and stays as it is.',
    'no words': 'Some places have no words that say what to draw: write them.',
    'too many': 'There are more layers than can be looked at: select fewer at once.',
  } satisfies Record<SelectionNotice, string>,
  remarks: {
    hidden: 'The picture is in a hidden layer.',
    'outside-instance': 'Nothing can be added to an instance, so the picture is beside it.',
    'outside-frame':
      'The picture is beside what is around the layer: in there it would have moved other layers, or not have been seen.',
    'not-remembered': 'The prompt is too long to be kept with the layer, so it cannot be made again from there.',
    covered: 'Shapes lie over the picture: hide or delete them to see all of it.',
  } satisfies Record<Remark, string>,
};

export type PluginTexts = typeof en;
