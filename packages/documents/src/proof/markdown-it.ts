import { BUDGETS } from '@sana-studio/core';
import MarkdownIt, { type Token } from 'markdown-it';
import definitionLists from 'markdown-it-deflist';
import footnotes from 'markdown-it-footnote';
import { SANA_BLOCK, type TreeNode } from './tree.ts';

const options = { html: true, maxNesting: BUDGETS.documentNesting.most * 4 } as const;

/** What CommonMark says, and nothing else. */
const commonMark = withPlainAddresses(new MarkdownIt('commonmark', options));
/** With tables, footnotes and lists of definitions: what VS Code's preview and generators of sites read. */
const extended = withPlainAddresses(
  new MarkdownIt('commonmark', options).enable(['table', 'strikethrough']).use(footnotes).use(definitionLists),
);

/** Addresses stay as they are written, whatever they are. */
function withPlainAddresses(parser: MarkdownIt): MarkdownIt {
  parser.normalizeLink = address => address;
  parser.normalizeLinkText = text => text;
  parser.validateLink = () => true;
  return parser;
}

export const readCommonMark = (text: string): TreeNode => treeOf(commonMark, text);
export const readExtended = (text: string): TreeNode => treeOf(extended, text);

interface Environment {
  readonly references?: Readonly<Record<string, { readonly title: string; readonly href: string }>>;
}

interface OpenNode extends Omit<TreeNode, 'children'> {
  readonly children: OpenNode[];
  readonly hidden: boolean;
}

function treeOf(parser: MarkdownIt, text: string): TreeNode {
  const environment: Environment = {};
  const root: OpenNode = { kind: 'root', own: '', children: [], hidden: false };
  add(root, parser.parse(text, environment));
  for (const [label, { href, title }] of Object.entries(environment.references ?? {})) {
    const own = JSON.stringify([label, title]);
    root.children.push({ kind: 'definition', own, defines: href, children: [], hidden: false });
  }
  return root;
}

function add(root: OpenNode, tokens: readonly Token[]): void {
  const open: OpenNode[] = [root];
  for (const token of tokens) {
    // it goes into the last paragraph of a footnote, whichever that is
    if (token.type === 'footnote_anchor') continue;
    const parent = open.at(-1)!;
    if (token.type === 'inline') {
      add(parent, token.children ?? []);
    } else if (token.nesting < 0) {
      // notes in notes come in no order: what is closed twice is closed
      if (open.length === 1) continue;
      const closed = open.pop()!;
      const tight = isList(closed.kind) ? tightness(closed) : undefined;
      if (tight !== undefined) Object.assign(closed, { tight });
    } else {
      const node = nodeOf(token);
      parent.children.push(node);
      if (token.nesting > 0) open.push(node);
    }
  }
}

function nodeOf({ type, tag, attrs, info, content, hidden, meta, nesting, children }: Token): OpenNode {
  const base = { children: [], hidden };
  if (type === 'image') {
    const { src = '', ...others } = Object.fromEntries(attrs ?? []);
    return { ...base, kind: type, own: JSON.stringify(others), target: src, alt: altOf(children ?? []) };
  }
  // at the end of a document the last line has no end
  if (type === 'html_block') return { ...base, kind: type, own: '', html: content.replace(/\n$/u, '') };
  if (type === 'html_inline') return { ...base, kind: type, own: '', html: content };
  if (type === 'fence' && /^sana(?:\s|$)/u.test(info)) return { ...base, kind: SANA_BLOCK, own: info + content };
  const kind = type === 'paragraph_open' ? 'paragraph' : type;
  return { ...base, kind, own: JSON.stringify([tag, attrs, info, nesting > 0 ? '' : content, meta]) };
}

function altOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) =>
      type === 'softbreak' || type === 'hardbreak' ? '\n' : children?.length ? altOf(children) : content,
    )
    .join('');
}

function isList(kind: string): boolean {
  return kind === 'bullet_list_open' || kind === 'ordered_list_open' || kind === 'dl_open';
}

/** Paragraphs of a tight list are not shown as such. */
function tightness({ children }: OpenNode): boolean | undefined {
  const paragraphs = children.flatMap(item => item.children).filter(({ kind }) => kind === 'paragraph');
  return paragraphs.length === 0 ? undefined : paragraphs.some(({ hidden }) => hidden);
}
