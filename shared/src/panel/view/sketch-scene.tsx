// The house on the hill that all sketches of styles show.

export const HILL = 'M0 29Q24 19 48 28V36H0Z';
export const WALLS = 'M16 17H30V28H16Z';
export const ROOF = 'M14 18L23 9L32 18Z';
export const DOOR = 'M21 22H25V28H21Z';

interface Colours {
  readonly sky: string;
  readonly sun: string;
  readonly hill: string;
  readonly walls: string;
  readonly roof: string;
  readonly door: string;
}

export const BRIGHT: Colours = {
  ...{ sky: '#cde7f2', sun: '#f8c95a', hill: '#6fae7a' },
  ...{ walls: '#fbf1e0', roof: '#d9573f', door: '#5b4636' },
};

export function scene({ sky, sun, hill, walls, roof, door }: Colours, filter?: string) {
  return (
    <>
      <path fill={sky} d="M0 0H48V36H0Z" />
      <g filter={filter}>
        <circle cx="39" cy="9" r="4.5" fill={sun} />
        <path fill={hill} d={HILL} />
        <path fill={walls} d={WALLS} />
        <path fill={roof} d={ROOF} />
        <path fill={door} d={DOOR} />
      </g>
    </>
  );
}

/** A grid of squares, a letter for each. */
export function squares(rows: readonly string[], colours: Readonly<Record<string, string>>) {
  return rows.flatMap((row, y) =>
    [...row].map((letter, x) => (
      <path key={`${x},${y}`} shape-rendering="crispEdges" fill={colours[letter]} d={`M${x * 4} ${y * 4}h4v4h-4Z`} />
    )),
  );
}
