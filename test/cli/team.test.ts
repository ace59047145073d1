// @module-tag long
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodePng } from '@sana-studio/core';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { TestHub } from '../hub/hub.ts';
import { officialRepository } from '../hub/repository.ts';
import { sana, temporaryFolder } from './sana.ts';

const OFFICIAL = 'Efficient-Large-Model/Sana_600M_512px_diffusers';

function isThere(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function started(command: string, args: readonly string[], cwd: string): ChildProcess {
  const child = spawn(command, args, { cwd, stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  return child;
}

/** As docs/models.md says it. */
function nginxConfig(root: string, port: number): string {
  // its workers would be nobody, who may not read a folder of root's
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  return `${user}
daemon off;
error_log ${root}/error.log;
pid ${root}/nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path ${root}/t1; proxy_temp_path ${root}/t2; fastcgi_temp_path ${root}/t3; uwsgi_temp_path ${root}/t4; scgi_temp_path ${root}/t5;
  server {
    listen 127.0.0.1:${port};
    root ${root}/share;
    add_header Access-Control-Allow-Origin "*" always;
    add_header Access-Control-Allow-Headers "Range" always;
    add_header Access-Control-Expose-Headers "Content-Range, Content-Length, ETag" always;
  }
}
`;
}

test('a model that one computer exports draws the same picture on others, through any server', {
  timeout: 240_000,
}, async () => {
  const [home, share, folder] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const hub = await TestHub.start({ repositories: new Map([[OFFICIAL, officialRepository()]]) });
  onTestFinished(() => hub.stop());
  const run = (at: string, ...args: string[]) => sana(args, { cwd: at, home: at });
  const draw = async (at: string, model: string) => {
    const flags = ['--device', 'cpu', '--steps', '1', '--seed', '7', '--out', 'fox.png'];
    expect(await run(at, 'generate', 'a fox', ...flags, '--model', model)).toMatchObject({ code: 0 });
    const { data } = decodePng(readFileSync(join(at, 'fox.png')));
    return Buffer.from(data);
  };

  const add = ['models', 'add', 'sana-0.6b-512', '--weights', 'int4', '--accept-licence', '--hub', hub.url];
  expect(await run(home, ...add)).toMatchObject({ code: 0 });
  const exported = await run(home, 'models', 'export', 'sana-0.6b-512', join(share, 'share', 'sana'));
  expect(exported).toMatchObject({ code: 0, stdout: expect.stringContaining('SHA-256 in sana-model.json') });
  const expected = await draw(home, 'sana-0.6b-512');
  await hub.stop();

  const port = await freePort();
  const servers: Readonly<Record<string, () => ChildProcess | undefined>> = {
    python: () =>
      isThere('python3', '--version')
        ? started('python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1'], join(share, 'share'))
        : undefined,
    nginx: () => {
      if (!isThere('nginx', '-v')) return undefined;
      writeFileSync(join(share, 'nginx.conf'), nginxConfig(share, port));
      return started('nginx', ['-c', join(share, 'nginx.conf'), '-e', join(share, 'error.log')], share);
    },
    sana: () =>
      started(
        process.execPath,
        [
          join(import.meta.dirname, '../../dist/sana.mjs'),
          'serve',
          join(share, 'share', 'sana'),
          '--port',
          String(port),
        ],
        folder,
      ),
  };
  for (const [name, start] of Object.entries(servers)) {
    const server = start();
    if (!server) continue;
    const url = name === 'sana' ? `http://localhost:${port}/model` : `http://127.0.0.1:${port}/sana`;
    await expect
      .poll(
        () =>
          fetch(`${url}/model_index.json`).then(
            answer => answer.status,
            () => 0,
          ),
        { timeout: 30_000 },
      )
      .toBe(200);
    const other = join(folder, name);
    mkdirSync(other);
    const terms = await run(other, 'models', 'add', url);
    expect(terms, name).toMatchObject({ code: 1, stderr: expect.stringContaining('licence-not-accepted') });
    const added = await run(other, 'models', 'add', url, '--accept-licence');
    expect(added, name).toMatchObject({ code: 0, stdout: expect.stringContaining('Sana 0.6B 512 is ready') });
    if (name === 'python') expect(added.stderr).toMatch(/ignores range requests.*nginx/);
    else expect(added.stderr).not.toContain('range requests');
    const listed = await run(other, 'models');
    expect(listed.stdout, name).toMatch(/ready, weights in int4/);
    expect(listed.stdout, name).toMatch(name === 'python' ? /Verified: (\d+) of \1 files/ : /In part:/);
    expect(Buffer.compare(await draw(other, url), expected), name).toBe(0);
    server.kill();
    await new Promise(resolve => (server.exitCode === null ? server.once('exit', resolve) : resolve(undefined)));
    await sleep(100);
  }
});
