import { type HtmlImage, htmlImages } from '../markdown/html-images.ts';

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
  /** Of an image that says only which definition it shows: that one's name. */
  readonly refers?: string;
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
  | { readonly kind: 'retarget'; readonly old: string; readonly target: string }
  /** One of the images that show `target`, by the definition `identifier` if there is one, has another alternative text. */
  | { readonly kind: 'alt'; readonly target: string; readonly identifier: string | undefined; readonly alt: string };

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

type Wording = Extract<Intention, { readonly kind: 'alt' }>;

class Comparison {
  /** Pictures that were not met yet, by how they read; several may read the same. */
  readonly #awaited = new Map<string, boolean[]>();
  readonly #retargeted = new Map<string, { done: boolean }>();
  /** Alternative texts that were not met yet, each as often as it is wanted, by what they are of. */
  readonly #worded: Wording[] = [];
  readonly #received = new Set<TreeNode>();

  constructor(intentions: readonly Intention[]) {
    for (const intention of intentions) {
      if (intention.kind === 'alt') this.#worded.push(intention);
      else if (intention.kind === 'retarget') {
        this.#retargeted.set(pair(intention.old, intention.target), { done: false });
      } else {
        const key = pair(intention.target, intention.alt);
        this.#awaited.set(key, [...(this.#awaited.get(key) ?? []), intention.replaces]);
      }
    }
  }

  get isDone(): boolean {
    if (this.#awaited.size > 0 || this.#worded.length > 0) return false;
    return [...this.#retargeted.values()].every(({ done }) => done);
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
    return (
      old.refers === now.refers &&
      this.#sameAlt(old.alt, now.alt, now) &&
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

  /** @param old undefined also for an image of HTML that has none, not even an empty one */
  #sameAlt(old: string | undefined, alt: string | undefined, { target, refers }: Pick<TreeNode, 'target' | 'refers'>) {
    if (old === alt) return true;
    const is = (one: Wording) =>
      one.alt === alt && (refers === undefined ? one.target === target : one.identifier === refers);
    const index = this.#worded.findIndex(is);
    if (index >= 0) this.#worded.splice(index, 1);
    return index >= 0;
  }

  /** Whether HTML differs in nothing but what images show and say. */
  #sameHtml(old: string | undefined, now: string | undefined): boolean {
    if (old === now) return true;
    if (old === undefined || now === undefined) return false;
    const images = htmlImages(old);
    const newImages = htmlImages(now);
    return (
      withoutImages(old, images) === withoutImages(now, newImages) &&
      images.every((image, index) => {
        const next = newImages[index]!;
        return (
          this.#sameTarget(image.src, next.src) && this.#sameAlt(saidBy(image), saidBy(next), { target: next.src })
        );
      })
    );
  }
}

/** HTML without the sources and the alternative texts of its images. */
function withoutImages(html: string, images: readonly HtmlImage[]): string {
  const left: string[] = [];
  let at = 0;
  const parts = images.flatMap(({ value, quote, altAttribute }) => [
    { start: value.start - quote.length, end: value.end + quote.length },
    ...(altAttribute ? [{ start: blankBefore(html, altAttribute.start), end: altAttribute.end }] : []),
  ]);
  for (const { start, end } of parts.sort((one, other) => one.start - other.start)) {
    left.push(html.slice(at, start));
    at = end;
  }
  return `${images.length} ${left.join('')}${html.slice(at)}`;
}

function blankBefore(html: string, offset: number): number {
  return /\s/u.test(html[offset - 1] ?? '') ? offset - 1 : offset;
}

function saidBy({ alt, altAttribute }: HtmlImage): string | undefined {
  return altAttribute && alt;
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
