/**
 * What a control picture is. `map`: what the network wants to see, white lines on black. `photo`: its edges are found.
 * `sketch`: dark lines, or shapes, on a light ground.
 */
export const CONTROL_SOURCES = ['map', 'photo', 'sketch'] as const;

export type ControlSource = (typeof CONTROL_SOURCES)[number];
