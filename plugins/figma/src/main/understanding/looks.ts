// How a layer looks, as far as it tells what the layer is for.

import type { Layer, Paint } from '../api.ts';
import { cleaned } from '../clean-text.ts';
import { read, type Unreadable } from '../read.ts';
import type { Box } from './geometry.ts';

/** Opacity. */
const FAINT = 0.6;

/** A text as it stands there. */
export interface Words {
  readonly characters: string;
  /** Pixels. */
  readonly size: number;
  /** 100 to 900, as in CSS. */
  readonly weight: number;
  readonly capitals: boolean;
  /** Underlined, or leads somewhere. */
  readonly linked: boolean;
}

export interface Look {
  /** Shows a picture already. */
  readonly image: boolean;
  /** Anything can be seen of its fills. */
  readonly filled: boolean;
  /** What lies behind it is seen more than it itself. */
  readonly faint: boolean;
  /** Gradients, and nothing else. */
  readonly gradient: boolean;
  readonly color: { readonly r: number; readonly g: number; readonly b: number } | undefined;
  readonly stroked: boolean;
  readonly blurred: boolean;
  readonly radius: number;
  /** A ring or a piece of one. */
  readonly arc: boolean;
}

export const NOTHING: Look = {
  image: false,
  filled: false,
  faint: false,
  gradient: false,
  color: undefined,
  stroked: false,
  blurred: false,
  radius: 0,
  arc: false,
};
export function wordsOf(layer: Layer, box: Box | null, unreadable: Unreadable | undefined): Words | undefined {
  const characters = read(layer, 'characters', unreadable) ?? read(layer, 'text', unreadable)?.characters;
  if (characters === undefined) return undefined;
  const lines = characters.split(/[\n\u2028]/).length;
  const size = read(layer, 'fontSize', unreadable);
  const font = read(layer, 'fontName', unreadable);
  const style = typeof font === 'object' ? font.style : '';
  const decoration = read(layer, 'textDecoration', unreadable);
  const link = read(layer, 'hyperlink', unreadable);
  return {
    characters: cleaned(characters),
    // several sizes in one text: about that of its lines
    size: typeof size === 'number' ? size : Math.min(48, (box?.height ?? 20) / lines / 1.4),
    weight: weightOf(style),
    capitals: read(layer, 'textCase', unreadable) === 'UPPER',
    linked: decoration === 'UNDERLINE' || (typeof link === 'object' && link !== null),
  };
}

/** Of the names that font styles have; "Semi Bold Italic" is 600. */
function weightOf(style: string): number {
  const weights: readonly (readonly [RegExp, number])[] = [
    [/thin|hairline/i, 100],
    [/(?:extra|ultra) ?light/i, 200],
    [/light/i, 300],
    [/(?:semi|demi) ?bold|w6/i, 600],
    [/(?:extra|ultra) ?bold|heavy|w8/i, 800],
    [/black|w9/i, 900],
    [/bold|w7/i, 700],
    [/medium|w5/i, 500],
  ];
  return weights.find(([pattern]) => pattern.test(style))?.[1] ?? 400;
}

export function lookOf(layer: Layer, fills: unknown, unreadable: Unreadable | undefined): Look {
  const get = <Name extends Parameters<typeof read>[1]>(name: Name) => read(layer, name, unreadable);
  const paints = (Array.isArray(fills) ? (fills as readonly Paint[]) : []).filter(isSeen);
  const top = paints[paints.length - 1];
  const opacity = get('opacity') ?? 1;
  const radius = get('cornerRadius');
  const arc = get('arcData');
  const sweep = arc ? Math.abs(arc.endingAngle - arc.startingAngle) : 2 * Math.PI;
  const strokes = get('strokes');
  return {
    image: paints.some(({ type }) => type === 'IMAGE' || type === 'VIDEO'),
    filled: paints.length > 0 && opacity > 0.02,
    faint: paints.length > 0 && opacity * Math.max(...paints.map(paint => paint.opacity ?? 1)) < FAINT,
    gradient: paints.length > 0 && paints.every(({ type }) => type.startsWith('GRADIENT')),
    color: top?.type === 'SOLID' ? top.color : undefined,
    stroked: Array.isArray(strokes) && (strokes as readonly Paint[]).some(isSeen),
    blurred: (get('effects') ?? []).some(({ type, visible }) => type === 'LAYER_BLUR' && visible),
    radius: typeof radius === 'number' ? radius : 0,
    arc: arc !== undefined && (arc.innerRadius > 0 || sweep < 2 * Math.PI - 0.01),
  };
}

function isSeen({ visible, opacity }: Paint): boolean {
  return visible !== false && (opacity ?? 1) > 0.02;
}
