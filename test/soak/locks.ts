// Ten processes, some of them in PID namespaces of their own, run for a lock that a killed one left behind: `npm run soak:locks -- [rounds]`.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled, contend, hasNamespaces } from './contenders.ts';

const rounds = Number(process.argv[2] ?? 200);
const apart = hasNamespaces() ? 4 : 0;
const directory = await mkdtemp(join(tmpdir(), 'sana-locks-'));
try {
  const script = await bundled('test/soak/contender.ts', directory);
  const begun = performance.now();
  const holders = await contend(script, directory, { rounds, contenders: 10, apart });
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const most = Math.max(...holders);
  console.log(`${rounds} rounds of 10 contenders, ${apart} of them in namespaces of their own, in ${seconds} s.`);
  console.log(`At once had it: at most ${most}, at least ${Math.min(...holders)}.`);
  process.exitCode = most > 1 ? 1 : 0;
} finally {
  await rm(directory, { recursive: true, force: true });
}
