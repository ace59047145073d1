// Grids, as the typings describe them at GridLayoutMixin and GridChildrenMixin.

import type { GridTrackSize } from '@figma/plugin-typings/plugin-api-standalone';
import {
  type Axis,
  bounded,
  extent,
  inner,
  isFilling,
  moveTo,
  padding,
  paddingBefore,
  resizedAlong,
  SIZING,
} from './auto-layout.ts';
import type { ModelLayer } from './layers.ts';
import { hugTo, isInFlow } from './layout.ts';

const COUNT = { x: 'gridColumnCount', y: 'gridRowCount' } as const;
const GAP = { x: 'gridColumnGap', y: 'gridRowGap' } as const;
const TRACKS = { x: 'gridColumnSizes', y: 'gridRowSizes' } as const;
const ANCHOR = { x: 'gridColumnAnchorIndex', y: 'gridRowAnchorIndex' } as const;
const SPAN = { x: 'gridColumnSpan', y: 'gridRowSpan' } as const;

export function arrangeGrid(frame: ModelLayer): void {
  const flow = frame.inside.filter(isInFlow);
  place(frame, flow);
  for (const axis of ['x', 'y'] as const) {
    const sizes = tracksOf(frame, flow, axis);
    const gap = frame.values[GAP[axis]];
    const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size + gap, 0));
    for (const child of flow) {
      const [at, span] = [child.values[ANCHOR[axis]], child.values[SPAN[axis]]];
      const start = paddingBefore(frame, axis) + (starts[at] ?? 0);
      const room = sizes.slice(at, at + span).reduce((sum, size) => sum + size, 0) + gap * (span - 1);
      if (isFilling(child, axis) && room > 0) resizedAlong(child, axis, room);
      moveTo(child, axis, start);
    }
    if (frame.values[SIZING[axis]] !== 'HUG') continue;
    const all = sizes.reduce((sum, size) => sum + size, 0) + gap * Math.max(0, sizes.length - 1);
    const { width, height } = frame.values;
    const size = bounded(frame, axis, all + padding(frame, axis));
    hugTo(frame, axis === 'x' ? size : width, axis === 'x' ? height : size);
  }
}

/** `appendChild`: “nodes will be added to the first available position in the grid”; a full one gets another row. */
function place(frame: ModelLayer, flow: readonly ModelLayer[]): void {
  const columns = frame.values.gridColumnCount;
  const taken = new Set<string>();
  const flows = frame.values.gridItemsPositioning === 'ROW_AUTO_FLOW';
  const cells = (row: number, column: number, { values }: ModelLayer) =>
    Array.from({ length: values.gridRowSpan }, (_, i) =>
      Array.from({ length: values.gridColumnSpan }, (_, j) => `${row + i} ${column + j}`),
    ).flat();
  const homeless: ModelLayer[] = [];
  for (const child of flow) {
    const { gridRowAnchorIndex: row, gridColumnAnchorIndex: column } = child.values;
    const wanted = cells(row, column, child);
    if (flows || row < 0 || wanted.some(cell => taken.has(cell))) homeless.push(child);
    else for (const cell of wanted) taken.add(cell);
  }
  for (const child of homeless) {
    for (let at = 0; ; at++) {
      const [row, column] = [Math.floor(at / columns), at % columns];
      const wanted = cells(row, column, child);
      if (column + child.values.gridColumnSpan > columns && column > 0) continue;
      if (wanted.some(cell => taken.has(cell))) continue;
      for (const cell of wanted) taken.add(cell);
      child.set('gridRowAnchorIndex', row);
      child.set('gridColumnAnchorIndex', column);
      break;
    }
  }
  // “will never go below the number of rows necessary to hold all children”
  const needed = Math.max(1, ...flow.map(({ values }) => values.gridRowAnchorIndex + values.gridRowSpan));
  if (needed > frame.values.gridRowCount) frame.set('gridRowCount', needed);
  else if (frame.values.gridAutoTracks === 'ROWS') frame.set('gridRowCount', needed);
}

/** Pixels of each track: “FIXED” as said, “HUG” as its content, “FLEX” shares what is left. */
function tracksOf(frame: ModelLayer, flow: readonly ModelLayer[], axis: Axis): readonly number[] {
  const count = frame.values[COUNT[axis]];
  const said: readonly GridTrackSize[] = frame.values[TRACKS[axis]];
  const hugs = frame.values[SIZING[axis]] === 'HUG';
  const content = (track: number) =>
    Math.max(
      0,
      ...flow
        .filter(({ values }) => values[ANCHOR[axis]] === track && values[SPAN[axis]] === 1)
        .map(child => extent(child, axis)),
    );
  const sizes = Array.from({ length: count }, (_, track) => {
    const { type = 'FLEX', value } = said[track] ?? {};
    if (type === 'FIXED') return value ?? 0;
    return type === 'HUG' || hugs ? content(track) : Number.NaN;
  });
  const fixed = sizes.filter(size => !Number.isNaN(size)).reduce((sum, size) => sum + size, 0);
  const left = inner(frame, axis) - fixed - frame.values[GAP[axis]] * (count - 1);
  const shares = sizes.map((size, track) => (Number.isNaN(size) ? (said[track]?.value ?? 1) : 0));
  const all = shares.reduce((sum, value) => sum + value, 0);
  return sizes.map((size, track) => (Number.isNaN(size) ? Math.max(0, (left * shares[track]!) / all) : size));
}
