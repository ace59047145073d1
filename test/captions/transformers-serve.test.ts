import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpointCaptioner } from '@sana-studio/captions';
import { encodePng, SanaError } from '@sana-studio/core';
import { decodePicture } from '@sana-studio/serving/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sana, temporaryFolder } from '../cli/sana.ts';
import { freePort } from '../free-port.ts';
import { referencePath } from '../reference-data.ts';
import { type StartedServer, startServer } from '../started-server.ts';
import { installed } from './serve.ts';

/** Random weights: it takes pictures, and says what has nothing to do with them. */
const MODEL = referencePath('captions', 'tiny-llava');

let server: StartedServer;

beforeAll(async () => {
  const port = await freePort();
  const args = ['serve', MODEL, '--device', 'cpu', '--host', '127.0.0.1', '--port', `${port}`];
  const venv = installed();
  const command = join(venv, 'bin', 'transformers');
  server = await startServer({ command, args, port, path: '/v1/models', log: join(venv, 'serve.log') });
}, 1_200_000);

afterAll(() => server?.stop());

async function green(folder: string): Promise<string> {
  const data = Uint8ClampedArray.from({ length: 4 * 64 * 64 }, (_, at) => [0, 200, 0, 255][at % 4]!);
  const path = join(folder, 'leaf.png');
  writeFileSync(path, await encodePng({ width: 64, height: 64, data }));
  return path;
}

const captioner = (model: string) =>
  endpointCaptioner({
    ...{ server: server.url, model },
    decode: ({ bytes, name }) => decodePicture(bytes, 'image/png', name),
  });

test('the random model of a real transformers serve is called blind, by name', async () => {
  const availability = await captioner(MODEL).available();
  expect(availability).toMatchObject({ state: 'unavailable', problem: { code: 'captioner-blind' } });
  expect(availability.state === 'unavailable' && availability.problem.message).toContain('tiny-llava');
});

test('a model that it does not have, and an address below it where nothing is, have their sentences', async () => {
  const missing = await captioner('no/such-model').available();
  expect(missing).toMatchObject({ state: 'unavailable', problem: { code: 'captioner-unavailable' } });
  const nowhere = endpointCaptioner({
    ...{ server: `${server.url}/elsewhere`, model: MODEL },
    decode: ({ bytes, name }) => decodePicture(bytes, 'image/png', name),
  });
  const error = await nowhere
    .caption({ bytes: new Uint8Array(0), name: 'x' }, { purpose: 'alt' })
    .catch(SanaError.from);
  expect(error).toMatchObject({ reason: 'captioner-unavailable:no-route' });
});

test('sana caption refuses it before anything is written', async () => {
  const folder = join(temporaryFolder(), 'pictures');
  mkdirSync(folder);
  await green(folder);
  const run = await sana(['caption', folder, '--with', `endpoint:${MODEL}`, '--endpoint', server.url], { cwd: folder });
  expect(run.stderr).toMatch(/does not look at pictures: .* \[captioner-blind\]/);
  expect(run.code).toBe(1);
  expect(readdirSync(folder)).toEqual(['leaf.png']);
});
