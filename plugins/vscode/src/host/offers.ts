import { sentence } from '@sana-studio/core/errors';
import { anchorAt, anchorSchema, type FoundPrompt, formatOf, type Piece } from '@sana-studio/documents';
import type { PromptOffer } from '@sana-studio/shared';
import { type Disposable, env, l10n, type TextDocument, window, workspace } from 'vscode';
import * as z from 'zod/mini';
import { followedPlaces } from './followed-places.ts';
import { storedRequestOf } from './image-files.ts';
import type { PanelView } from './panel-view.ts';
import { reading, textOf } from './reading.ts';
import { tellError } from './tell.ts';

const offeredPlaceSchema = z.object({
  document: z.string(),
  anchor: anchorSchema,
  /** Of a picture of which a part changes: what stands for it, and its file. */
  alt: z.optional(z.string()),
  changes: z.optional(z.string()),
});

/** A picture that is not meant in any document. */
const besideSchema = z.object({ beside: z.string() });

/** Where an offer of the panel came from. */
type OfferedPlace = z.infer<typeof offeredPlaceSchema>;

/** Of the cursor: with the time that reading takes, people find the offers there before they have reached for them. */
const SETTLED_AFTER_MS = 100;

/** Rows of the panel: more than that nobody looks through, and each has its place in the document with it. */
const MOST_OFFERS = 200;

interface Offers {
  readonly offers: readonly PromptOffer[];
  /** What there is to tell about what is selected. */
  readonly notes: readonly string[];
}

/** What the panel can take from the document: what is at the cursor, or each thing that is selected and gets a picture of its own. */
export async function offersAt(document: TextDocument, start: number, end: number): Promise<Offers> {
  const pieces =
    start === end ? undefined : await reading.askQuietly(document, 'piecesOf', { start, end }, MOST_OFFERS + 1);
  const isCut = pieces !== undefined && pieces.length > MOST_OFFERS;
  const notes = isCut ? [l10n.t('Only the first {0} places of the selection are listed.', MOST_OFFERS)] : [];
  return { offers: await offersOf(document, start, end, pieces?.slice(0, MOST_OFFERS) ?? []), notes };
}

async function offersOf(
  document: TextDocument,
  start: number,
  end: number,
  pieces: readonly Piece[],
): Promise<readonly PromptOffer[]> {
  const text = textOf(document);
  const offer = (found: FoundPrompt | undefined, label: string): PromptOffer[] => {
    if (!found) return [];
    const { width, height } = found.settings;
    const id = idOf({ document: document.uri.toString(), anchor: anchorAt(text, found.place) });
    return [{ id, prompt: found.prompt, label, width, height }];
  };
  const line = (found: FoundPrompt | undefined) => document.positionAt(found?.place.start ?? start).line + 1;
  if (pieces.length > 1) {
    const whole = await reading.askQuietly(document, 'promptAt', { start, end });
    const asOne = offer(whole, label('selection', line(whole))).map(one => ({ ...one, repeats: true }));
    const each = pieces.flatMap(({ title, range, found }): PromptOffer[] => {
      if ('prompt' in found) return offer(found, title);
      const lineOfIt = document.positionAt(range.start).line + 1;
      return [
        {
          id: `?${range.start}`,
          prompt: '',
          label: label(undefined, lineOfIt),
          leftOut: sentence(found.why, env.language),
        },
      ];
    });
    return [...each, ...asOne];
  }
  const stored = await storedRequestOf(document, start);
  if (stored) {
    const [made] = offer(stored.found, l10n.t('Picture at line {0}', document.positionAt(start).line + 1));
    return [{ ...made!, request: stored.request }];
  }
  // there may be none: a setting of a sana block is being written, or the document is too long to be read
  const found = await reading.askQuietly(document, 'promptAt', { start, end });
  const hasWider = start === end && found?.kind !== 'section';
  const section = hasWider ? await reading.askQuietly(document, 'sectionAt', start) : undefined;
  const wider = offer(section, label('section', line(section)));
  return [...offer(found, label(found?.kind, line(found))), ...wider.map(one => ({ ...one, repeats: true }))];
}

function label(kind: FoundPrompt['kind'] | undefined, line: number): string {
  switch (kind) {
    case 'selection':
      return l10n.t('Selection at line {0}', line);
    case 'section':
      return l10n.t('Section at line {0}', line);
    case 'cover':
      return l10n.t('Front matter');
    default:
      return l10n.t('Line {0}', line);
  }
}

/** What an offer stands for, as its id: nothing has to be remembered until the picture comes, over a reload or two. */
export function idOf(place: OfferedPlace): string {
  return JSON.stringify(place);
}

/** The same for what goes beside a file. */
export function idBeside(beside: string): string {
  return JSON.stringify({ beside });
}

/** The file that a picture goes beside; undefined for one that goes into a document. */
export function fileBesideWhich(id: string): string | undefined {
  try {
    return besideSchema.parse(JSON.parse(id)).beside;
  } catch {
    return undefined;
  }
}

/** @returns undefined for what is not the id of an offer */
export function offeredPlace(id: string): OfferedPlace | undefined {
  try {
    return offeredPlaceSchema.parse(JSON.parse(id));
  } catch {
    return undefined;
  }
}

/** Tells the panel what there is at the cursor, whenever it has come to rest. */
export function offerPrompts(view: PanelView): Disposable[] {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = async () => {
    const editor = window.activeTextEditor;
    // the panel itself took the focus: what was offered before is still meant
    if (!editor || !view.exists) return;
    const { document, selection } = editor;
    const { offers, notes } =
      formatOf(document.languageId) === 'markdown'
        ? await offersAt(document, document.offsetAt(selection.start), document.offsetAt(selection.end))
        : { offers: [], notes: [] };
    for (const { id } of offers) {
      const place = offeredPlace(id);
      if (place) followedPlaces.add(id, place);
    }
    await view.ask(page => page.offers(offers, notes));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => tell().catch(tellError), SETTLED_AFTER_MS);
  };
  return [
    followedPlaces.follow(workspace.onDidChangeTextDocument),
    workspace.onDidRenameFiles(event => followedPlaces.renamed(event)),
    window.onDidChangeTextEditorSelection(soon),
    window.onDidChangeActiveTextEditor(soon),
    view.onPage(soon),
    { dispose: () => clearTimeout(timer) },
  ];
}
