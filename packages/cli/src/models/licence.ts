import { createInterface } from 'node:readline/promises';
import { SanaError } from '@sana-studio/core';
import type { ModelStore } from '@sana-studio/models';

/** What is left to accept, if that is what an error is about. */
function openLicences(error: unknown): readonly string[] | undefined {
  if (!(error instanceof SanaError) || error.code !== 'licence-not-accepted') return undefined;
  const { links } = error.data;
  return Array.isArray(links) ? links.map(String) : [];
}

/**
 * Runs `job`, and asks once for what has to be accepted before it.
 * @param accepted the person has accepted it already
 * @throws SanaError `licence-not-accepted`, and what the job throws
 */
export async function withLicences<T>(store: ModelStore, accepted: boolean, job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (error) {
    const links = openLicences(error);
    if (!links) throw error;
    if (!accepted && !(await ask(links))) throw refused(links);
    await store.acceptLicences(links);
    return job();
  }
}

async function ask(links: readonly string[]): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  process.stderr.write(`This model comes with terms of use:\n${links.map(link => `  ${link}\n`).join('')}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // while it reads, the terminal hears Ctrl-C in place of the process
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return /^\s*y(es)?\s*$/i.test(await terminal.question('Have you read them, and do you accept them? [y/N] '));
  } finally {
    terminal.close();
  }
}

function refused(links: readonly string[]): SanaError {
  return new SanaError('licence-not-accepted:flag', { links });
}
