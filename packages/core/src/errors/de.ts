import { additions } from './de/additions.ts';
import { assistants } from './de/assistants.ts';
import { captions } from './de/captions.ts';
import { checkpoint } from './de/checkpoint.ts';
import { commands } from './de/commands.ts';
import { documents } from './de/documents.ts';
import { library } from './de/library.ts';
import { models } from './de/models.ts';
import { remarks } from './de/remarks.ts';
import { request } from './de/request.ts';
import { run } from './de/run.ts';
import { servers } from './de/servers.ts';
import { sharing } from './de/sharing.ts';
import type { Language } from './wording.ts';

export const de: Language = {
  sentences: {
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
  },
  remarks,
  comma: ', ',
  foreign: detail => `Wörtlich: ${detail}`,
};
