// Small builders for synthetic pages of Figma. Coordinates are the plugin API's: x and y count from the nearest ancestor
// that is no GROUP or BOOLEAN_OPERATION; children run from back to front.

export interface Paint {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** A layer while it is being built; what begins with _ stays out of the files. */
export interface Sketch {
  type: string;
  name: string;
  x: number;
  y: number;
  width: number;
  height: number;
  visible: boolean;
  locked: boolean;
  opacity: number;
  fills: readonly Paint[];
  strokes: readonly Paint[];
  children?: Sketch[];
  id?: string;
  /** In a component: what it was copied from. */
  _source?: Sketch | undefined;
  _main?: Sketch | undefined;
  _set?: string;
  [property: string]: unknown;
}

export type Props = Readonly<Record<string, unknown>>;
type Length = number | 'fill';

// ---- paint ----
const channel = (hex: string, at: number) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1e4) / 1e4;
const rgb = (hex: string) => ({ r: channel(hex, 1), g: channel(hex, 3), b: channel(hex, 5) });
const seen = { visible: true, opacity: 1, blendMode: 'NORMAL' } as const;
export const solid = (hex: string, opacity = 1): Paint => ({ type: 'SOLID', ...seen, opacity, color: rgb(hex) });
let hashes = 0;
/** A picture that is there already; the hash names nothing. */
export const image = (scaleMode = 'FILL'): Paint => ({
  type: 'IMAGE',
  ...seen,
  scaleMode,
  imageHash: (0x5eed0000 + ++hashes).toString(16).padStart(40, 'b'),
});
export const gradient = (from: string, to: string, fromAlpha = 1, toAlpha = 1): Paint => ({
  type: 'GRADIENT_LINEAR',
  ...seen,
  gradientTransform: [
    [0, 1, 0],
    [-1, 0, 1],
  ],
  gradientStops: [
    { position: 0, color: { ...rgb(from), a: fromAlpha } },
    { position: 1, color: { ...rgb(to), a: toAlpha } },
  ],
});
export const GREY = [solid('#D9D9D9')];
export const WHITE = [solid('#FFFFFF')];
export const NONE: readonly Paint[] = [];
export const HAIRLINE = [solid('#E5E7EB')];

// ---- nodes ----
const base = (type: string, name: string, width: number, height: number, props: Props = {}): Sketch => ({
  ...{ type, name, x: 0, y: 0, width, height, visible: true, locked: false, opacity: 1, fills: [], strokes: [] },
  ...props,
});
const FIXED = { layoutSizingHorizontal: 'FIXED', layoutSizingVertical: 'FIXED' };
const sizing = (w: Length, h: Length) => ({
  ...(w === 'fill' && { layoutSizingHorizontal: 'FILL' }),
  ...(h === 'fill' && { layoutSizingVertical: 'FILL' }),
});
const sized = (type: string, name: string, w: Length, h: Length, props: Props): Sketch =>
  base(type, name, w === 'fill' ? 100 : w, h === 'fill' ? 100 : h, { ...FIXED, ...sizing(w, h), ...props });

export const rect = (name: string, w: Length, h: Length, props: Props = {}) =>
  sized('RECTANGLE', name, w, h, { fills: GREY, cornerRadius: 0, ...props });
export const ellipse = (name: string, size: number, props: Props = {}) =>
  sized('ELLIPSE', name, size, size, { fills: GREY, ...props });
export const star = (name: string, size: number, props: Props = {}) =>
  sized('STAR', name, size, size, { fills: [solid('#F5A623')], pointCount: 5, ...props });
export const vector = (name: string, w: number, h: number, props: Props = {}) =>
  sized('VECTOR', name, w, h, { strokes: [solid('#333333')], strokeWeight: 1.5, ...props });
export const line = (name: string, w: Length, props: Props = {}) => ({
  ...sized('LINE', name, w, 1, { strokes: [solid('#DDDDDD')], strokeWeight: 1, ...props }),
  height: 0,
});
/** A frame whose children lie where they say. */
export const frame = (name: string, w: Length, h: Length, props: Props = {}, children: Sketch[] = []) =>
  sized('FRAME', name, w, h, { layoutMode: 'NONE', clipsContent: true, cornerRadius: 0, ...props, children });
export const section = (name: string, w: number, h: number, children: Sketch[]) =>
  base('SECTION', name, w, h, { fills: [solid('#F5F5F5')], children });
/** An icon as kits have them: a square frame with vectors. */
export const icon = (name: string, size = 24, props: Props = {}) =>
  frame(name, size, size, { fills: NONE, ...props }, [
    at(size * 0.15, size * 0.15, vector('Vector', size * 0.7, size * 0.7)),
  ]);

/** w: fixed width or 'fill'; without it the text is as wide as its words. */
export function text(
  characters: string,
  fontSize: number,
  style = 'Regular',
  props: Props & { readonly w?: Length } = {},
): Sketch {
  const { w, family = 'Inter', ink = '#1A1A1A', ...others } = props;
  const node = base('TEXT', characters.replace(/\n/g, ' ').slice(0, 80), 0, 0, {
    ...{ characters, fontSize, fontName: { family, style }, textAutoResize: w ? 'HEIGHT' : 'WIDTH_AND_HEIGHT' },
    ...{ fills: [solid(String(ink))], layoutSizingVertical: 'HUG' },
    layoutSizingHorizontal: w === 'fill' ? 'FILL' : w ? 'FIXED' : 'HUG',
    ...others,
  });
  node.width = typeof w === 'number' ? w : widest(characters, fontSize, style);
  measure(node);
  return node;
}

const spaceless = ({ type }: Sketch) => type === 'GROUP' || type === 'BOOLEAN_OPERATION';
/** Puts a node somewhere; groups carry their children along, because those count from the same origin. */
export function at<Node extends Sketch>(x: number, y: number, node: Node): Node {
  const [dx, dy] = [x - node.x, y - node.y];
  node.x = x;
  node.y = y;
  if (spaceless(node)) for (const child of node.children ?? []) at(child.x + dx, child.y + dy, child);
  return node;
}
function bounds(children: readonly Sketch[]) {
  const x = Math.min(...children.map(child => child.x));
  const y = Math.min(...children.map(child => child.y));
  const width = Math.max(...children.map(child => child.x + child.width)) - x;
  return { x, y, width, height: Math.max(...children.map(child => child.y + child.height)) - y };
}
/** A mask hides what lies outside it, so that a group is as large as its mask. */
export function group(name: string, children: Sketch[], props: Props = {}): Sketch {
  const mask = children.findIndex(({ isMask }) => isMask);
  const shown = mask < 0 ? children : children.slice(0, mask + 1);
  return { ...base('GROUP', name, 0, 0, { ...FIXED, ...props }), ...bounds(shown), children };
}
export const boolean = (name: string, booleanOperation: string, children: Sketch[], props: Props = {}): Sketch => ({
  ...base('BOOLEAN_OPERATION', name, 0, 0, { ...FIXED, booleanOperation, fills: [solid('#333333')], ...props }),
  ...bounds(children),
  children,
});

// ---- text metrics: rough widths, enough for layouts that look right ----
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/u;
function widthOf(characters: string, fontSize: number, style: string): number {
  let em = 0;
  for (const c of characters) {
    if (WIDE.test(c)) em += 1;
    else if (c === ' ') em += 0.28;
    else if (/\p{M}/u.test(c)) em += 0;
    else em += /[A-ZÄÖÜÉ@%MWmw]/.test(c) ? 0.68 : /[iljtf.,:;'|!]/.test(c) ? 0.3 : 0.55;
  }
  return em * fontSize * (/Bold/.test(style) ? 1.05 : 1);
}
const widest = (characters: string, size: number, style: string) =>
  Math.ceil(Math.max(...characters.split('\n').map(row => widthOf(row, size, style))));

export interface WrittenText {
  readonly characters: string;
  readonly fontSize: number;
  readonly fontName: { readonly style: string };
  readonly width: number;
  readonly textAutoResize: string;
}
export function linesOf({
  characters,
  fontSize,
  fontName: { style },
  width,
  textAutoResize,
}: WrittenText): readonly string[] {
  if (textAutoResize === 'WIDTH_AND_HEIGHT') return characters.split('\n');
  return characters.split('\n').flatMap(paragraph => {
    const words = paragraph.match(
      /[\u2e80-\u9fff\uff00-\uff60][、。，！？」』）]?|[^\s\u2e80-\u9fff\uff00-\uff60]+\s*|\s+/g,
    ) ?? [''];
    const lines = [''];
    for (const word of words) {
      const last = lines[lines.length - 1]!;
      if (last && widthOf((last + word).trimEnd(), fontSize, style) > width) lines.push(word);
      else lines[lines.length - 1] = last + word;
    }
    return lines.map(row => row.trimEnd());
  });
}
export function measure(node: Sketch): void {
  const written = node as unknown as WrittenText;
  if (written.textAutoResize === 'WIDTH_AND_HEIGHT') {
    node.width = widest(written.characters, written.fontSize, written.fontName.style);
  }
  if (written.textAutoResize !== 'NONE') {
    node.height = Math.round(linesOf({ ...written, width: node.width }).length * written.fontSize * 1.4);
  }
}

// ---- finding ----
export function* walk(node: Sketch): Generator<Sketch> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}
export function pick(node: Sketch, name: string): Sketch {
  for (const found of walk(node)) if (found !== node && found.name === name) return found;
  throw new Error(`${node.name} holds no ${name}`);
}
export const pickAll = (node: Sketch, test: string | ((found: Sketch) => boolean)): Sketch[] =>
  [...walk(node)].filter(found => found !== node && (typeof test === 'string' ? found.name === test : test(found)));
