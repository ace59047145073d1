import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect, it } from 'vitest';
import type { TextDocument } from 'vscode';
import { Reading } from './host/reading.ts';
import { open } from './vscode.fixture.ts';

const ROOT = join(import.meta.dirname, '../../..');

beforeAll(() => {
  execFileSync(process.execPath, ['esbuild.config.mjs', 'vscode-documents-worker'], { cwd: ROOT });
});

it('reads documents in the worker that the extension starts, and what it throws arrives', async () => {
  const reading = new Reading();
  const crashed: unknown[] = [];
  let started = 0;
  reading.useWorker(async script => {
    started++;
    const worker = new Worker(join(ROOT, 'dist/vscode/host', `${script}.mjs`));
    return {
      post: (message, transfer) => worker.postMessage(message, transfer as readonly ArrayBuffer[]),
      onCrash: listener =>
        void worker.on('error', error => {
          crashed.push(error);
          listener(String(error));
        }),
      terminate: () => void worker.terminate(),
    };
  });
  const document = (text: string) => open('file:///notes/a.md', text) as unknown as TextDocument;
  const found = await reading.ask(document('# Sea &amp; sky\n\nA fox &copy; 2026.\n'), 'promptAt', {
    start: 20,
    end: 20,
  });
  expect(found).toMatchObject({ kind: 'paragraph', prompt: 'A fox © 2026.' });
  const refused = reading.ask(document('> '.repeat(16_000)), 'sectionsOf');
  await expect(refused).rejects.toMatchObject({ code: 'over-budget' });
  expect(crashed).toEqual([]);
  expect(started).toBe(1);
  reading.dispose();
});
