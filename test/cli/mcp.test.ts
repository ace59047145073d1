import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { requestFromPng } from '@sana-studio/core';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryPath, temporaryFolder } from './sana.ts';

const SANA = repositoryPath('dist', 'sana.mjs');

/** A second, and what a busy machine takes of its own. */
const SOON = 1800;

interface Made {
  readonly structuredContent: { readonly path: string; readonly uri: string };
}

test('an assistant makes, varies and cancels pictures, and finds their files; nothing is left when it goes', async () => {
  const cwd = realpathSync(temporaryFolder());
  const transport = new StdioClientTransport({ command: process.execPath, args: [SANA, 'mcp'], cwd, stderr: 'ignore' });
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  const call = (name: string, args: Record<string, unknown>, options = {}) =>
    client.callTool({ name, arguments: args }, undefined, options) as Promise<unknown> as Promise<Made>;

  const { path, uri } = (await call('make_picture', { prompt: 'a lighthouse', seed: 7 })).structuredContent;
  expect(requestFromPng(readFileSync(path))).toMatchObject({ prompt: 'a lighthouse', seed: 7, model: 'sana-mini' });
  const varied = (await call('vary_picture', { picture: uri })).structuredContent;
  expect(requestFromPng(readFileSync(varied.path))).toMatchObject({ seed: 7, variation: 0.3 });

  const abort = new AbortController();
  // one step of it takes longer than a second
  const large = { prompt: 'a fox', width: 2048, height: 2048, path: 'new/fox.png' };
  let stopped = 0;
  const onprogress = ({ message = '' }) => {
    if (!message.startsWith('drawing') || abort.signal.aborted) return;
    stopped = performance.now();
    abort.abort();
  };
  const cancelled = call('make_picture', large, { signal: abort.signal, onprogress });
  const waiting: string[] = [];
  const next = call(
    'make_picture',
    { prompt: 'a hare', seed: 1 },
    {
      onprogress: ({ message = '' }) => waiting.push(message),
    },
  );
  await expect(cancelled).rejects.toThrow();
  await expect.poll(() => waiting.at(-1), { interval: 20 }).not.toContain('waiting');
  expect(performance.now() - stopped).toBeLessThan(SOON);
  expect(waiting[0]).toBe('waiting, 1 before it');
  await next;
  expect(readdirSync(cwd).toSorted()).toEqual(['a-hare-1.png', 'a-lighthouse-7-2.png', 'a-lighthouse-7.png']);

  const { pid } = transport;
  await client.close();
  await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
});

test('standard output holds the protocol alone, what is no message is survived, and the end of input is the end', async () => {
  const child = spawn(process.execPath, [SANA, 'mcp'], { cwd: temporaryFolder() });
  let out = '';
  child.stdout.on('data', text => {
    out += text;
  });
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
  child.stdin.write(
    `no message\n{"jsonrpc":"2.0"}\n${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`,
  );
  await expect.poll(() => out).toContain('serverInfo');
  child.stdin.end();
  expect(await new Promise(resolve => child.on('exit', resolve))).toBe(0);
  for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });
});
