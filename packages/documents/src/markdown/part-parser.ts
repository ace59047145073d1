import type { Nodes, Root, RootContent } from 'mdast';
import type { Options } from 'mdast-util-from-markdown';
import { beginningsOfParts } from './parts.ts';
import { madeOf, moved, type Point, type Standing } from './placed-nodes.ts';

/** What links and notes of a part may lead to, wherever in the document it is defined. */
interface Labels {
  readonly definitions: readonly string[];
  readonly footnotes: readonly string[];
  /** Another one for other labels. */
  readonly key: string;
}

interface ParsedPart {
  /** With offsets in the part. */
  readonly root: Root;
  readonly labels: Labels;
  /** Whether it ends where something follows. */
  readonly ends: boolean;
  /** What is in it, with offsets in a document where it stands there: in the next version it may again. */
  placed?: { readonly at: Point; readonly children: readonly RootContent[] };
}

/** What a parser knows of marks. */
export type Constructs = NonNullable<Options['extensions']>[number];

const NO_LABELS = labelsOf([], []);

/** A parser takes a while to begin. */
const LEAST = 1500;

/** UTF-16 units of the parts that are kept, of all documents: some hundred bytes of nodes for each ten of them. */
const KEPT = 4_000_000;

/** Parses markdown part by part, and a part that it knows already not at all. The result is that of parsing the whole. */
export class PartParser {
  readonly #parse: (text: string, besides: Constructs) => Root;
  readonly #least: number;
  /** By the labels that were known and the text, the least used first. */
  readonly #kept = new Map<string, ParsedPart>();
  #keptLength = 0;

  /**
   * @param parse a text as it stands, with these constructs besides
   * @param least UTF-16 units of a part, but for the last one
   */
  constructor(parse: (text: string, besides: Constructs) => Root, least = LEAST) {
    this.#parse = parse;
    this.#least = least;
  }

  /** The whole, with each step the parsing of one part at most; who goes on asks for the next step. */
  *steps(text: string): Generator<void, Root> {
    const ends = (part: string) => this.#part(part + BEHIND, NO_LABELS).ends;
    const beginnings = beginningsOfParts(text, this.#least, ends);
    yield;
    const parts = beginnings.map((start, index) =>
      index === beginnings.length - 1 ? text.slice(start) : text.slice(start, beginnings[index + 1]) + BEHIND,
    );
    const labels = yield* this.#labels(parts);
    const children: RootContent[] = [];
    const standing: Standing[] = [];
    let line = 0;
    for (const [index, part] of parts.entries()) {
      const parsed = this.#part(part, part.includes('[') ? labels : NO_LABELS);
      const at = { offset: beginnings[index]!, line };
      for (const child of this.#placed(parsed, at)) children.push(child);
      standing.push({ root: parsed.root, at });
      line += parsed.root.position!.end.line - 1;
      yield;
    }
    const lastLine = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    const end = { line: line + 1, column: text.length - lastLine + 1, offset: text.length };
    const root: Root = { type: 'root', children, position: { start: { line: 1, column: 1, offset: 0 }, end } };
    madeOf(root, standing);
    return root;
  }

  /** What the whole document defines. Only parts that may define something are looked at. */
  *#labels(parts: readonly string[]): Generator<void, Labels> {
    const definitions = new Set<string>();
    const footnotes = new Set<string>();
    for (const part of parts) {
      if (!part.includes(']:')) continue;
      const { labels } = this.#part(part, NO_LABELS);
      for (const label of labels.definitions) definitions.add(label);
      for (const label of labels.footnotes) footnotes.add(label);
      yield;
    }
    return labelsOf([...definitions], [...footnotes]);
  }

  #part(text: string, labels: Labels): ParsedPart {
    const key = labels.key + text;
    const known = this.#kept.get(key);
    const part = known ?? this.#fresh(text, labels);
    if (known) this.#kept.delete(key);
    else this.#keptLength += text.length;
    this.#kept.set(key, part);
    for (const [oldest, { root }] of this.#kept) {
      if (this.#keptLength <= KEPT) break;
      this.#kept.delete(oldest);
      this.#keptLength -= root.position!.end.offset!;
    }
    return part;
  }

  #fresh(text: string, labels: Labels): ParsedPart {
    const root = this.#parse(text, knowing(labels));
    const ends = standsBehind(root, text);
    if (ends) root.children.pop();
    return { root, ends, labels: labelsIn(root) };
  }

  #placed(part: ParsedPart, at: Point): readonly RootContent[] {
    if (part.placed?.at.offset !== at.offset || part.placed.at.line !== at.line) {
      part.placed = { at, children: part.root.children.map(child => moved(child, at)) };
    }
    return part.placed.children;
  }
}

/** Stands behind every part but the last one: where some blocks end depends on whether something follows. */
const BEHIND = '\u0001';

/** Whether what was put behind a part is a paragraph of its own. */
function standsBehind(root: Root, text: string): boolean {
  const last = root.children.at(-1);
  return text.endsWith(BEHIND) && last?.type === 'paragraph' && last.position?.start.offset === text.length - 1;
}

/** Matches nothing: before a parser looks for what a label leads to, it is told what there is elsewhere. */
function knowing({ definitions, footnotes }: Labels): Constructs {
  const tell = {
    name: 'labelsOfOtherParts',
    tokenize: function (_effects, _ok, nok) {
      const { parser } = this;
      if (!parser.defined.includes(MARKER)) parser.defined.push(MARKER, ...definitions);
      parser.gfmFootnotes ??= [];
      if (!parser.gfmFootnotes.includes(MARKER)) parser.gfmFootnotes.push(MARKER, ...footnotes);
      return nok;
    } satisfies Tokenize,
  };
  return { text: { 33: tell, 91: tell, 93: tell } };
}

/** No label can be this: labels are in capitals. */
const MARKER = 'told';

type Tokenize = Extract<NonNullable<NonNullable<Constructs['text']>[number]>, { tokenize: unknown }>['tokenize'];

function labelsOf(definitions: readonly string[], footnotes: readonly string[]): Labels {
  return { definitions, footnotes, key: JSON.stringify([definitions, footnotes]) };
}

function labelsIn(root: Root): Labels {
  const definitions: string[] = [];
  const footnotes: string[] = [];
  const visit = (node: Nodes) => {
    if (node.type === 'definition') definitions.push(node.identifier.toUpperCase());
    if (node.type === 'footnoteDefinition') footnotes.push(node.identifier.toUpperCase());
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return labelsOf(definitions, footnotes);
}
