// Real engines with the embedded model: SGLang twice, and LiteLLM before them. A command of its own (npm run test:serving).
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePng, requestFromPng } from '@sana-studio/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryPath, sana, temporaryFolder } from '../cli/sana.ts';
import { freePort } from '../free-port.ts';
import { type StartedServer, startServer } from '../started-server.ts';
import { startStudio } from '../studio/studio.ts';
import { installed, PLACE } from './engines.ts';

const KEY = 'sk-test-only';
const PROMPT = 'A cute 🐶 playing with a 🏀 on the grass';

let engines: StartedServer[];
let proxy: StartedServer;

async function sglang(venv: string, model: string, name: string): Promise<StartedServer> {
  const port = await freePort();
  const args = [venv, model, String(port)];
  return startServer({
    command: repositoryPath('deploy/sglang/start.sh'),
    args,
    port,
    path: '/health',
    log: join(PLACE, `${name}.log`),
    env: { DEVICE: 'cpu', NAME: 'sana-mini' },
  });
}

beforeAll(async () => {
  const venv = installed('sglang', 'sglang/install-cpu.sh');
  const proxyVenv = installed('litellm', 'litellm/install.sh');
  const model = repositoryPath('.cache', 'serving', 'sana-mini');
  cpSync(repositoryPath('models', 'sana-mini'), model, { recursive: true });
  engines = await Promise.all([sglang(venv, model, 'sglang-1'), sglang(venv, model, 'sglang-2')]);
  const config = readFileSync(repositoryPath('deploy/litellm/litellm.yaml'), 'utf8')
    .replaceAll('sana-0.6b-512', 'sana-mini')
    // the embedded model has neither instruction nor list of sizes
    .replace(
      'generator_device: cpu',
      'generator_device: cpu, diffusers_kwargs: { complex_human_instruction: null, use_resolution_binning: false }',
    );
  const file = repositoryPath('.cache', 'serving', 'litellm.yaml');
  writeFileSync(file, config);
  const port = await freePort();
  const [first, second] = engines as [StartedServer, StartedServer];
  proxy = await startServer({
    command: join(proxyVenv, 'bin/litellm'),
    args: ['--config', file, '--host', '127.0.0.1', '--port', String(port)],
    port,
    path: '/health/liveliness',
    log: join(PLACE, 'litellm.log'),
    env: {
      LITELLM_MASTER_KEY: KEY,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      SGLANG_1: `${first.url}/v1`,
      SGLANG_2: `${second.url}/v1`,
    },
  });
}, 1_800_000);

afterAll(() => {
  for (const one of [...engines, proxy]) one?.stop();
});

function expectSamePicture(a: Buffer, b: Buffer): void {
  const [first, second] = [decodePng(a), decodePng(b)];
  expect([first.width, first.height]).toEqual([second.width, second.height]);
  expect(first.data.every((value, at) => Math.abs(value - second.data[at]!) <= 1)).toBe(true);
}

describe('SGLang', { timeout: 300_000 }, () => {
  test.each(['256x256', '320x192'])('draws the picture of this engine, %s', async size => {
    const cwd = temporaryFolder();
    const request = ['generate', PROMPT, '--seed', '3', '--size', size];
    const there = await sana([...request, '--server', engines[0]!.url, '--out', 'there.png'], { cwd });
    expect(there.stderr).toContain('(SGLang, model sana-mini)');
    await sana([...request, '--device', 'cpu', '--out', 'here.png'], { cwd });
    const [a, b] = ['there.png', 'here.png'].map(name => readFileSync(join(cwd, name))) as [Buffer, Buffer];
    expectSamePicture(a, b);
    expect(requestFromPng(a)).toEqual(requestFromPng(b));
  });

  test('draws it for the panel, which writes the same request into it', async () => {
    const cwd = temporaryFolder();
    const studio = await startStudio();
    const page = await (await studio.browser.newContext({ locale: 'en-US' })).newPage();
    page.setDefaultTimeout(120_000);
    await page.goto(studio.server.url);
    await page.getByText('On a server…').click();
    await page.fill('[name="server"]', engines[0]!.url);
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('the same seed makes the same picture').waitFor();
    await page.getByRole('button', { name: 'Draw there' }).click();
    await page.locator('.drawn-there', { hasText: new URL(engines[0]!.url).host }).waitFor();
    const settings = page.locator('.settings').first();
    if ((await settings.getAttribute('open')) === null) await settings.locator('summary').first().click();
    const values = { prompt: PROMPT, width: '256', height: '256', seed: '3' };
    for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value);
    await page.locator('.generate').click();
    const picture = page.locator('figure.picture').first();
    await picture.waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      picture.getByRole('button', { name: 'Download' }).click(),
    ]);
    const there = readFileSync(await download.path());
    await studio.close();
    await sana(['generate', PROMPT, '--seed', '3', '--size', '256x256', '--device', 'cpu', '--out', 'here.png'], {
      cwd,
    });
    const here = readFileSync(join(cwd, 'here.png'));
    expectSamePicture(there, here);
    // the panel's model is that of a server
    const { model, ...request } = requestFromPng(there)!;
    expect(requestFromPng(here)).toMatchObject(request);
    expect(model).toBe(`${engines[0]!.url}#sana-mini`);
  });

  test('is as good as it is said to be', async () => {
    const { stdout } = await sana(['check-server', engines[0]!.url, '--json'], { cwd: temporaryFolder() });
    expect(JSON.parse(stdout)).toMatchObject({ engine: 'sglang', size: 'as-asked', seed: 'same' });
  });
});

describe('LiteLLM over two of them', { timeout: 300_000 }, () => {
  const list = (folder: string) =>
    writeFileSync(join(folder, 'list.txt'), Array.from({ length: 8 }, () => PROMPT).join('\n'));
  const args = (out: string) => [
    'generate',
    '--prompts',
    'list.txt',
    '--seed',
    '3',
    '--server',
    proxy.url,
    '--parallel',
    '4',
    '--out',
    out,
  ];

  test('draws the same, wants its key, and loses no picture when one of them is killed', async () => {
    const cwd = temporaryFolder();
    list(cwd);
    const without = await sana(['generate', PROMPT, '--server', proxy.url], { cwd });
    expect(without.stderr).toMatch(/\[access-denied\]/);
    process.env.SANA_SERVER_KEY = KEY;
    const figures: string[] = [];
    const perMinute = (label: string, seconds: number) =>
      figures.push(`${label}: ${((8 * 60) / seconds).toFixed(0)} a minute`);
    const both = await sana(args('both'), { cwd });
    expect(both.stderr).toContain('8 drawn. ');
    perMinute('two servers', both.seconds);
    let isKilled = false;
    const run = await sana(args('out'), {
      cwd,
      onStdout: () => {
        if (!isKilled) engines[1]!.stop();
        isKilled = true;
      },
    });
    expect(run.stderr).toContain('8 drawn. ');
    expect(isKilled).toBe(true);
    const one = await sana(args('one'), { cwd });
    expect(one.stderr).toContain('8 drawn. ');
    perMinute('one server', one.seconds);
    delete process.env.SANA_SERVER_KEY;
    const [first, ...others] = [...Array(8).keys()].map(at =>
      readFileSync(join(cwd, 'out', `00${at + 1}-a-cute-dog-face-playing-with-a-basketball-on-the.png`)),
    );
    for (const other of others) expectSamePicture(first!, other);
    console.info(figures.join(', '));
  });
});
