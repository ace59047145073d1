// Takes and gives back a lock as it is told, line by line: run as a process of its own. Argument: directory of a store.

import { createInterface } from 'node:readline';
import { DiskFileStore } from '@sana-studio/models/node';

const [directory = ''] = process.argv.slice(2);
const files = new DiskFileStore(directory);
let unlock: (() => Promise<void>) | undefined;

for await (const line of createInterface(process.stdin)) {
  if (line === 'lock') unlock = await files.lock('contended');
  else await unlock?.().then(() => (unlock = undefined));
  process.stdout.write(unlock ? 'held\n' : 'free\n');
}
