import { joined } from '../wording.ts';

const again = 'Make the folder again with make_reference.py.';

/** The command line. */
export const commands = {
  'request-invalid:prompts-and-words': '--prompts takes the place of a prompt. Leave one of them out.',
  'request-invalid:no-prompts': '{file} holds no prompt. A CSV file needs a column “prompt”, a markdown file a list.',
  'request-invalid:no-prompt-column':
    '{file} has no column “prompt”, but {columns}. Name one of them so, in the first line.',
  'request-invalid:batch-size': '“{given}” is no size. Write it as 1024x768.',
  'request-invalid:batch-prompt': 'There is no prompt in this line.',
  'request-invalid:batch-id':
    '{file} has the id “{id}” twice, in lines {first} and {second}: their pictures would have one name. Give one of them another.',
  'request-invalid:batch-columns':
    '{file} has two columns that mean the same, “{first}” and “{second}”. Leave one out.',
  'request-invalid:batch-quotes':
    'In line {line} of {file} a quotation mark is opened that nothing closes. Close it, or write it twice inside a value.',
  'request-invalid:batch-values':
    'There are {values} values for {columns} columns. Put what has a comma in it in quotation marks.',
  'prompt-not-unicode:list':
    '{file} is not in UTF-8, so its letters cannot be told. In a spreadsheet, save it as “CSV UTF-8”.',
  'file-unwritable:batch':
    '{file} is there and is no picture that was made here, so it is not replaced. Move it away, or choose another id or folder.',
  'cancelled:batch': 'Stopped: {drawn} of {all} pictures are there. The same command goes on from there.',
  'request-invalid:alone': '--{flag} counts only together with --{other}. Add --{add}.',
  'request-invalid:json-line': 'Line {line} is no JSON string. Write each prompt in double quotes, as JSON does.',
  'request-invalid:origin': '"{origin}" is not an origin. Write it as https://example.org, without a path.',
  'request-invalid:built-in':
    '{model} is the built-in model. Choose another name: sana models import {folder} --name NAME',
  'request-invalid:hub-argument': '"{hub}" is not the address of a hub. Write it as https://example.org.',
  'request-invalid:same-folder': 'Models are kept in {folder} already.',
  'model-not-found:argument':
    'There is no folder {model}, and no model of this name. To see which there are: sana models',
  'model-not-found:file':
    '{file} is a file. Give the folder of a model, which has a model_index.json; to look into a file: sana inspect {file}',
  'model-not-found:not-fetched': 'The model {model} is not on this computer. Fetch it with: sana models add {model}',
  'model-not-found:listed': ({ model, store, known }: { model: string; store: string; known: readonly string[] }) =>
    `There is no model ${model ?? '…'} in ${store ?? 'the store'}. There are: ${known?.length ? joined(known, ', ') : 'none'}.`,
  'model-incomplete:argument': '{title} is not complete. Go on with: sana models add {model}',
  'licence-not-accepted:flag': ({ links }: { readonly links: readonly string[] }) =>
    `Before the first download, read the terms at ${joined(links, ' and ')}. Accept them with --accept-licence.`,
  'licence-not-accepted:add': ({ links, model }: { readonly links: readonly string[]; readonly model: string }) =>
    `Before the first download, read the terms at ${joined(links, ' and ')}. Accept them with: sana models add ${model ?? '…'} --accept-licence`,
  'cancelled:paused': 'Paused. The same command goes on from there.',
  'cancelled:paused-at': 'Paused: {here} of {total} are here. The same command goes on from there.',
  'file-corrupt:deleted': ({ models }: { readonly models: readonly string[] }) =>
    `What was damaged was deleted. Fetch it again: ${joined(models, ', ', model => `sana models add ${model}`)}.`,
  'file-corrupt:differs':
    '{against} has something else than is here of {models}. If you trust it more, remove them and add them from there.',
  'file-unwritable:out-folder': 'There is no folder {folder}. Make it first, or choose another --out.',
  'file-unwritable:out-is-folder': '{file} is a folder. Add the name of the file to --out.',
  'file-unwritable:out': '{file} cannot be written ({detail}). Check the folder, or choose another --out.',
  'file-missing:reference':
    '{folder} has no {file}. A reference folder, as make_reference.py writes it, holds model/, expected.json and expected.safetensors.',
  'config-invalid:reference': `expected.json is not a note of a reference run: {field}: {detail}. ${again}`,
  'tensor-missing:reference': `{file} has no {tensor}. ${again}`,
  'tensor-shape:reference': `{tensor} is [{noted}] in expected.json, but [{stored}] in expected.safetensors. ${again}`,
  'tensor-missing:listed': '{part}: tensors are missing: {items}. Download this part again.',
  'tensor-shape:listed': '{part}: shapes are not what config.json says: {items}. Download this part again.',
  'reference-differs':
    '{failed} of {all} tensors are not as the reference computed them: {items}. Look at the first of them, or allow more with --tolerance.',
  'storage-failed:settings':
    '{file} does not say where models are kept ({detail}). Write {example} into it, or delete it to keep them in {folder}.',
  'request-invalid:at-one-file': '--at is a place in one document. Give one file.',
  'file-missing:pattern': 'No file fits {pattern}. Check the pattern, and put it in quotation marks.',
  'file-missing:document': 'There is no file {file}.',
  'file-missing:no-documents': 'The folder {folder} has no markdown, MDX or Quarto in it.',
  'document-refused:not-utf-8': '{file} is not text in UTF-8. Save it as UTF-8 and try again.',
  'document-refused:changed':
    '{file} was changed while its picture was drawn, and was left as it is. Run the same again: the picture is there, and is not drawn twice.',
  'runtime-failed:port': 'Port {port} cannot be used ({detail}). Choose another.',
} as const;
