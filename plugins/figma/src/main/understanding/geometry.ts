// Boxes on the page, in pixels, x to the right and y down.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where one box lies, seen from another. */
export type Side = 'above' | 'below' | 'left' | 'right' | 'over';

/** How much slanted neighbours count as farther away: people group what is in one column or one row. */
const SLANT = 1.5;

export const area = ({ width, height }: Box): number => width * height;
export const right = ({ x, width }: Box): number => x + width;
export const bottom = ({ y, height }: Box): number => y + height;
export const middle = ({ x, y, width, height }: Box) => ({ x: x + width / 2, y: y + height / 2 });
export const shortSide = ({ width, height }: Box): number => Math.min(width, height);
export const longSide = ({ width, height }: Box): number => Math.max(width, height);

/** What two boxes share of the horizontal axis; negative: how far they are apart. */
export function sharedX(a: Box, b: Box): number {
  return Math.min(right(a), right(b)) - Math.max(a.x, b.x);
}

/** As `sharedX`, of the vertical axis. */
export function sharedY(a: Box, b: Box): number {
  return Math.min(bottom(a), bottom(b)) - Math.max(a.y, b.y);
}

export function overlap(a: Box, b: Box): number {
  return Math.max(0, sharedX(a, b)) * Math.max(0, sharedY(a, b));
}

/** Whether at least this share of the inner box lies in the outer one. */
export function holds(outer: Box, inner: Box, share = 0.9): boolean {
  if (area(inner) > 0) return overlap(outer, inner) >= share * area(inner);
  return sharedX(outer, inner) >= 0 && sharedY(outer, inner) >= 0;
}

export function intersection(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, right(a) - x, 0) && Math.max(0, sharedX(a, b)),
    height: Math.max(0, sharedY(a, b)),
  };
}

export function union(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  return { x, y, width: Math.max(...boxes.map(right)) - x, height: Math.max(...boxes.map(bottom)) - y };
}

/** Pixels between the edges of two boxes, more if they are neither in one column nor in one row; 0 if they overlap. */
export function distance(a: Box, b: Box): number {
  const dx = Math.max(0, -sharedX(a, b));
  const dy = Math.max(0, -sharedY(a, b));
  return dx > 0 && dy > 0 ? Math.hypot(dx, dy) * SLANT : dx + dy;
}

/** Where `a` lies, seen from `b`. */
export function sideOf(a: Box, b: Box): Side {
  const x = sharedX(a, b);
  const y = sharedY(a, b);
  if (x > 0 && y > 0) return 'over';
  if (y >= x) return middle(a).x < middle(b).x ? 'left' : 'right';
  return middle(a).y < middle(b).y ? 'above' : 'below';
}

export function near(a: number, b: number, pixels: number): boolean {
  return Math.abs(a - b) <= pixels;
}

/** Whether two boxes are about as large as each other, up to a share of their sides. */
export function sameSize(a: Box, b: Box, share = 0.05): boolean {
  return (
    near(a.width, b.width, share * Math.max(a.width, b.width) + 1) &&
    near(a.height, b.height, share * Math.max(a.height, b.height) + 1)
  );
}

/** From top to bottom in lines, in each line in the reading direction. Lines are what shares half of its height. */
export function inReadingOrder<Thing>(things: readonly Thing[], boxOf: (thing: Thing) => Box, rightToLeft: boolean) {
  const lines: Thing[][] = [];
  for (const thing of [...things].sort((a, b) => boxOf(a).y - boxOf(b).y)) {
    const box = boxOf(thing);
    const line = lines.find(([first]) => {
      const other = boxOf(first!);
      return sharedY(box, other) > 0.5 * Math.min(box.height, other.height);
    });
    if (line) line.push(thing);
    else lines.push([thing]);
  }
  const along = (thing: Thing) => (rightToLeft ? -right(boxOf(thing)) : boxOf(thing).x);
  return lines.flatMap(line => line.sort((a, b) => along(a) - along(b)));
}
