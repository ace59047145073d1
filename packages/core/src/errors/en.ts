import { additions } from './en/additions.ts';
import { assistants } from './en/assistants.ts';
import { captions } from './en/captions.ts';
import { checkpoint } from './en/checkpoint.ts';
import { commands } from './en/commands.ts';
import { documents } from './en/documents.ts';
import { library } from './en/library.ts';
import { models } from './en/models.ts';
import { remarks } from './en/remarks.ts';
import { request } from './en/request.ts';
import { run } from './en/run.ts';
import { servers } from './en/servers.ts';
import { sharing } from './en/sharing.ts';
import type { Language } from './wording.ts';

/** Every sentence about what went wrong. The keys are reasons: a code, or a code with a detail behind a colon. */
export const sentences = {
  ...request,
  ...checkpoint,
  ...additions,
  ...models,
  ...run,
  ...servers,
  ...documents,
  ...commands,
  ...sharing,
  ...captions,
  ...library,
  ...assistants,
} as const;

export { remarks };

/** English is what every error says of itself. */
export const en = {
  sentences,
  remarks,
  comma: ', ',
  foreign: detail => detail,
} as const satisfies Language;
