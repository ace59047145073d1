/** Who writes and scores captions. `{model}` is a model’s name, `{server}` a host, `{file}` a picture. */
export const captions = {
  'captioner-blind':
    '{model} does not look at pictures: asked for the colour of a red picture and of a blue one, it answered “{red}” and “{blue}”. Choose a model that sees.',
  'captioner-refused:declined': '{model} did not describe {file}, but answered: “{said}”. Choose another model.',
  'captioner-refused:empty': '{model} answered nothing about {file}. Try again, or choose another model.',
  'captioner-refused:thinking':
    '{model} thought about {file} and came to no answer. Choose a model that answers at once, or switch its thinking off.',
  'captioner-busy': ({
    server,
    detail,
    retryAfter,
  }: {
    server: string;
    detail: string;
    retryAfter?: number | undefined;
  }) =>
    `${server ?? '…'} has too much to do (${detail ?? '…'}). Try again ${typeof retryAfter === 'number' ? `in ${retryAfter} s` : 'later'}.`,
  'captioner-unavailable:not-reached':
    '{server} cannot be reached. Start the server that has the model (such as “ollama serve”), or check its address and the connection.',
  'captioner-unavailable:lost': 'The connection to {server} broke off before the answer was here. Try again.',
  'captioner-unavailable:silent':
    '{server} did not answer within {seconds} seconds. Its model may still be loading: try again, or choose a smaller one.',
  'captioner-unavailable:model':
    '{server} does not have the model {model} ready ({detail}). Load it there, or choose another.',
  'captioner-unavailable:no-route':
    '{server} has nothing there that answers questions ({status}: {detail}). Check the address; the server must speak OpenAI’s interface (/v1/chat/completions).',
  'captioner-unavailable:failed':
    '{server} failed on this picture ({status}: {detail}). Try again; if it goes on, choose another model.',
  'captioner-unavailable:answered': '{server} refused the question ({status}): {detail}.',
  'captioner-unavailable:answer': '{server} answered with something that is no answer ({field}). Check its address.',
  'captioner-unavailable:not-here': '{model} is not on this computer. Add it with: sana models add {id}',
  'captioner-unavailable:ended':
    '{model} ended before it answered ({detail}). It may need more memory than is free: close other programs, or choose another captioner.',
  'captioner-unavailable:not-chosen': 'Nothing is chosen that writes captions. Choose a model that sees.',
  'access-denied:captions':
    '{server} wants a key ({status}: {detail}). On the command line, give it in the environment variable SANA_CAPTION_KEY.',
  'access-denied:captions-key':
    '{server} does not take this key ({status}: {detail}). Ask whoever runs it for another one.',
  'access-denied:captions-consent': 'Pictures would leave this computer, to {host}. If that is right: --send-to {host}',
  'request-invalid:captions-http':
    '{server} is not on this computer or its network: pictures go there by https only. Write its address with https.',
  'image-unreadable:kind': '{file} is {kind}, which is not read here. Save it as PNG, JPEG or WebP.',
  'scorer-unfit': 'The score of sana-mini knows pictures of sana-mini alone. Choose CLIP for others.',
  'scorer-missing': '{title} is not there. Fetch it with: sana models add {id}',
  'cancelled:captions': 'Stopped: {done} of {all} pictures are done. The same command goes on from there.',
  'captions-failed':
    '{failed} of {all} pictures have no caption; why is said above. The same command tries them again.',
  'request-invalid:captions-with':
    '“{given}” writes no captions. Choose stored (the prompt in the picture), endpoint:MODEL, florence-2-base or smolvlm-256m.',
  'request-invalid:captions-language':
    '{model} writes English only. Leave the language out, or choose another captioner.',
  'request-invalid:captions-type': '{first} and {second} would be called {type} in the files. Choose one of them.',
  'request-invalid:captions-stem':
    '{folder} has {first} and {second}, whose captions would be in one file. Rename one of them.',
  'request-invalid:other-scorer':
    'The scores in {folder} are by {there}; those by {wanted} have another scale. Choose --scorer {there}, or write all anew with --force.',
  'request-invalid:keep': 'No more than the {most} pictures that are drawn can be kept. Choose a smaller --keep.',
  'request-invalid:seed': '“{given}” is no seed. It must be a whole number.',
  'file-missing:pictures': 'The folder {folder} has no pictures in it (PNG, JPEG or WebP), and no shards.',
  'file-missing:folder': 'There is no folder {folder}.',
  'file-unwritable:beside': '{file} cannot be written ({detail}). Check the rights of the folder.',
  'file-unwritable:busy': 'Another command writes captions into {folder}. Wait until it is through.',
  'config-invalid:captions': '{file} is not what it should be ({detail}). Mend it, or move it away.',
  'config-invalid:scorer': '{file} is not a part of CLIP as it is published ({detail}). Fetch it again.',
} as const;
