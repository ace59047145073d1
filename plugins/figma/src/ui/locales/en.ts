import { LARGEST_SIDE, type Refusal, type Remark } from '../../messages.ts';

const refusals: Record<Refusal, (layer: string) => string> = {
  removed: () => 'The layer is no longer there. Select another one and press Insert at the picture.',
  locked: layer => `“${layer}” is locked, or something around it is. Unlock it and press Insert at the picture.`,
  'read-only': () => 'Layers cannot be changed in Dev Mode. Download the picture instead.',
  'too-large': () => `The picture is larger than ${LARGEST_SIDE} px a side. Make a smaller one.`,
  'not-a-picture': () => 'The picture could not be read. Make it again.',
  'not-overridable': layer =>
    `“${layer}” is part of a component and cannot be changed here. Change the main component, or choose “Beside”.`,
  'not-writable': layer => `“${layer}” cannot hold a picture. Select a shape or a frame, or choose “Beside”.`,
  'nothing-selected': () => 'Select the layer to start from.',
  'not-exportable': layer => `“${layer}” cannot be used as a picture. Select a layer that can be seen.`,
  'storage-full': () =>
    'There is no more room for what this plugin keeps. Download the picture, or shorten the prompt.',
  failed: layer =>
    layer ? `“${layer}” could not be changed. Select another layer and try again.` : 'This did not work. Try again.',
};

/** What the plugin says beside the panel. Other languages are values of this type. */
export const en = {
  place: 'Put it',
  places: { fill: 'Into the layer', beside: 'Beside, as a grid', replace: 'In place of the text' },
  fit: 'Fit',
  fits: { FILL: 'Fill', FIT: 'Fit inside' },
  when: 'Insert',
  whens: { ready: 'When it is ready', click: 'When I click' },
  selectedLayer: 'Selected layer',
  together: (layers: number) => `All ${layers} together`,
  resize: 'Resize the panel: arrow keys, or drag',
  readOnly: 'Layers cannot be changed in Dev Mode. Pictures can be made and downloaded.',
  tooLarge: `Pictures can have at most ${LARGEST_SIDE} px a side here. Choose a smaller width or height.`,

  refusals,
  remarks: {
    hidden: 'The picture is in a hidden layer.',
    'outside-instance': 'Nothing can be added to an instance, so the picture is beside it.',
    'not-remembered': 'The prompt is too long to be kept with the layer, so it cannot be made again from there.',
  } satisfies Record<Remark, string>,
};

export type PluginTexts = typeof en;
