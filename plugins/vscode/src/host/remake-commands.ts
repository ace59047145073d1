import { type PartialRequest, SanaError } from '@sana-studio/core';
import { drawSeed, fromWordsAlone } from '@sana-studio/core/request';
import { commands, type Disposable, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import { AGAIN_AT, VARY_AT, WORDS_AT } from './command-names.ts';
import { type StoredPicture, storedRequestOf } from './image-files.ts';
import { checkWritable } from './insert-picture.ts';
import type { Job } from './job.ts';
import type { Jobs } from './jobs.ts';
import { newJob } from './new-job.ts';
import { fileUriOf, isAttachment } from './notebook.ts';
import { readSettings } from './settings.ts';
import { type FollowedPlace, followPlace, settled } from './settled.ts';
import { told } from './tell.ts';
import { isUsedOnce } from './unused-pictures.ts';

/** How far a varied picture goes from the one it is varied from: still the same scene. */
const VARIED = 0.3;

/** What becomes of the request that made a picture; undefined if the person has thought better of it. */
type Change = (request: StoredPicture['request']) => Promise<Partial<PartialRequest> | undefined>;

const CHANGES: readonly (readonly [command: string, change: Change])[] = [
  [AGAIN_AT, async () => ({ seed: drawSeed() })],
  [VARY_AT, async () => ({ variation: VARIED, variationSeed: drawSeed() })],
  [WORDS_AT, otherWords],
];

/** Commands that make a picture of a document anew; at the cursor, or at the place they are given. */
export function registerRemakeCommands(jobs: Jobs): Disposable[] {
  const remake = async (given: TextDocument, offset: number, change: Change) => {
    const { document, answer: stored } = await settled(
      jobs.places,
      given,
      [{ start: offset, end: offset }],
      (now, [at]) => storedRequestOf(now, at!.start),
    );
    if (!stored) throw new SanaError('request-invalid:no-picture-here');
    const place = followPlace(jobs.places, document, stored.found.place);
    await checkWritable(document);
    const changed = await change(stored.request);
    if (!changed) return;
    const replaces = await replacedBy(document, stored);
    await jobs.run([remakingJob(document, stored, changed, place, replaces)]);
  };
  return CHANGES.map(([command, change]) =>
    commands.registerCommand(command, (uri: unknown, offset: unknown) =>
      told(async () => {
        // a link in a hover can hold no more than text
        const document = uri instanceof Uri ? uri : typeof uri === 'string' ? Uri.parse(uri) : undefined;
        const editor = window.activeTextEditor;
        if (document && typeof offset === 'number') {
          await remake(await workspace.openTextDocument(document), offset, change);
        } else if (editor) {
          await remake(editor.document, editor.document.offsetAt(editor.selection.active), change);
        } else throw new SanaError('request-invalid:no-document');
      }),
    ),
  );
}

async function otherWords({ prompt }: StoredPicture['request']): Promise<Partial<PartialRequest> | undefined> {
  const title = l10n.t('What shall the picture show?');
  const words = (await window.showInputBox({ prompt: title, value: prompt, ignoreFocusOut: true }))?.trim();
  return words ? { prompt: words } : undefined;
}

/** The file that gives way to another picture. */
export async function replacedBy(
  document: TextDocument,
  { file }: { readonly file: Uri },
): Promise<string | undefined> {
  const { onAgain } = readSettings(fileUriOf(document));
  const gives = onAgain === 'replace' && !isAttachment(file) && (await isUsedOnce(document, file));
  return gives ? file.toString() : undefined;
}

/** A picture made from another is made from its words alone: that is not in the file. */
function remakingJob(
  document: TextDocument,
  { found, request }: StoredPicture,
  changed: Partial<PartialRequest>,
  place: FollowedPlace,
  replaces: string | undefined,
): Job {
  const { seed = request.seed } = changed;
  const asked = { ...fromWordsAlone(request), ...changed, seed };
  return { ...newJob(document, found, place()), kind: undefined, request: asked, replaces };
}
