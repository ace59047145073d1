import type { Language } from './wording.ts';
import { additions } from './zh/additions.ts';
import { assistants } from './zh/assistants.ts';
import { captions } from './zh/captions.ts';
import { checkpoint } from './zh/checkpoint.ts';
import { commands } from './zh/commands.ts';
import { documents } from './zh/documents.ts';
import { library } from './zh/library.ts';
import { models } from './zh/models.ts';
import { remarks } from './zh/remarks.ts';
import { request } from './zh/request.ts';
import { run } from './zh/run.ts';
import { servers } from './zh/servers.ts';
import { sharing } from './zh/sharing.ts';

export const zh: Language = {
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
  comma: '、',
  foreign: detail => `原始信息：${detail}`,
};
