import { NO_GPU } from './run.ts';

const onProcessor = ', so pictures are computed by the processor (WebAssembly), which takes much longer.';

/** What a run or a model has to say without failing. */
export const remarks = {
  'no-gpu:not-offered': `${NO_GPU['not-offered']}${onProcessor}`,
  'no-gpu:no-adapter': `${NO_GPU['no-adapter']}${onProcessor}`,
  'no-gpu:not-started': `${NO_GPU['not-started']}${onProcessor}`,
  'no-gpu:software': `${NO_GPU.software}${onProcessor}`,
  /** @see PromptTokens: what the model does not read of a prompt */
  'prompt-cut':
    'The prompt has {tokens} of at most {limit} tokens: the model does not read from “{unread}” on. Shorten it.',
  'scheduler-replaced':
    'The folder has a {found}, but its transformer is one of {family}: it is sampled with {taken} instead.',
  'pipeline-differs': 'The folder says {pipeline}, but its transformer is one of {family}: it is drawn as such.',
  'pag-not-applied': 'The folder is a {pipeline}. Pictures are drawn without perturbed-attention guidance (PAG).',
} as const;
