// A page with a selection and the right answer, as the files hold them.

import { type Sketch, walk } from './nodes.ts';

export type Kind = 'fill' | 'beside' | 'none';

export interface Answer {
  readonly place: { readonly kind: Kind; readonly node: string };
  readonly prompt: { readonly main: readonly string[]; readonly support: readonly string[] };
  readonly set: string | null;
}

/** A node as the files hold it: the plugin API's fields. */
export interface LayoutNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly visible?: boolean;
  readonly locked?: boolean;
  readonly absoluteBoundingBox: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly children?: readonly LayoutNode[];
  readonly [property: string]: unknown;
}

export interface Layout {
  readonly name: string;
  readonly why: string;
  readonly direction: 'LTR' | 'RTL';
  readonly page: {
    readonly id: string;
    readonly type: 'PAGE';
    readonly name: string;
    readonly children: readonly LayoutNode[];
  };
  readonly selection: readonly string[];
  readonly expected: readonly Answer[];
  readonly accepted?: readonly (readonly Answer[])[];
  readonly notPlaces: readonly string[];
  readonly notice?: string;
}

/** A layer's name serves as the prompt. */
interface Named {
  readonly named: Sketch;
}
type Words = Sketch | Named | readonly (Sketch | Named)[] | undefined;
interface Given {
  readonly kind: Kind;
  readonly node: Sketch;
  readonly main: readonly (Sketch | Named)[];
  readonly support: readonly (Sketch | Named)[];
  readonly set: string | null;
}

const list = (words: Words): readonly (Sketch | Named)[] =>
  words === undefined ? [] : Array.isArray(words) ? words : [words as Sketch | Named];
export const named = (node: Sketch): Named => ({ named: node });
export const fill = (node: Sketch, main?: Words, support?: Words, set: string | null = null): Given => ({
  ...{ kind: 'fill', node, main: list(main), support: list(support), set },
});
export const beside = (node: Sketch, support?: Words, set: string | null = null): Given => ({
  ...{ kind: 'beside', node, main: [node], support: list(support), set },
});
export const none = (node: Sketch): Given => ({ kind: 'none', node, main: [], support: [], set: null });

interface LayoutProps {
  readonly direction?: 'LTR' | 'RTL';
  readonly children: readonly Sketch[];
  /** Components of another file. */
  readonly library?: readonly Sketch[];
  readonly select: readonly Sketch[];
  readonly expect: readonly Given[];
  readonly not?: readonly Sketch[];
  readonly accepted?: readonly (readonly Given[])[];
  readonly notice?: string;
}

/** Properties that nodes of a type do not have in the plugin API. */
const LACKING: Readonly<Record<string, readonly string[]>> = {
  GROUP: ['fills', 'strokes'],
  SECTION: ['opacity', 'strokes', 'layoutSizingHorizontal', 'layoutSizingVertical'],
};
const round = (n: number) => Math.round(n * 100) / 100;
const spaceless = ({ type }: Sketch) => type === 'GROUP' || type === 'BOOLEAN_OPERATION';

export function layout(name: string, why: string, props: LayoutProps): Layout {
  const { direction = 'LTR', children, library = [], select, expect, not = [], accepted, notice } = props;
  number(children, library);
  const word = (one: Sketch | Named) => ('named' in one ? `@name:${(one as Named).named.id}` : String(one.id));
  const answer = ({ kind, node, main, support, set }: Given): Answer => ({
    place: { kind, node: node.id! },
    prompt: { main: main.map(word), support: support.map(word) },
    set,
  });
  return {
    ...{
      name,
      why,
      direction,
      page: { id: '0:1', type: 'PAGE', name: 'Page 1', children: children.map(top => emit(top, 0, 0)) },
    },
    ...{
      selection: select.map(({ id }) => id!),
      expected: expect.map(answer),
      notPlaces: [...new Set(not.map(({ id }) => id!))],
    },
    ...(accepted && { accepted: accepted.map(rows => rows.map(answer)) }),
    ...(notice && { notice }),
  };
}

/** Gives ids as Figma does: 12:5, and I12:5;3:7 for the sublayers of instances. */
function number(children: readonly Sketch[], library: readonly Sketch[]): void {
  const mains = [...library, ...children.flatMap(top => [...walk(top)].filter(({ type }) => type === 'COMPONENT'))];
  let last = 0;
  const visit = (node: Sketch, owner: Sketch | undefined, prefix: string) => {
    const bare = (id: string | undefined) => String(id).replace(/^I/, '');
    if (node._source && owner) node.id = `I${bare(owner.id)};${bare(node._source.id)}`;
    else node.id ??= `${prefix}:${++last + 1}`;
    for (const child of node.children ?? []) visit(child, owner ?? (node._main ? node : undefined), prefix);
  };
  for (const main of mains) visit(main, undefined, '3');
  for (const top of children) visit(top, undefined, '12');
}

function emit(node: Sketch, ox: number, oy: number): LayoutNode {
  const { children, _main, _source, _set, type, id, ...rest } = node;
  const kept = Object.entries(rest).filter(
    ([key, value]) => !key.startsWith('_') && value !== undefined && !LACKING[type]?.includes(key),
  );
  const [x, y] = spaceless(node) ? [ox, oy] : [ox + node.x, oy + node.y];
  return {
    ...{ id: id!, type, name: node.name },
    ...Object.fromEntries(kept.map(([key, value]) => [key, typeof value === 'number' ? round(value) : value])),
    absoluteBoundingBox: {
      x: round(ox + node.x),
      y: round(oy + node.y),
      width: round(node.width),
      height: round(node.height),
    },
    ...(_main && { mainComponent: _main.id }),
    ...(children && { children: children.map(child => emit(child, x, y)) }),
  };
}
