import { expect, test } from 'vitest';
import { REFERENCE_MODEL } from './model-copy.ts';
import { sana, temporaryFolder } from './sana.ts';

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

async function ask(modelUrl: string) {
  const { name } = (await (await fetch(`${modelUrl}.json`)).json()) as { name: string };
  const config = `${modelUrl}/vae/config.json`;
  const own = await fetch(config, { headers: { Range: 'bytes=0-9', Origin: 'https://studio.example' } });
  const foreign = await fetch(config, { headers: { Origin: 'https://evil.example' } });
  const allowed = (response: Response) => response.headers.get('access-control-allow-origin');
  return { name, config: own.status, allowed: allowed(own), other: allowed(foreign) };
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
