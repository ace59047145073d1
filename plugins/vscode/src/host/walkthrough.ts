import { commands, type Disposable, env, Uri, ViewColumn, window, workspace } from 'vscode';
import { ILLUSTRATE_AT } from './command-names.ts';
import { fileType } from './insert-picture.ts';
import type { Job, Jobs } from './jobs.ts';
import { told } from './tell.ts';

/** Opens the sample document at a place of it, and has something drawn there: the argument is one of `PLACES`. */
const TRY_SAMPLE = 'sanaStudio.trySample';

/** What each step of the walkthrough is shown with: where in the sample, by what is written there in every language. */
const PLACES: Readonly<Record<string, RegExp>> = {
  paragraph: /(?:A red fox|Ein roter Fuchs|草地上)/u,
  image: /!\[/u,
};

const SAMPLES = [
  ['zh', 'sample-zh-cn.md'],
  ['de', 'sample-de.md'],
] as const;

/** The walkthrough's sample, and its ticks: a step is done when its picture was made, not when its button was pressed. */
export function registerWalkthrough(jobs: Jobs, extension: Uri, storage: Uri): Disposable[] {
  return [
    commands.registerCommand(TRY_SAMPLE, (step: unknown) => told(() => trySample(extension, storage, String(step)))),
    jobs.onMade(made => {
      for (const step of stepsDoneBy(made)) void commands.executeCommand('setContext', `sanaStudio.made.${step}`, true);
    }),
  ];
}

async function trySample(extension: Uri, storage: Uri, step: string): Promise<void> {
  const document = await workspace.openTextDocument(await sampleIn(storage, extension));
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: false });
  const place = PLACES[step];
  if (!place) await commands.executeCommand('sanaStudio.illustrateDocument');
  else {
    const at = document.getText().search(place);
    // the person may have written something else meanwhile
    if (at >= 0) await commands.executeCommand(ILLUSTRATE_AT, document.uri, at + 2, at + 2);
  }
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

function stepsDoneBy(made: readonly Job[]): readonly string[] {
  const asked = made.some(({ kind }) => kind === 'image' || kind === 'block');
  const words = made.some(({ kind }) => kind !== undefined && kind !== 'image' && kind !== 'block');
  return [...(words ? ['paragraph'] : []), ...(asked ? ['image'] : []), ...(made.length > 1 ? ['document'] : [])];
}
