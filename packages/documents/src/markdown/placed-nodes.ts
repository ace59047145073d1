import type { Nodes, Root, RootContent } from 'mdast';

export interface Point {
  readonly offset: number;
  /** From 0. */
  readonly line: number;
}

/** A part that was parsed by itself, and where in a document it stands. */
export interface Standing {
  readonly root: Root;
  readonly at: Point;
}

/** The parts of documents that were parsed in parts. They are the same in every version of a document that has them. */
const partsOf = new WeakMap<Nodes, readonly Standing[]>();

/** Notes which parts a document's tree is made of. */
export function madeOf(root: Root, parts: readonly Standing[]): void {
  partsOf.set(root, parts);
}

type ByType = ReadonlyMap<Nodes['type'], readonly Nodes[]>;

/** What is in a part, in its order. */
const contents = new WeakMap<Nodes, ByType>();

function contentsOf(node: Nodes): ByType {
  const known = contents.get(node);
  if (known) return known;
  const found = new Map<Nodes['type'], Nodes[]>();
  const visit = (inner: Nodes) => {
    const ofType = found.get(inner.type);
    if (ofType) ofType.push(inner);
    else found.set(inner.type, [inner]);
    if ('children' in inner) for (const child of inner.children) visit(child);
  };
  visit(node);
  contents.set(node, found);
  return found;
}

/**
 * Every node of some types in a node, in the order of the document. What nobody has changed in a long document since it was last
 * looked through is not looked through again, and of all the others no node is made.
 */
export function nodesOfTypes<Type extends RootContent['type']>(
  root: Nodes,
  types: readonly Type[],
): Extract<RootContent, { type: Type }>[] {
  return placedNodes(root, types).map(({ node, at }) => moved(node, at));
}

/** A node with the offsets that it has in its part, and where in the document the part is. */
interface Placed<Node> {
  readonly node: Node;
  readonly at: Point;
}

/** As `nodesOfTypes`, for who wants little of each: no node is made. */
export function placedNodes<Type extends RootContent['type']>(
  root: Nodes,
  types: readonly Type[],
): Placed<Extract<RootContent, { type: Type }>>[] {
  const found: Placed<Nodes>[] = [];
  for (const part of partsOf.get(root) ?? [{ root, at: HERE }]) {
    const inside = contentsOf(part.root);
    const each = types.flatMap(type => inside.get(type) ?? []);
    if (types.length > 1) each.sort(inOrder);
    for (const node of each) found.push({ node, at: part.at });
  }
  return found as Placed<Extract<RootContent, { type: Type }>>[];
}

const HERE: Point = { offset: 0, line: 0 };

/** What is around another comes first. */
function inOrder(one: Nodes, other: Nodes): number {
  const [own, others] = [one.position!, other.position!];
  return own.start.offset! - others.start.offset! || others.end.offset! - own.end.offset!;
}

/** A node that stands elsewhere. What is in it follows when somebody looks: most of a long document nobody looks at. */
export function moved<Node extends Nodes>(node: Node, by: Point): Node {
  if (by.offset === 0) return node;
  const copy = { ...node };
  if (node.position) {
    const { start, end } = node.position;
    copy.position = {
      start: { line: start.line + by.line, column: start.column, offset: start.offset! + by.offset },
      end: { line: end.line + by.line, column: end.column, offset: end.offset! + by.offset },
    };
  }
  if ('children' in node) {
    let children: Nodes[] | undefined;
    const get = () => {
      children ??= node.children.map(child => moved(child, by));
      return children;
    };
    Object.defineProperty(copy, 'children', { get, enumerable: true });
  }
  return copy;
}
