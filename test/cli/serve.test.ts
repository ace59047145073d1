import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { decodePng, requestFromPng } from '@sana-studio/core';
import { expect, test } from 'vitest';
import { REFERENCE_MODEL } from './model-copy.ts';
import { repositoryPath, sana, temporaryFolder } from './sana.ts';

test('serves a model until it is told to stop, and tells pages its name', async () => {
  const home = temporaryFolder();
  let asked: Promise<unknown> | undefined;
  const run = await sana(['serve', REFERENCE_MODEL, '--port', '0', '--origin', 'https://studio.example'], {
    cwd: home,
    home,
    onStdout: (stdout, child) => {
      const [url] = /http:\/\/localhost:\d+\/model/.exec(stdout) ?? [];
      if (url === undefined || asked || !stdout.includes('Ctrl-C')) return;
      asked = ask(url).finally(() => child.kill('SIGINT'));
    },
  });
  expect(run).toMatchObject({ code: 130, stdout: expect.stringMatching(/Model model: http/) });
  expect(await asked).toEqual({ name: 'model', config: 206, allowed: 'https://studio.example', other: null });
});

test('draws for programs what it draws here, and is understood by its own command', { timeout: 240_000 }, async () => {
  const home = temporaryFolder();
  const request = ['generate', 'a red apple', '--seed', '5', '--steps', '2', '--size', '200x288'];
  let asked: Promise<unknown> | undefined;
  const run = await sana(['serve', '--port', '0', '--device', 'cpu'], {
    cwd: home,
    home,
    onStdout: (stdout, child) => {
      const [, url] = /as OpenAI: (http:\/\/localhost:\d+\/v1)\n/.exec(stdout) ?? [];
      if (url === undefined || asked || !stdout.includes('Ctrl-C')) return;
      asked = drawBoth(url).finally(() => child.kill('SIGINT'));
    },
  });
  async function drawBoth(url: string) {
    const there = await sana([...request, '--server', url, '--out', 'there.png'], { cwd: home, home });
    expect(there.stderr).toContain('(sana serve, model sana-mini)');
    await sana([...request, '--device', 'cpu', '--out', 'here.png'], { cwd: home, home });
  }
  expect(run.code).toBe(130);
  await asked;
  const [there, here] = ['there.png', 'here.png'].map(name => readFileSync(join(home, name)));
  expect(requestFromPng(there!)).toEqual(requestFromPng(here!));
  const [a, b] = [decodePng(there!), decodePng(here!)];
  expect(a).toMatchObject({ width: 200, height: 288 });
  expect(Buffer.from(a.data).equals(Buffer.from(b.data))).toBe(true);
});

test.runIf(process.platform === 'linux')('180 clients that never read cost little', async () => {
  const home = temporaryFolder();
  let measured: Promise<number> | undefined;
  await sana(['serve', repositoryPath('models/sana-mini'), '--port', '0'], {
    cwd: home,
    home,
    onStdout: (stdout, child) => {
      const [, port] = /http:\/\/localhost:(\d+)\/model\nCtrl-C/.exec(stdout) ?? [];
      if (port === undefined) return;
      measured ??= costOfSilence(Number(port), child.pid!).finally(() => child.kill('SIGINT'));
    },
  });
  expect(await measured).toBeLessThan(130 * 2 ** 20);
});

/** @returns bytes of memory that the process has while many clients have asked for a large file and read nothing */
async function costOfSilence(port: number, pid: number): Promise<number> {
  const head = `GET /model/vae/diffusion_pytorch_model.safetensors HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`;
  const sockets = Array.from({ length: 180 }, () => connect(port, '127.0.0.1').pause());
  await Promise.all(sockets.map(socket => new Promise(sent => socket.on('error', () => {}).write(head, sent))));
  // until it has sent what the system takes over
  let size = 0;
  for (let growth = Number.POSITIVE_INFINITY; growth > 2 ** 20; ) {
    await new Promise(later => setTimeout(later, 1000));
    const before = size;
    size = Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
    growth = size - before;
  }
  for (const socket of sockets) socket.destroy();
  return size;
}

async function ask(modelUrl: string) {
  const told = (await (await fetch(`${modelUrl}.json`)).json()) as { name: string; safety?: unknown };
  const config = `${modelUrl}/vae/config.json`;
  const own = await fetch(config, { headers: { Range: 'bytes=0-9', Origin: 'https://studio.example' } });
  const foreign = await fetch(config, { headers: { Origin: 'https://evil.example' } });
  const allowed = (response: Response) => response.headers.get('access-control-allow-origin');
  return { ...told, config: own.status, allowed: allowed(own), other: allowed(foreign) };
}

test.each([
  ['model-not-found', ['nowhere']],
  ['request-invalid', ['--origin', 'https://studio.example/page']],
])('%s: %j', async (code, args) => {
  const home = temporaryFolder();
  const { code: exit, stderr } = await sana(['serve', ...args], { cwd: home, home });
  expect(stderr).toMatch(new RegExp(`^sana: .{20,} \\[${code}\\]\n$`));
  expect(exit).toBe(1);
});
