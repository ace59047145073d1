import { type Disposable, type LanguageStatusItem, l10n, languages, type TextDocument, window } from 'vscode';
import type { Some } from '../reading/questions.ts';
import { reading } from './reading.ts';

interface Note {
  readonly text: string;
  readonly detail: string;
}

/** What is said of a document beside its language, by what it is about. */
const notes = new WeakMap<TextDocument, ReadonlyMap<string, Note>>();
let items: readonly LanguageStatusItem[] = [];

function show(): void {
  for (const item of items) item.dispose();
  const document = window.activeTextEditor?.document;
  const said = (document && notes.get(document)) ?? new Map<string, Note>();
  items = [...said].map(([about, { text, detail }]) => {
    const item = languages.createLanguageStatusItem(`sanaStudio.${about}`, { language: document!.languageId });
    return Object.assign(item, { name: 'Sana Studio', text, detail });
  });
}

/** Says something of a document, or nothing any more. */
function note(document: TextDocument, about: string, said: Note | undefined): void {
  const before = notes.get(document);
  if (before?.get(about)?.detail === said?.detail) return;
  const others = [...(before ?? [])].filter(([other]) => other !== about);
  notes.set(document, new Map(said ? [...others, [about, said]] : others));
  show();
}

/** Says that not everything of a kind is looked at, where that is so. */
export function tellCut(document: TextDocument, about: string, { first, count }: Some<unknown>, detail: string): void {
  note(document, about, count > first.length ? { text: l10n.t('Sana: a long document'), detail } : undefined);
}

/** Says that a document is too long to be read, and what can be done all the same. */
export function tellTooLong(): Disposable[] {
  return [
    reading.onTooLong(document =>
      note(document, 'tooLong', {
        text: l10n.t('Sana: too long to be read'),
        detail: l10n.t('Select words to illustrate them'),
      }),
    ),
    reading.onRead(document => note(document, 'tooLong', undefined)),
    window.onDidChangeActiveTextEditor(show),
    {
      dispose() {
        for (const item of items) item.dispose();
      },
    },
  ];
}
