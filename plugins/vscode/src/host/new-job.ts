import { drawSeed } from '@sana-studio/core/request';
import { anchorAt, type FoundPrompt } from '@sana-studio/documents';
import type { TextDocument } from 'vscode';
import type { Job } from './job.ts';
import { fileUriOf } from './notebook.ts';
import { readSettings } from './settings.ts';

/** The request for what was found: the document's wishes, then the settings, then the model's own recommendation. */
export function newJob(document: TextDocument, { kind, prompt, alt, settings, place }: FoundPrompt): Job {
  const { alt: _, ...wishes } = settings;
  return {
    id: crypto.randomUUID(),
    document: document.uri.toString(),
    anchor: anchorAt(document.getText(), place),
    alt,
    kind,
    request: { ...readSettings(fileUriOf(document)).request, ...wishes, prompt, seed: wishes.seed ?? drawSeed() },
  };
}
