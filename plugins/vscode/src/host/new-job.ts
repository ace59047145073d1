import { drawSeed } from '@sana-studio/core/request';
import { anchorAt, type FoundPrompt } from '@sana-studio/documents';
import type { TextDocument } from 'vscode';
import type { Job } from './job.ts';
import { fileUriOf } from './notebook.ts';
import { readSettings } from './settings.ts';
import type { FollowedPlace } from './settled.ts';

/**
 * The request for what was found: the document's wishes, then the settings, then the model's own recommendation.
 * @param place where it is by now; default: where it was found, in the document's text as it is
 */
export function newJob(
  document: TextDocument,
  { kind, prompt, alt, settings, place: found }: FoundPrompt,
  place: ReturnType<FollowedPlace> = {
    document: document.uri.toString(),
    anchor: anchorAt(document.getText(), found),
  },
): Job {
  const { alt: _, ...wishes } = settings;
  return {
    ...place,
    id: crypto.randomUUID(),
    alt,
    kind,
    request: { ...readSettings(fileUriOf(document)).request, ...wishes, prompt, seed: wishes.seed ?? drawSeed() },
  };
}
