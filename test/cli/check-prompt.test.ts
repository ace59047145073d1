import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sana, temporaryFolder } from './sana.ts';

test('check-prompt tells of every line what becomes of it, as JSON and in words, under any policy', async () => {
  const cwd = temporaryFolder();
  const lines = 'a naked woman\na cat\r\n\nein dicker Kater, 裸色口红\nF.u.c.k';
  const json = await sana(['check-prompt', '--json'], { cwd, input: lines });
  expect(json).toMatchObject({ code: 0, stderr: '5 prompts: 2 changed, 0 refused.\n' });
  const told = json.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  expect(told).toEqual([
    {
      ...{ prompt: 'a naked woman', text: 'a ❤️ woman', changed: true, refused: false },
      hits: [{ text: 'naked', category: 'nudity', language: 'en', sure: false }],
    },
    ...['a cat', '', 'ein dicker Kater, 裸色口红'].map(prompt => ({
      ...{ prompt, text: prompt, changed: false, refused: false, hits: [] },
    })),
    expect.objectContaining({ prompt: 'F.u.c.k', text: '❤️', changed: true }),
  ]);

  writeFileSync(
    join(cwd, 'team.json'),
    JSON.stringify({ preset: 'school', action: 'refuse', allow: ['cat'], deny: ['dog'] }),
  );
  const escaped = [JSON.stringify('a cat\nand a dog'), JSON.stringify('a cat\nand a cow')].join('\n');
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
