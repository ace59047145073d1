import { htmlImages } from '../markdown/html-images.ts';

/** A document's tree in a form that different parsers give: what a node is, what must stay as it is, what is in it. */
export interface TreeNode {
  readonly kind: string;
  /** All else that a reader of the document could tell, as one text. */
  readonly own: string;
  readonly children: readonly TreeNode[];
  /** Of a list, whether its items follow each other without space; undefined where that cannot be told. */
  readonly tight?: boolean | undefined;
  /** Of an image. */
  readonly target?: string;
  readonly alt?: string;
  /** Of what is HTML: its text. */
  readonly html?: string;
  /** Of a definition of links: its target. */
  readonly defines?: string;
}

/** What a change of a document is meant to do. Targets are as parsers read them. */
export type Intention =
  /** One image more, as a paragraph of its own, or in the place of a sana block. */
  | { readonly kind: 'add'; readonly target: string; readonly alt: string; readonly replaces: boolean }
  /** Images that showed `old` show `target`. */
  | { readonly kind: 'retarget'; readonly old: string; readonly target: string };

/**
 * Whether one tree is the other with what was intended, each once, and nothing else.
 * @param unseen whether that may be in a part of the document that this parser leaves out, such as a note that nothing refers to
 */
export function differsAsIntended(
  old: TreeNode,
  now: TreeNode,
  intentions: readonly Intention[],
  unseen = false,
): boolean {
  const comparison = new Comparison(intentions);
  return comparison.same(old, now) && (comparison.isDone || unseen);
}

class Comparison {
  /** Pictures that were not met yet, by how they read; several may read the same. */
  readonly #awaited = new Map<string, boolean[]>();
  readonly #retargeted = new Map<string, { done: boolean }>();
  readonly #received = new Set<TreeNode>();

  constructor(intentions: readonly Intention[]) {
    for (const intention of intentions) {
      if (intention.kind === 'retarget') {
        this.#retargeted.set(pair(intention.old, intention.target), { done: false });
      } else {
        const key = pair(intention.target, intention.alt);
        this.#awaited.set(key, [...(this.#awaited.get(key) ?? []), intention.replaces]);
      }
    }
  }

  get isDone(): boolean {
    return this.#awaited.size === 0 && [...this.#retargeted.values()].every(({ done }) => done);
  }

  same(old: TreeNode, now: TreeNode): boolean {
    if (old.kind !== now.kind || old.own !== now.own || !this.#sameTargets(old, now)) return false;
    if (!this.#sameChildren(old, now)) return false;
    if (old.tight === now.tight) return true;
    // a list that got a picture may become loose
    return old.tight !== false && now.children.some(item => item.children.some(child => this.#received.has(child)));
  }

  #sameChildren(old: TreeNode, now: TreeNode): boolean {
    let next = 0;
    for (const child of now.children) {
      const counterpart = old.children[next];
      const replaces = this.#receive(child, counterpart);
      if (replaces !== undefined) {
        this.#received.add(child);
        if (replaces && counterpart?.kind !== SANA_BLOCK) return false;
        if (replaces) next++;
        continue;
      }
      if (!counterpart || !this.same(counterpart, child)) return false;
      next++;
    }
    return next === old.children.length;
  }

  /** Whether an awaited picture replaces what stood there; undefined for what is none, or was there before. */
  #receive(child: TreeNode, counterpart: TreeNode | undefined): boolean | undefined {
    const image = onlyImage(child);
    if (!image) return undefined;
    const key = pair(image.target!, image.alt!);
    const awaited = this.#awaited.get(key);
    const before = counterpart && onlyImage(counterpart);
    if (!awaited || (before && pair(before.target!, before.alt!) === key)) return undefined;
    const [replaces, ...others] = awaited;
    if (others.length > 0) this.#awaited.set(key, others);
    else this.#awaited.delete(key);
    return replaces;
  }

  #sameTargets(old: TreeNode, now: TreeNode): boolean {
    if (old.alt !== now.alt) return false;
    return (
      this.#sameTarget(old.target, now.target) &&
      this.#sameTarget(old.defines, now.defines) &&
      this.#sameHtml(old.html, now.html)
    );
  }

  #sameTarget(old: string | undefined, now: string | undefined): boolean {
    if (old === now) return true;
    const retargeted = old === undefined || now === undefined ? undefined : this.#retargeted.get(pair(old, now));
    if (retargeted) retargeted.done = true;
    return retargeted !== undefined;
  }

  /** Whether HTML differs in nothing but what images show. */
  #sameHtml(old: string | undefined, now: string | undefined): boolean {
    if (old === now) return true;
    if (old === undefined || now === undefined || this.#retargeted.size === 0) return false;
    const images = htmlImages(old);
    const newImages = htmlImages(now);
    const outside = (html: string, all: typeof images) => {
      const ends = [0, ...all.map(({ value, quote }) => value.end + quote.length)];
      const starts = [...all.map(({ value, quote }) => value.start - quote.length), html.length];
      return starts.map((start, index) => html.slice(ends[index], start)).join('\0');
    };
    return (
      outside(old, images) === outside(now, newImages) &&
      images.every(({ src }, index) => this.#sameTarget(src, newImages[index]!.src))
    );
  }
}

function pair(one: string, other: string): string {
  return JSON.stringify([one, other]);
}

/** The image that alone is a paragraph. */
function onlyImage({ kind, children }: TreeNode): TreeNode | undefined {
  const [only, ...others] = children;
  return kind === 'paragraph' && only?.target !== undefined && others.length === 0 ? only : undefined;
}

/** A fenced block with what a picture shows. */
export const SANA_BLOCK = 'sana-block';
