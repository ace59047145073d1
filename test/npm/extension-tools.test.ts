// The tools as the extension for VS Code brings them: its own files, and a Node with nothing installed.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { requestFromPng } from '@sana-studio/core';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryPath, temporaryFolder } from '../cli/sana.ts';

const PATIENCE = { timeout: 540_000 };

test('the extension serves the tools with its own engine, keeps its policy, and ends with its input', async () => {
  execFileSync('npm', ['run', '--silent', 'package:vscode'], { cwd: repositoryPath('.'), stdio: 'ignore' });
  const extension = join(temporaryFolder(), 'extension');
  cpSync(repositoryPath('dist', 'vscode', 'package'), extension, { recursive: true });
  const cwd = realpathSync(temporaryFolder());
  const policy = join(temporaryFolder(), 'policy.json');
  writeFileSync(policy, JSON.stringify({ deny: ['lighthouse'] }));
  const args = [join(extension, 'host/mcp-server.mjs'), policy];
  const transport = new StdioClientTransport({ command: process.execPath, args, cwd, stderr: 'inherit' });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  const request = { prompt: 'a lighthouse at dawn', seed: 3, width: 128, height: 128 };
  const made = await client.callTool({ name: 'make_picture', arguments: request }, undefined, PATIENCE);
  const { path, notes } = made.structuredContent as { path: string; notes: readonly string[] };
  expect(notes.join()).toContain('“lighthouse”');
  expect(requestFromPng(readFileSync(path))).toMatchObject({ seed: 3, model: 'sana-mini' });
  const { pid } = transport;
  await client.close();
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
});
