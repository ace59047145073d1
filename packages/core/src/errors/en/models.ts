import { gigabytes, joined } from '../wording.ts';

/** Getting models from elsewhere, and keeping them. */
export const models = {
  'model-not-found:reference':
    '"{reference}" is not a model. Give a catalogue id, owner/name of a Hugging Face repository, or the address of a folder.',
  'model-not-found:repository':
    '{hub} has no repository {repo} at {revision}, or does not show it. Check the name; private ones need an access token.',
  'model-not-found:stored': 'There is no model {model} in {store}. Add it first.',
  'model-not-found:chosen': 'The model “{model}” is not here; choose another or download it.',
  'model-not-found:none-loaded': 'No model is loaded. Load one first.',
  'file-missing:several': ({ source, files, example }: { source: string; files: readonly string[]; example: string }) =>
    `${source} has several files that could be meant: ${files.join(', ')}. Name one, e.g. ${example}.`,
  'file-missing:elsewhere': '{source} has no {file}. Check the name and the place.',
  'model-incomplete:text-encoder-gone':
    '{title} takes its text encoder from {place}, which is not there any more. Put it back, choose another one (sana models add {model} --text-encoder FILE), or take the one of its source again (--text-encoder own).',
  'model-incomplete:transformer-gone':
    '{title} takes its transformer from {place}, which is not there any more. Put it back, choose another one (sana models add {model} --transformer FILE), or take the one of its source again (--transformer own).',
  'model-incomplete:autoencoder-gone':
    '{title} takes its autoencoder from {place}, which is not there any more. Put it back, choose another one (sana models add {model} --vae FILE), or take the one of its source again (--vae own).',
  'model-incomplete:parts':
    'It is not known what the source of {title} has for this. Add the model again: sana models add {model}.',
  'model-incomplete:percent': 'Of {title}, {percent} % is here. Add it again to fetch the rest.',
  'model-incomplete:imported': '{title} was imported from a folder and is not complete. Import that folder again.',
  'model-incomplete:part':
    'A part of {file} is not here, and where it came from cannot be asked again. Import the folder once more, complete.',
  'model-incomplete:changed': 'A part of {title} ({file}) has to be fetched again. Add the model again.',
  'model-incomplete:unreachable':
    'A part of {title} ({file}) is not here and does not come: {detail} Try again while connected. On the command line, this keeps all of it here: sana models add {model} --offline',
  'model-incomplete:words':
    'The words {words} are not here, and they do not come: {detail} Draw with them once while connected, and they are kept. On the command line, this keeps every word here: sana models add {model} --offline',
  'model-unsupported:no-index':
    '{source} has no model_index.json: it is not a diffusers folder. Take the repository whose name ends with _diffusers.',
  'model-unsupported:too-large-for-16-bits':
    '{tensor} in {file} holds {value}, which 16 bits cannot. Keep the weights of this model as they are published.',
  'file-missing:official':
    '{source} has no {file}. Sana models need it: take the official repository whose name ends with _diffusers.',
  'file-missing:address': '{url} does not exist ({status}). Check the name and the revision.',
  'file-truncated:stored': 'A stored file in {store} is shorter than it was. Verify the model to mend it.',
  'file-corrupt:stored': 'A stored file changed on the disk. Verify the model and add it again.',
  'file-corrupt:other': 'What arrived for a lost part of a stored file is something else. Take another mirror.',
  'file-corrupt:hash':
    '{file} from {source} does not have the hash that is stated for it. Try another mirror, or later.',
  'licence-not-accepted': ({ links }: { readonly links: readonly string[] }) =>
    `Before the first download, read and accept the terms at ${joined(links, ' and ')}.`,
  'access-denied:status':
    '{url}: access is denied ({status}). If the repository asks for it, accept its terms on its page and give an access token.',
  'access-denied:policy':
    'The panel may not fetch from {origin}. Give this address in the setting “Sana Studio: Mirror” first.',
  'access-denied:token': 'The access token for {origin} holds characters that no token has. Copy it once more.',
  'request-invalid:model-id':
    '“{model}” cannot be what a model is called here: it is empty, too long, or no file name. Give another name.',
  'request-invalid:location': '“{name}” cannot be part of the address of a model. Check it.',
  'request-invalid:hub': '“{hub}” is not the address of a hub. Write it as https://example.org.',

  'network-failed:unreachable': '{url}: the server cannot be reached. Check the address and the connection.',
  'network-failed:too-much':
    '{url}: the server sent more than the {length} bytes that were asked for. Try another server.',
  'network-failed:broke-off': '{url}: the connection broke off. Try again.',
  'network-failed:too-little': '{url}: the server sent {received} of {length} bytes. Try again.',
  'network-failed:no-range-size':
    '{url}: the server does not tell the size of the file (Content-Range). Allow and expose that header.',
  'network-failed:no-size': '{url}: the server does not tell the size of the file (Content-Length). Use another one.',
  'network-failed:no-large-ranges':
    '{url}: the server ignores range requests, which large files need. Use one that has them, such as nginx, Caddy, S3 or sana serve.',
  'network-failed:no-ranges':
    '{url}: the server ignores range requests. Use one that has them, such as nginx, Caddy, S3 or sana serve.',
  'network-failed:changed': '{url}: the file changed or went away (status {status}). Load the model again.',
  'network-failed:changed-range':
    '{url}: the file changed on the server ({shown} instead of {range}). Remove the model and add it again.',
  'network-failed:answered': '{url}: the server answered {status}. Check the address and whether access is allowed.',
  'network-failed:answered-mirror': '{url}: the server answered {status}. Check the address, or use another mirror.',
  'network-failed:busy': '{url}: the server is busy or broken ({status}). Try again later.',
  'network-failed:ended': '{url}: the connection ended early. Try again.',
  'network-failed:lost': '{url}: the connection broke off. Check it and try again.',
  'network-failed:expired': '{url}: the address that the hub gave has expired ({status}). Try again.',
  'network-failed:no-hub':
    '{hub} does not answer as a model hub does. Give the address of the Hugging Face Hub or of a mirror of it.',
  'network-failed:other-origin':
    '{hub} says that its answer goes on at {other}, which is another server and was not asked. Use another mirror.',
  'network-failed:listed-hash':
    '{hub} states “{value}” as the hash of {file}, which is none. Nothing was fetched. Use another mirror.',
  'network-failed:listed-commit':
    '{hub} states “{value}” as the commit of {repo}, which is none. Nothing was fetched. Use another mirror.',
  'network-failed:too-slow':
    '{source} sends next to nothing: it was given up after {seconds} seconds. Check the connection.',
  'network-failed:silent':
    '{url} sends nothing: it was given up after {seconds} seconds. Check the connection, or try another source.',
  'network-failed:hub-unreachable': '{hub} cannot be reached. Check the connection, or give the address of a mirror.',

  'storage-busy:process': '{what} is being written by another window or process. Wait for it, or stop it there.',
  'storage-busy:left-over':
    'A file that is left over is being written by another window or process. Wait for it, or stop it there.',
  'storage-busy:file': 'A model file is being written by another window or process. Wait for it, or stop it there.',
  'storage-busy:window': '{file} is being written by another window. Wait for it, or close that window.',
  'storage-busy:lost':
    'The lock of a file in {store} was taken away while it was being written, so nothing more was written. Leave the folder “locks” alone, and try again.',
  'storage-full:models': ({ store, needed, free }: { store: string; needed?: number; free?: number }) => {
    const amounts = needed === undefined ? '' : ` ${gigabytes(needed)} are needed, ${gigabytes(free ?? 0)} are free.`;
    return `There is no room in ${store ?? 'the store'}.${amounts} Free some space or delete models; what has arrived is kept and the download goes on from there.`;
  },
  'storage-full:pictures': 'The browser has no room for more pictures; delete earlier ones.',
  'storage-failed:outside': '“{file}” is not the name of a file in {store}. Nothing was read or written.',
  'storage-failed:file': '{file} in {store} cannot be read or written ({detail}). Check permissions and the disk.',
  'storage-failed:locks':
    '{file} cannot be locked ({detail}), so a second program could write the same model. Install the command flock (util-linux), or keep the models on another file system.',
  'storage-failed:note': 'The model could not be noted. Allow this page to store data.',
  'storage-failed:page': 'The browser does not let this page store data; allow it in the settings of the page.',
  'storage-failed:pictures': 'The browser does not let this page keep pictures ({detail}); allow it to store data.',
  'storage-failed:clipboard': 'The browser does not let this page use the clipboard; download the picture instead.',
  'cancelled:download': 'The download was stopped. Start it again to go on from here.',
  'cancelled:move': 'Moving was stopped. Start it again to go on from here.',
  'internal:read-only': '{file} was opened for reading only.',
  'internal:closed-file': 'A file was read after it was closed.',
} as const;
