// What starts servers and shares out work with the tools of others, which are not needed for this.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const DEPLOY = join(import.meta.dirname, '../../../../deploy');

const isThere = (command: string) => spawnSync(command, ['--version']).status === 0;

const folderHere = () => mkdtempSync(join(tmpdir(), 'sana-deploy-'));

describe.runIf(process.platform !== 'win32')('start.sh', () => {
  it('gives each SGLang three ports, and none that it or one ten ports away has already', () => {
    const venv = folderHere();
    mkdirSync(join(venv, 'bin'));
    const tool = join(venv, 'bin', 'sglang');
    writeFileSync(tool, '#!/bin/sh\necho "$@"\n');
    chmodSync(tool, 0o755);
    const portsOf = (port: number) => {
      const { stdout } = spawnSync(join(DEPLOY, 'sglang/start.sh'), [venv, 'model', String(port)], {
        encoding: 'utf8',
      });
      return [...stdout.matchAll(/port (\d+)/g)].map(([, number]) => Number(number));
    };
    const ports = fc.oneof(fc.integer({ min: 10_000, max: 29_990 }), fc.integer({ min: 1_024, max: 65_000 }));
    fc.assert(
      fc.property(ports, port => {
        const all = [...portsOf(port), port + 1, ...portsOf(port + 10), port + 11];
        expect(all).toHaveLength(8);
        expect(new Set(all).size).toBe(8);
      }),
      { seed: 1, numRuns: 12 },
    );
  });
});

const PARTS = 'import sys, json, batch; print(json.dumps(list(batch.parts(sys.argv[1]))))';

describe.runIf(isThere('python3'))('batch.py', () => {
  const stub = folderHere();
  writeFileSync(join(stub, 'ray.py'), '');

  function partsOf(content: string | Buffer) {
    const list = join(folderHere(), 'list.csv');
    writeFileSync(list, content);
    const env = { ...process.env, PYTHONPATH: [stub, join(DEPLOY, 'ray')].join(':'), PYTHONDONTWRITEBYTECODE: '1' };
    return spawnSync('python3', ['-c', PARTS, list], { encoding: 'utf8', env });
  }

  it.each([
    ['commas', 'id,prompt\na,"one, two"\n'],
    ['semicolons', '\ufeffID;prompt\r\na;one, two\r\n'],
    ['tabs', ' Id\tprompt\na\tone, two\n\t\n'],
    ['UTF-16', Buffer.from('\ufeffid\tprompt\na\tone, two\n', 'utf16le')],
  ])('reads a list with %s as the command line does', (_, content) => {
    const { stdout, stderr } = partsOf(content);
    expect(stderr).toBe('');
    const [{ text }, ...others] = JSON.parse(stdout);
    expect(others).toEqual([]);
    expect(text).toMatch(/^ ?id,prompt\r\na,"one, two"\r\n$/i);
  });

  it.each([
    ['', 'There are no prompts in'],
    ['id,prompt\n,\n', 'There are no prompts in'],
    ['prompt\na\n', 'has no column “id”'],
  ])('says what is wrong with %j', (content, said) => {
    const { status, stderr } = partsOf(content);
    expect(status).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('Traceback');
  });
});
