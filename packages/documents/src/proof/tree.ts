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
  | { readonly kind: 'add'; readonly target: string; readonly alt: string }
  /** Images that showed `old` show `target`. */
  | { readonly kind: 'retarget'; readonly old: string; readonly target: string };

/**
 * Whether one tree is the other with what was intended, once, and nothing else.
 * @param unseen whether it may be in a part of the document that this parser leaves out, such as a note that nothing refers to
 */
export function differsAsIntended(old: TreeNode, now: TreeNode, intention: Intention, unseen = false): boolean {
  const comparison = new Comparison(intention);
  return comparison.same(old, now) && (comparison.done || unseen);
}

class Comparison {
  readonly #intention: Intention;
  done = false;

  constructor(intention: Intention) {
    this.#intention = intention;
  }

  same(old: TreeNode, now: TreeNode): boolean {
    if (old.kind !== now.kind || old.own !== now.own || !this.#sameTargets(old, now)) return false;
    const before = this.done;
    const received = this.#sameChildren(old, now);
    if (received === undefined) return false;
    if (old.tight === now.tight) return true;
    // a list that got the picture may become loose
    const own = !before && this.done && now.children.some(item => item.children.some(child => this.#isPicture(child)));
    return own && old.tight !== false;
  }

  /** @returns undefined if they differ in anything else */
  #sameChildren(old: TreeNode, now: TreeNode): true | undefined {
    let next = 0;
    for (const child of now.children) {
      const counterpart = old.children[next];
      if (!this.done && this.#isPicture(child)) {
        this.done = true;
        if (counterpart?.kind === SANA_BLOCK && now.children.length === old.children.length) next++;
        continue;
      }
      if (!counterpart || !this.same(counterpart, child)) return undefined;
      next++;
    }
    return next === old.children.length ? true : undefined;
  }

  #isPicture({ kind, children }: TreeNode): boolean {
    if (this.#intention.kind !== 'add' || kind !== 'paragraph') return false;
    const [image, ...others] = children;
    const { target, alt } = this.#intention;
    return image?.target === target && image.alt === alt && others.length === 0;
  }

  #sameTargets(old: TreeNode, now: TreeNode): boolean {
    if (old.target === now.target && old.html === now.html && old.defines === now.defines) return old.alt === now.alt;
    if (this.#intention.kind !== 'retarget') return false;
    const { old: from, target: to } = this.#intention;
    const html = old.html !== undefined && now.html !== undefined && isRetargeted(old.html, now.html, to);
    const image = old.target === from && now.target === to && old.alt === now.alt;
    const definition = old.defines === from && now.defines === to;
    if (html || image || definition) this.done = true;
    return html || image || definition;
  }
}

/** A fenced block with what a picture shows. */
export const SANA_BLOCK = 'sana-block';

/** Whether HTML differs in nothing but one value, which is now `target`. */
function isRetargeted(old: string, now: string, target: string): boolean {
  const at = now.indexOf(target);
  if (at < 0) return false;
  const rest = now.slice(at + target.length);
  return old.startsWith(now.slice(0, at)) && old.endsWith(rest) && old.length >= at + rest.length;
}
