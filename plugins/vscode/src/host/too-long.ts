import { type Disposable, type LanguageStatusItem, l10n, languages, type TextDocument, window } from 'vscode';
import { reading } from './reading.ts';

/** Says beside the document's language that it is too long to be read, and what can be done all the same. */
export function tellTooLong(): Disposable[] {
  const found = new WeakSet<TextDocument>();
  let item: LanguageStatusItem | undefined;
  const show = () => {
    item?.dispose();
    item = undefined;
    const document = window.activeTextEditor?.document;
    if (!document || !found.has(document)) return;
    item = languages.createLanguageStatusItem('sanaStudio.tooLong', { language: document.languageId });
    item.name = 'Sana Studio';
    item.text = l10n.t('Sana: too long to be read');
    item.detail = l10n.t('Select words to illustrate them');
  };
  return [
    reading.onTooLong(document => {
      if (found.has(document)) return;
      found.add(document);
      show();
    }),
    reading.onRead(document => {
      if (found.delete(document)) show();
    }),
    window.onDidChangeActiveTextEditor(show),
    { dispose: () => item?.dispose() },
  ];
}
