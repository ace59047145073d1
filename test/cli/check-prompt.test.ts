import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openModelFolder } from '@sana-studio/core';
import { diskFolder } from '@sana-studio/core/node';
import { probeFile } from '@sana-studio/core/testing';
import { expect, test } from 'vitest';
import { expectDocumented } from './documented.ts';
import { repositoryPath, sana, temporaryFolder } from './sana.ts';

test('check-prompt tells of every line what becomes of it, as JSON and in words, under any policy', async () => {
  const cwd = temporaryFolder();
  const lines = '\ufeffa naked woman\r\na cat\r\n\r\nein dicker Kater, 裸色口红\nF.u.c.k\na \u2028b';
  const json = await sana(['check-prompt', '--json'], { cwd, input: Buffer.from([...Buffer.from(lines), 0xff]) });
  const untold = 'Line 6 is not all text: \ufffd stands for what could not be read.\n';
  expect(json).toMatchObject({ code: 0, stderr: `${untold}6 prompts: 2 changed, 0 refused.\n` });
  const told = json.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  expectDocumented('check-prompt', told[0]!);
  expect(told).toEqual([
    {
      ...{ prompt: 'a naked woman', text: 'a ❤️ woman', changed: true, refused: false },
      hits: [{ text: 'naked', category: 'nudity', language: 'en', sure: false }],
    },
    ...['a cat', '', 'ein dicker Kater, 裸色口红'].map(prompt => ({
      ...{ prompt, text: prompt, changed: false, refused: false, hits: [] },
    })),
    expect.objectContaining({ prompt: 'F.u.c.k', text: '❤️', changed: true }),
    expect.objectContaining({ prompt: 'a \u2028b\ufffd', changed: false }),
  ]);

  writeFileSync(
    join(cwd, 'team.json'),
    `\ufeff${JSON.stringify({ preset: 'school', action: 'refuse', allow: ['cat'], deny: ['dog'] })}`,
  );
  const escaped = [JSON.stringify('a cat\nand a dog'), '', JSON.stringify('a cat\nand a cow')].join('\n');
  const refused = await sana(['check-prompt', '--json-lines', '--policy', 'team.json'], { cwd, input: escaped });
  expect(
    refused.stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as unknown),
  ).toMatchObject([
    { prompt: 'a cat\nand a dog', changed: false, refused: true, hits: [{ text: 'dog', category: 'denied' }] },
    { changed: false, refused: false },
  ]);
  expect(await sana(['check-prompt', 'a', 'fucking', 'cat'], { cwd })).toMatchObject({
    stdout: 'changed  a ❤️ cat  (“fucking”: profanity, en)\n',
  });
});

test('a policy that is none and a line that is no JSON string are told', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'bad.json'), '{"preset": "army"}');
  writeFileSync(join(cwd, 'broken.json'), '{');
  const failing = async (args: readonly string[], input = '') =>
    (await sana(['check-prompt', ...args], { cwd, input })).stderr;
  expect(await failing(['--policy', 'bad.json', 'a'])).toContain('bad.json is no safety policy: preset');
  expect(await failing(['--policy', 'broken.json', 'a'])).toContain('broken.json is no safety policy: JSON');
  expect(await failing(['--policy', 'none.json', 'a'])).toContain('there are: designer, school');
  expect(await failing(['--json-lines'], '"a"\nb\n')).toContain('Line 2 is no JSON string');
  const generated = await sana(['generate', 'porn', '--policy', 'refuse'], { cwd });
  expect(generated).toMatchObject({ code: 1, stdout: '' });
  expect(generated.stderr).toContain('not drawn: “porn”');
});

test('a policy names a probe beside its file, which is asked where a model is', { tags: ['long'] }, async () => {
  const cwd = temporaryFolder();
  const model = await openModelFolder(diskFolder(repositoryPath('models/sana-mini')));
  const { num_hidden_layers: layers, hidden_size: width } = model.textEncoder.config;
  const bos = await model.textEncoder.tensors.readFloat32('embed_tokens.weight', [2, 3]);
  await model.close();
  const harmless = probeFile({ width, bos, adds: 1e9, vetoes: 1e9 });
  const write = (name: string, value: unknown) => writeFileSync(join(cwd, name), JSON.stringify(value));
  mkdirSync(join(cwd, 'team'));
  write('team/mini.probe.json', { ...harmless, encoder: { ...harmless.encoder, layers } });
  write('team/policy.json', { preset: 'school', probe: 'mini.probe.json' });
  write('none.json', { probe: 'none.probe.json' });

  const check = (...args: string[]) => sana(['check-prompt', ...args, 'a', 'naked', 'woman'], { cwd });
  const [words, looked, none] = await Promise.all([
    check('--policy', 'team/policy.json'),
    check('--policy', 'team/policy.json', '--model', 'sana-mini'),
    check('--policy', 'none.json'),
  ]);
  expect(words.stdout).toContain('changed  a ❤️ woman');
  expect(words.stderr).toContain('needs --model');
  expect(looked).toMatchObject({ code: 0, stdout: 'kept     a naked woman  (harmless all the same: “naked”)\n' });
  expect(none.stderr).toContain('there is no such file');
});

test('a policy that has pictures looked at draws nothing where nothing is there to do so', {
  tags: ['long'],
}, async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'pictures.json'), JSON.stringify({ pictures: { threshold: 0.5 } }));
  writeFileSync(join(cwd, 'open-nsfw.onnx'), new Uint8Array(23_590_724));
  const [drawn, added] = await Promise.all([
    sana(['generate', 'a fox', '--policy', 'pictures.json'], { cwd, home: cwd }),
    sana(['models', 'add', 'open-nsfw.onnx'], { cwd, home: cwd }),
  ]);
  expect(drawn).toMatchObject({ code: 1, stdout: '' });
  expect(drawn.stderr).toContain('sana models add open-nsfw');
  expect(added.code).toBe(1);
  expect(added.stderr).toContain('does not have the hash');
});
