// The law by which answers are judged. A place is right if its kind and layer are; a prompt is right if its place is and
// its main texts are the same. A wrong fill is one of a layer that must not be filled, or of one behind visible texts.

import type { Answer, Layout, LayoutNode } from './builders/answers.ts';

type Given = Pick<Answer, 'place' | 'prompt'>;

export interface Verdict {
  readonly places: number;
  /** The expected ones and those that nobody expects. */
  readonly ofPlaces: number;
  readonly prompts: number;
  readonly ofPrompts: number;
  readonly wrongFills: readonly string[];
  /** What is not as it should be, in words. */
  readonly faults: readonly string[];
}

interface Known {
  readonly node: LayoutNode;
  readonly above: readonly LayoutNode[];
  readonly turn: number;
  readonly shown: boolean;
}

/** @param rows what the plugin says; judged by the list of answers that fits best */
export function judge(layout: Layout, rows: readonly Given[]): Verdict {
  const nodes = indexOf(layout);
  const verdicts = [layout.expected, ...(layout.accepted ?? [])].map(answers => against(answers, rows, layout, nodes));
  const score = (verdict: Verdict) => 2 * verdict.places - verdict.ofPlaces + verdict.prompts / 1000;
  return verdicts.reduce((best, verdict) => (score(verdict) > score(best) ? verdict : best));
}

function against(
  answers: readonly Given[],
  rows: readonly Given[],
  layout: Layout,
  nodes: ReadonlyMap<string, Known>,
): Verdict {
  const key = ({ place }: Given) => `${place.kind} ${place.node}`;
  const wanted = answers.filter(({ place }) => place.kind !== 'none');
  const given = rows.filter(({ place }) => place.kind !== 'none');
  const found = new Map(given.map(row => [key(row), row]));
  const pairs = wanted.flatMap(want => {
    const got = found.get(key(want));
    return got ? [{ want, got }] : [];
  });
  const expected = new Set(wanted.map(key));
  const extra = given.filter(row => !expected.has(key(row)));
  const wrongPrompts = pairs.filter(({ want, got }) => !sameIds(want.prompt.main, got.prompt.main));
  const wrongFills = extra
    .filter(({ place }) => place.kind === 'fill')
    .filter(({ place }) => layout.notPlaces.includes(place.node) || isBehindTexts(place.node, nodes))
    .map(({ place }) => place.node);
  const say = (id: string) => `${id} “${nodes.get(id.replace('@name:', ''))?.node.name}”`;
  return {
    places: pairs.length,
    ofPlaces: wanted.length + extra.length,
    prompts: pairs.length - wrongPrompts.length,
    ofPrompts: wanted.length,
    wrongFills,
    faults: [
      ...wanted.filter(want => !found.has(key(want))).map(({ place }) => `no ${place.kind} of ${say(place.node)}`),
      ...extra.map(({ place }) => `unexpected ${place.kind} of ${say(place.node)}`),
      ...wrongPrompts.map(
        ({ want, got }) =>
          `${say(want.place.node)}: ${got.prompt.main.map(say).join(' + ')}, not ${want.prompt.main.map(say).join(' + ')}`,
      ),
    ],
  };
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size === other.size && [...one].every(id => other.has(id));
}

function indexOf({ page }: Layout): ReadonlyMap<string, Known> {
  const nodes = new Map<string, Known>();
  const visit = (node: LayoutNode, above: readonly LayoutNode[], seen: boolean) => {
    const shown = seen && node.visible !== false;
    nodes.set(node.id, { node, above, turn: nodes.size, shown });
    for (const child of node.children ?? []) visit(child, [node, ...above], shown);
  };
  for (const top of page.children) visit(top, [], true);
  return nodes;
}

/** Whether visible texts lie in it, or with most of themselves in front of it. */
function isBehindTexts(id: string, nodes: ReadonlyMap<string, Known>): boolean {
  const own = nodes.get(id);
  if (!own) return false;
  const box = own.node.absoluteBoundingBox;
  return [...nodes.values()].some(({ node, above, turn, shown }) => {
    if (node.type !== 'TEXT' || !shown || turn < own.turn) return false;
    const { x, y, width, height } = node.absoluteBoundingBox;
    const across = Math.min(x + width, box.x + box.width) - Math.max(x, box.x);
    const down = Math.min(y + height, box.y + box.height) - Math.max(y, box.y);
    return above.includes(own.node) || Math.max(0, across) * Math.max(0, down) > 0.5 * width * height;
  });
}
