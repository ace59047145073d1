// The command line as npm installs it, from tarballs, on each Node that is supported: installed from npm as well.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryPath, temporaryFolder } from '../cli/sana.ts';

const PLATFORM = `${process.platform}-${process.arch}`;
const TARBALLS = repositoryPath('.cache', 'npm-cli');
const NODES = repositoryPath('.cache', 'nodes');

/** Megabytes of an installation: today's, and some. */
const MOST = 105;

const OWN = ['@sana-studio/cli', `@sana-studio/runtime-${PLATFORM}`, '@sana-studio/sana-mini'];

const run = (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

/** A Node of a major version, which npm has a package of. */
function nodeOf(major: number): string {
  const folder = join(NODES, String(major));
  const path = join(folder, `node_modules/node-${PLATFORM}/bin/node`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  run('npm', ['install', `node-${PLATFORM}@${major}`, '--ignore-scripts', '--no-audit'], folder);
  return path;
}

/** An empty folder with what a person gets. */
function installed(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), '{}');
  run(
    process.execPath,
    ['.ci/npm-packages.mjs', 'cli', 'sana-mini', `runtime-${PLATFORM}`, '--out', TARBALLS],
    repositoryPath('.'),
  );
  const { version } = JSON.parse(readFileSync(repositoryPath('package.json'), 'utf8'));
  const tarballs = ['cli', 'sana-mini', `runtime-${PLATFORM}`].map(name =>
    join(TARBALLS, `sana-studio-${name}-${version}.tgz`),
  );
  run('npm', ['install', ...tarballs, '--no-audit'], folder);
  return folder;
}

test('an installation is small and whole, and draws the same picture and serves tools on Node 20, 22 and 24', async () => {
  const folder = installed();
  const modules = join(folder, 'node_modules');
  const packages = readdirSync(join(modules, '@sana-studio')).map(name => `@sana-studio/${name}`);
  expect([...readdirSync(modules).filter(name => !name.startsWith('.') && !name.startsWith('@')), ...packages]).toEqual(
    OWN,
  );
  for (const name of OWN) {
    expect(JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'))).not.toHaveProperty('scripts');
  }
  const files = filesBelow(modules);
  expect(files.filter(path => /cuda|tensorrt|onnxruntime-web|ort-wasm|vitest|\.map$/i.test(path))).toEqual([]);
  expect(files.filter(path => /libonnxruntime|onnxruntime\.dll/.test(path))).toHaveLength(1);
  const megabytes = files.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
  expect(megabytes).toBeLessThan(MOST);

  const bin = join(modules, '@sana-studio/cli/dist/sana.mjs');
  const here = temporaryFolder();
  run(process.execPath, [repositoryPath('dist', 'sana.mjs'), 'a lighthouse', '--seed', '7', '--device', 'cpu'], here);
  const expected = readFileSync(join(here, 'a-lighthouse-7.png'));
  for (const major of [20, 22, 24]) {
    const node = nodeOf(major);
    expect(run(node, ['--version'], here)).toMatch(new RegExp(`^v${major}\\.`));
    const cwd = temporaryFolder();
    const [path = ''] = run(node, [bin, 'a lighthouse', '--seed', '7', '--device', 'cpu'], cwd).split('\n');
    expect(readFileSync(path).equals(expected)).toBe(true);
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StdioClientTransport({ command: node, args: [bin, 'mcp'], cwd, stderr: 'ignore' }));
    onTestFinished(() => client.close());
    const made = await client.callTool({ name: 'make_picture', arguments: { prompt: 'a fox', seed: 1 } });
    expect(existsSync((made.structuredContent as { path: string }).path)).toBe(true);
    await client.close();
  }
  expect(run('npx', ['--no-install', '@sana-studio/cli', '--version'], folder)).toMatch(/^\d+\.\d+\.\d+\n$/);
});
