import { joined } from '../wording.ts';

export interface NotFound {
  readonly model: string;
  readonly folders: readonly string[];
  readonly known: readonly string[];
}

/** What other programs have on this computer, and what is handed on to others. */
export const sharing = {
  'request-invalid:ollama':
    '“{reference}” is no name of a model of Ollama. Write it as “ollama list” prints it, for example ollama:gemma2:2b.',
  'model-not-found:ollama': ({ model, folders, known }: NotFound) =>
    `Ollama has no model ${model ?? '…'} on this computer. ${
      known?.length
        ? `There are: ${joined(known, ', ')}.`
        : `None was found in ${joined(folders ?? [], ', ')}; where others are kept says OLLAMA_MODELS.`
    } Ollama fetches it with: ollama pull ${model ?? '…'}`,
  'file-missing:ollama': 'Ollama notes {reference}, but its file {file} is gone. Fetch it again: ollama pull {model}',
  'model-incomplete:found': '{folder} holds a model of which not everything is there: {detail}',
  'network-failed:no-list':
    '{url} does not list the files of a model ({field}: {problem}). Export the model again, or delete that file.',
  'file-unwritable:export': '{file} cannot be written ({detail}). Check the folder, or choose another one.',
  'file-unwritable:not-empty':
    '{folder} holds something else already ({file}), so nothing was written there. Choose an empty folder.',
  'storage-full:export': 'There is no room for {file}. Free some space, or choose a folder on another disk.',
  'model-not-found:small-encoder':
    '{hub} has no text encoder as GGUF: looked for in {repositories}. Name a file with --text-encoder, or leave --small out.',
  'request-invalid:export-part':
    'A part of {model} lies in a folder of its own, which cannot be exported. Name a single file for it, or take the model’s own part again.',
  'request-invalid:team': '“{url}” is not the address of a list of models. Write it as https://team.example/models.',
  'network-failed:no-team-list': '{url} is no list of models ({field}: {problem}). It has to be {example}.',
  'access-denied:picked': 'The browser wants to ask again before {file} is read. Choose the file once more.',
  'file-missing:picked': '{file} is not where it was when it was chosen. Choose the file once more.',
  'access-denied:picked-folder':
    'The browser may not read the folder {folder} until you allow it: choose “Read the folder again” at the model, or open the folder anew.',
  'file-missing:picked-folder':
    'The folder {folder} cannot be read any more: it was moved, deleted, or its disk is not there. Open it again from where it is now.',
  'access-denied:folder': '{folder} cannot be looked into ({detail}). Check its permissions.',
} as const;
