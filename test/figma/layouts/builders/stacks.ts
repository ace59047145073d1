// Auto layout, components and their instances.

import { at, measure, type Props, pick, type Sketch, solid, text, walk } from './nodes.ts';

interface StackProps {
  readonly w?: number | 'fill';
  readonly h?: number | 'fill';
  readonly gap?: number;
  /** All sides, [ends, sides] or [top, right, bottom, left]. */
  readonly pad?: number | readonly number[];
  readonly align?: string;
  readonly justify?: string;
  readonly wrap?: boolean;
  readonly [property: string]: unknown;
}

/** Of a frame with auto layout. */
interface Flow {
  layoutMode: string;
  layoutWrap: string;
  itemSpacing: number;
  counterAxisSpacing: number;
  paddingTop: number;
  paddingRight: number;
  paddingBottom: number;
  paddingLeft: number;
  primaryAxisAlignItems: string;
  counterAxisAlignItems: string;
  layoutSizingHorizontal: string;
  layoutSizingVertical: string;
}

function stack(layoutMode: string, name: string, props: StackProps, children: Sketch[]): Sketch {
  const { w, h, gap = 0, pad = 0, align = 'MIN', justify = 'MIN', wrap, ...others } = props;
  const sides =
    typeof pad === 'number' ? [pad, pad, pad, pad] : pad.length === 2 ? [pad[0]!, pad[1]!, pad[0]!, pad[1]!] : pad;
  const sizingOf = (length: number | 'fill' | undefined) => (length === 'fill' ? 'FILL' : length ? 'FIXED' : 'HUG');
  const node: Sketch = {
    ...{ type: 'FRAME', name, x: 0, y: 0, visible: true, locked: false, opacity: 1, fills: [], strokes: [] },
    ...{
      width: typeof w === 'number' ? w : 0,
      height: typeof h === 'number' ? h : 0,
      clipsContent: false,
      cornerRadius: 0,
    },
    ...{
      layoutMode,
      layoutWrap: wrap ? 'WRAP' : 'NO_WRAP',
      itemSpacing: gap,
      ...(wrap && { counterAxisSpacing: gap }),
    },
    ...{ paddingTop: sides[0], paddingRight: sides[1], paddingBottom: sides[2], paddingLeft: sides[3] },
    ...{ primaryAxisAlignItems: justify, counterAxisAlignItems: align },
    ...{ layoutSizingHorizontal: sizingOf(w), layoutSizingVertical: sizingOf(h), ...others, children },
  };
  arrange(node);
  return node;
}
/** Auto layout. w, h: number, 'fill', or nothing (hug). */
export const column = (name: string, props: StackProps, children: Sketch[]) => stack('VERTICAL', name, props, children);
export const row = (name: string, props: StackProps, children: Sketch[]) => stack('HORIZONTAL', name, props, children);
/** A button: auto layout with words in it. */
export const button = (words: string, props: StackProps & { readonly ink?: string; readonly name?: string } = {}) => {
  const { ink = '#FFFFFF', name = 'Button', ...others } = props;
  return row(name, { pad: [10, 18], fills: [solid('#2F5BEA')], cornerRadius: 8, ...others }, [
    text(words, 14, 'Medium', { ink }),
  ]);
};

const round = (n: number) => Math.round(n * 100) / 100;
const sum = (list: readonly Sketch[], key: 'width' | 'height') => list.reduce((n, child) => n + child[key], 0);
const most = (list: readonly Sketch[], key: 'width' | 'height') => Math.max(0, ...list.map(child => child[key]));

function arrange(node: Sketch): void {
  if (node.type === 'TEXT') measure(node);
  const flow = node as unknown as Flow;
  if (flow.layoutMode !== 'HORIZONTAL' && flow.layoutMode !== 'VERTICAL') return;
  const children = (node.children ?? []).filter(child => child.visible && child.layoutPositioning !== 'ABSOLUTE');
  for (const child of children) arrange(child);
  if (flow.layoutWrap === 'WRAP') arrangeWrapped(node, flow, children);
  else arrangeLine(node, flow, children);
}

function arrangeLine(node: Sketch, flow: Flow, children: readonly Sketch[]): void {
  const across = flow.layoutMode === 'HORIZONTAL';
  const gaps = flow.itemSpacing * Math.max(0, children.length - 1);
  const sides = flow.paddingLeft + flow.paddingRight;
  const ends = flow.paddingTop + flow.paddingBottom;
  const share = (axis: 'Horizontal' | 'Vertical', size: 'width' | 'height', along: boolean, padding: number) => {
    const hugs = flow[`layoutSizing${axis}`] === 'HUG';
    const fills = children.filter(child => child[`layoutSizing${axis}`] === 'FILL');
    const others = children.filter(child => !fills.includes(child));
    const hugged = along ? sum(children, size) + gaps : most(others.length > 0 ? others : children, size);
    const inner = hugs ? hugged : node[size] - padding;
    for (const child of fills) {
      const part = Math.max(1, (inner - sum(others, size) - gaps) / fills.length);
      child[size] = round(along ? (hugs ? child[size] : part) : inner);
    }
    if (hugs) node[size] = round(inner + padding);
    for (const child of children) arrange(child);
  };
  share('Horizontal', 'width', across, sides);
  share('Vertical', 'height', !across, ends);
  const [main, cross] = across ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const free = node[main] - (across ? sides : ends) - sum(children, main) - gaps;
  const how = flow.primaryAxisAlignItems;
  const extra = how === 'SPACE_BETWEEN' && children.length > 1 ? free / (children.length - 1) : 0;
  let along = (across ? flow.paddingLeft : flow.paddingTop) + (how === 'CENTER' ? free / 2 : how === 'MAX' ? free : 0);
  for (const child of children) {
    const room = node[cross] - (across ? ends : sides) - child[cross];
    const share = { MIN: 0, CENTER: 0.5, MAX: 1, BASELINE: 1 }[flow.counterAxisAlignItems] ?? 0;
    const off = (across ? flow.paddingTop : flow.paddingLeft) + share * room;
    if (across) at(round(along), round(off), child);
    else at(round(off), round(along), child);
    along += child[main] + flow.itemSpacing + extra;
  }
}

function arrangeWrapped(node: Sketch, flow: Flow, children: readonly Sketch[]): void {
  const lines: Sketch[][] = [[]];
  const inner = node.width - flow.paddingLeft - flow.paddingRight;
  for (const child of children) {
    const last = lines[lines.length - 1]!;
    if (last.length > 0 && sum(last, 'width') + last.length * flow.itemSpacing + child.width > inner + 0.01)
      lines.push([child]);
    else last.push(child);
  }
  const heights = lines.reduce((n, list) => n + most(list, 'height'), 0) + flow.counterAxisSpacing * (lines.length - 1);
  if (flow.layoutSizingVertical === 'HUG') node.height = flow.paddingTop + flow.paddingBottom + heights;
  let y = flow.paddingTop;
  for (const list of lines) {
    let x = flow.paddingLeft;
    for (const child of list) {
      at(x, y, child);
      x += child.width + flow.itemSpacing;
    }
    y += most(list, 'height') + flow.counterAxisSpacing;
  }
}

// ---- components ----
export const component = (node: Sketch, props: Props = {}): Sketch =>
  Object.assign(node, { type: 'COMPONENT', ...props });
export function componentSet(name: string, variants: Sketch[], props: StackProps = {}): Sketch {
  for (const variant of variants) {
    variant._set = name;
    variant.variantProperties = Object.fromEntries(variant.name.split(', ').map(pair => pair.split('=')));
  }
  return Object.assign(
    column(name, { gap: 24, pad: 24, strokes: [solid('#9747FF')], cornerRadius: 5, ...props }, variants),
    {
      type: 'COMPONENT_SET',
    },
  );
}
function copy(node: Sketch): Sketch {
  const { children, id: _, _source, _main, ...own } = node;
  const twin: Sketch = { ...structuredClone(own), _source: node, ...(_main && { _main }) };
  if (children) twin.children = children.map(copy);
  return twin;
}
/** overrides: by a layer's name in the component, new characters or properties. */
export function instance(
  main: Sketch,
  overrides: Readonly<Record<string, string | Props>> = {},
  props: Props = {},
): Sketch {
  const node = Object.assign(copy(main), { type: 'INSTANCE', _main: main, name: main._set ?? main.name });
  node._source = undefined;
  delete node.variantProperties;
  for (const [name, change] of Object.entries(overrides)) {
    Object.assign(pick(node, name), typeof change === 'string' ? { characters: change } : change);
  }
  Object.assign(node, props);
  arrange(node);
  for (const inner of walk(node)) if (inner !== node && inner.type === 'TEXT') measure(inner);
  return node;
}
