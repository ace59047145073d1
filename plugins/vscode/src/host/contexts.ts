import { commands, type Disposable, type TextEditor, window } from 'vscode';
import { onPicturesWritten, storedRequestOf } from './image-files.ts';
import { textOf } from './reading.ts';
import { tellError } from './tell.ts';

/** A menu opens later than that after the cursor was put somewhere. */
const SETTLED_AFTER_MS = 150;

const FRONT_MATTER = /^(?:\uFEFF)?(?:---|\+\+\+)[ \t]*\r?\n/u;
const FRONT_MATTER_END = /\n(?:---|\+\+\+)[ \t]*\r?\n/u;
const HEADING = /^ {0,3}#{1,6}[ \t]|^ {0,3}(?:=+|-+)[ \t]*$/mu;
const IMAGE = /!\[|<img/iu;

/** Menus offer what can be done at the cursor, as far as that can be told without reading the whole document. */
export function keepContexts(): Disposable[] {
  const told = new Map<string, boolean>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (name: string, holds: boolean) => {
    if (told.get(name) === holds) return;
    told.set(name, holds);
    void commands.executeCommand('setContext', `sanaStudio.${name}`, holds);
  };
  const soon = (editor: TextEditor | undefined) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (editor) contextsAt(editor, tell).catch(tellError);
    }, SETTLED_AFTER_MS);
  };
  soon(window.activeTextEditor);
  return [
    window.onDidChangeActiveTextEditor(soon),
    onPicturesWritten(() => soon(window.activeTextEditor)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => soon(textEditor)),
    { dispose: () => clearTimeout(timer) },
  ];
}

async function contextsAt(
  { document, selection }: TextEditor,
  tell: (name: string, holds: boolean) => void,
): Promise<void> {
  const text = textOf(document);
  const offset = document.offsetAt(selection.active);
  const hasFrontMatter = FRONT_MATTER.test(text.slice(0, 10));
  const words = hasFrontMatter ? 1 + text.search(FRONT_MATTER_END) : 0;
  const lineEnd = document.offsetAt(document.lineAt(selection.active.line).range.end);
  tell('hasFrontMatter', hasFrontMatter);
  tell('inSection', HEADING.test(text.slice(words && words + '---'.length, lineEnd)));
  const hasImage = IMAGE.test(document.lineAt(selection.active.line).text);
  tell('atImage', hasImage);
  tell('atPicture', hasImage && (await storedRequestOf(document, offset)) !== undefined);
}
