import { SanaError } from '@sana-studio/core';
import {
  commands,
  type Disposable,
  env,
  extensions,
  type Position,
  Range,
  type Tab,
  TabInputCustom,
  TabInputText,
  type TextDocument,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { ILLUSTRATE_AT } from './command-names.ts';
import { fileType } from './insert-picture.ts';
import type { Job } from './job.ts';
import type { Jobs } from './jobs.ts';
import { told } from './tell.ts';

/** Opens the sample document at a place of it, and has something drawn there: the argument is one of `PLACES`. */
const TRY_SAMPLE = 'sanaStudio.trySample';

/** What each step of the walkthrough is shown with: where in the sample, by what is written there in every language. */
const PLACES: Readonly<Record<string, RegExp>> = {
  paragraph: /(?:A red fox|Ein roter Fuchs|草地上)/u,
  // what is drawn already, by the step before or by this one, is asked for no more
  image: /!\[[^\]]*\]\(\)|```sana/u,
};

/** VS Code's own preview of markdown, as an editor. */
const PREVIEW = 'vscode.markdown.preview.editor';

const SAMPLES = [
  ['zh', 'sample-zh-cn.md'],
  ['de', 'sample-de.md'],
] as const;

/** The walkthrough's sample, and its ticks: a step is done when its picture was made, not when its button was pressed. */
export function registerWalkthrough(jobs: Jobs, extension: Uri, storage: Uri): Disposable[] {
  return [
    commands.registerCommand(TRY_SAMPLE, (step: unknown) => told(() => trySample(extension, storage, String(step)))),
    jobs.onMade(made => {
      for (const step of stepsDoneBy(made)) tickStep(step);
    }),
  ];
}

/**
 * Marks a step of the walkthrough as done. VS Code ticks it when a context begins to hold, and never in a session in which the
 * context held when the walkthrough was opened: so it holds for a moment only, or pictures made before would keep it from that.
 */
export function tickStep(step: 'paragraph' | 'image' | 'document' | 'panel'): void {
  for (const holds of [true, false]) void commands.executeCommand('setContext', `sanaStudio.made.${step}`, holds);
}

async function trySample(extension: Uri, storage: Uri, step: string): Promise<void> {
  const document = await workspace.openTextDocument(await sampleIn(storage, extension));
  const place = PLACES[step];
  const at = place ? document.getText().search(place) + 2 : 0;
  await showSample(document, document.positionAt(at));
  if (!place) await commands.executeCommand('sanaStudio.illustrateDocument');
  // the person may have written something else meanwhile
  else if (at < 2) throw new SanaError('request-invalid:nothing-to-illustrate');
  else await commands.executeCommand(ILLUSTRATE_AT, document.uri, at, at);
}

/** Opens the sample's text, where it is already, and below it how it will be read: an editor shows no pictures. */
async function showSample(document: TextDocument, cursor: Position): Promise<void> {
  const groups = window.tabGroups.all;
  const isSample = (uri: Uri) => uri.toString() === document.uri.toString();
  const isText = ({ input }: Tab) => input instanceof TabInputText && isSample(input.uri);
  const isPreview = ({ input }: Tab) =>
    input instanceof TabInputCustom && input.viewType === PREVIEW && isSample(input.uri);
  const columnOfText = () => window.tabGroups.all.find(({ tabs }) => tabs.some(isText))?.viewColumn;
  const show = async () => {
    const viewColumn = columnOfText() ?? ViewColumn.Beside;
    await window.showTextDocument(document, { preview: false, selection: new Range(cursor, cursor), viewColumn });
  };
  await show();
  if (groups.some(({ tabs }) => tabs.some(isPreview))) return;
  // not everything that is built on VS Code has a preview
  if (!extensions.getExtension('vscode.markdown-language-features')) return;
  await commands.executeCommand('workbench.action.newGroupBelow');
  await commands.executeCommand('vscode.openWith', document.uri, PREVIEW, ViewColumn.Active);
  // its column has another number where the new group stands before it
  await show();
}

/** A document of the person's own, in none of their folders, as they left it. */
async function sampleIn(storage: Uri, extension: Uri): Promise<Uri> {
  const language = env.language.toLowerCase();
  const [, name] = SAMPLES.find(([prefix]) => language.startsWith(prefix)) ?? ['', 'sample.md'];
  const sample = Uri.joinPath(storage, 'sample', name);
  if ((await fileType(sample)) === undefined) {
    const original = await workspace.fs.readFile(Uri.joinPath(extension, 'media', 'walkthrough', name));
    await workspace.fs.writeFile(sample, original);
  }
  return sample;
}

function stepsDoneBy(made: readonly Job[]) {
  const asked = made.some(({ kind }) => kind === 'image' || kind === 'block');
  // of a document that has pictures already, a single section may be left
  const sections = made.some(({ kind }) => kind === 'section');
  const words = made.some(({ kind }) => kind !== undefined && kind !== 'image' && kind !== 'block');
  return [
    ...(words ? (['paragraph'] as const) : []),
    ...(asked ? (['image'] as const) : []),
    ...(made.length > 1 || sections ? (['document'] as const) : []),
  ];
}
