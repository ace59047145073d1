// One of several processes at one store: does what it is told, a line of JSON each. Arguments: its directory, that of another store.

import { createInterface } from 'node:readline';
import { diskModelStore } from '@sana-studio/models/node';
import { answerTo, PART_BYTES } from './obey.ts';

const [directory = '', other = ''] = process.argv.slice(2);
const store = diskModelStore(directory, { partBytes: PART_BYTES });
const target = diskModelStore(other, { partBytes: PART_BYTES });

for await (const line of createInterface(process.stdin)) {
  process.stdout.write(`${JSON.stringify(await answerTo(store, target, JSON.parse(line)))}\n`);
}
