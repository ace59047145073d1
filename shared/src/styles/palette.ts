// The colours of a document as words, since words are what a model reads.

/** Red, green and blue, 0…1, as sRGB has them. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** How many colours are named: with more of them, each counts less. */
const MOST = 5;

/** Names that captions use, with what they stand for. */
const NAMES: readonly (readonly [name: string, hex: number])[] = [
  ['black', 0x000000],
  ['black', 0x16181d],
  ['charcoal', 0x36393f],
  ['grey', 0x8a8d91],
  ['light grey', 0xd4d6d9],
  ['white', 0xffffff],
  ['cream', 0xfbf3dc],
  ['beige', 0xe3cfae],
  ['tan', 0xc69c6d],
  ['brown', 0x7b4a2a],
  ['dark brown', 0x3e2518],
  ['maroon', 0x7a1426],
  ['red', 0xdc2626],
  ['coral', 0xff7f60],
  ['orange', 0xf97a16],
  ['golden yellow', 0xf2b70f],
  ['yellow', 0xfbe536],
  ['pale yellow', 0xfbf2ad],
  ['olive', 0x7c7a2a],
  ['lime green', 0x93d61f],
  ['green', 0x2a9d47],
  ['dark green', 0x14532d],
  ['mint green', 0xb3ead0],
  ['teal', 0x108a85],
  ['turquoise', 0x3fd3ca],
  ['sky blue', 0x7cc4f4],
  ['pale blue', 0xd5e8fa],
  ['blue', 0x2563eb],
  ['navy blue', 0x0e1a38],
  ['navy blue', 0x1d2f6f],
  ['indigo', 0x4a3fc0],
  ['purple', 0x8a3ab9],
  ['lavender', 0xcdbff2],
  ['magenta', 0xd81b8c],
  ['hot pink', 0xee4d9b],
  ['pink', 0xf59ec2],
  ['pale pink', 0xfcdde6],
];

type Lab = readonly [lightness: number, a: number, b: number];

const LABS: readonly (readonly [name: string, lab: Lab])[] = NAMES.map(([name, hex]) => [
  name,
  oklab({ r: (hex >> 16) / 255, g: ((hex >> 8) & 255) / 255, b: (hex & 255) / 255 }),
]);

/**
 * Words of style for the colours of a document, the first of them first and none twice: `palette of navy blue and coral
 * and cream`. @returns '' without colours
 */
export function paletteWords(colours: readonly Colour[]): string {
  const names = [...new Set(colours.map(colourName))].slice(0, MOST);
  // no comma: the commas of a style separate one thing from the next
  return names.length === 0 ? '' : `palette of ${names.join(' and ')}`;
}

/** What people call it: the name whose colour is the nearest to the eye. */
export function colourName(colour: Colour): string {
  const lab = oklab(colour);
  const distance = ([, other]: (typeof LABS)[number]) =>
    Math.hypot(...lab.map((value, index) => value - other[index]!));
  return LABS.reduce((best, named) => (distance(named) < distance(best) ? named : best))[0];
}

/** Oklab, where distances are those that people see: https://bottosson.github.io/posts/oklab/ */
function oklab({ r, g, b }: Colour): Lab {
  const [red, green, blue] = [r, g, b].map(linear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** From sRGB to light. */
function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
