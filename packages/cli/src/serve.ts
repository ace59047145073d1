import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Folder, openModelFolder, policyOf, SanaError, withPartsNote } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { serveModels } from '@sana-studio/models/node';
import { IMAGES_API_PATH, type ImagesApiOptions, imagesApi } from '@sana-studio/serving/node';
import type { DeviceChoice } from './device-option.ts';
import { interruptible } from './interruption.ts';
import { folderOf, storedId } from './model-argument.ts';
import { openLibrary } from './models/library.ts';
import { readPolicyArgument } from './policy.ts';
import { LocalDrawing } from './server/local-drawing.ts';
import { KEY } from './server/server-option.ts';

export interface ServeFlags {
  readonly policy?: string;
  readonly port: number;
  readonly origin?: readonly string[];
  readonly device: DeviceChoice;
}

/** The built pages lie beside this bundle. */
const PAGES = fileURLToPath(new URL('web', import.meta.url));

/** `sana serve`: the studio, with a model, for browsers on this computer. */
export async function serve(
  reference: string | undefined,
  { policy, port, origin = [], device }: ServeFlags,
): Promise<void> {
  const origins = origin.map(checkOrigin);
  const safety = policy === undefined ? undefined : await readPolicyArgument(policy);
  const { folder, name } = await servedModel(reference);
  const webRoot = existsSync(join(PAGES, 'index.html')) ? PAGES : undefined;
  const drawing = new LocalDrawing(reference, safety ?? policyOf('designer'), device);
  const key = process.env[KEY]?.trim() || undefined;
  const draw: ImagesApiOptions['draw'] = (request, options) => drawing.draw(request, options);
  const routes = { below: IMAGES_API_PATH, answer: imagesApi({ model: name, draw, key, origins }) };
  const server = await serveModels({ folder, name, safety, webRoot, origins, port, routes });
  const pages = webRoot
    ? `Sana Studio: ${server.url}`
    : 'The pages are not in this installation. In the repository, npm run build makes them.';
  const programs = `For programs, as OpenAI: ${server.url}v1${key === undefined ? '' : `, with the key in ${KEY}`}`;
  process.stdout.write(`${pages}\n${programs}\nModel ${name}: ${server.modelUrl}\nCtrl-C ends it.\n`);
  try {
    await interruptible(signal => new Promise<void>(end => signal.addEventListener('abort', () => end())));
  } finally {
    await server.close();
    await drawing.dispose();
  }
}

interface ServedModel {
  readonly folder: string | Folder;
  readonly name: string;
}

/** Opened once before, so that what is wrong with it is said here and not in a browser. */
async function servedModel(reference: string | undefined): Promise<ServedModel> {
  const directory = folderOf(reference);
  const folder = directory === undefined ? await storedFolder(reference!) : diskFolder(directory);
  const model = await openModelFolder(folder);
  await model.close();
  if (directory === undefined) return { folder, name: reference! };
  return { folder: directory, name: model.settings.name ?? basename(resolve(directory)) };
}

async function storedFolder(reference: string): Promise<Folder> {
  return withPartsNote(await (await openLibrary()).open(await storedId(reference)));
}

/** @throws SanaError `request-invalid` */
function checkOrigin(origin: string): string {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return origin;
  throw new SanaError('request-invalid:origin', { origin });
}
