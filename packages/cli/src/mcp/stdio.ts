import { Writable } from 'node:stream';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { interruptible } from '../interruption.ts';

/**
 * Serves over standard input and output until the other end is gone. Standard output carries the protocol and nothing else:
 * what a library says there goes to standard error.
 */
export async function serveStdio(server: Server): Promise<void> {
  const say = process.stdout.write.bind(process.stdout);
  const protocol = new Writable({ write: (chunk, _encoding, done) => void say(chunk, () => done()) });
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  const over = new Promise<void>(resolve => {
    for (const event of ['end', 'close', 'error']) process.stdin.once(event, resolve);
    process.stdout.once('error', resolve);
    server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport(process.stdin, protocol));
  await interruptible(signal => Promise.race([over, new Promise(end => signal.addEventListener('abort', end))]));
  await server.close();
}
