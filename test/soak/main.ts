// Several processes, one as in a container, and two windows at one store, killed and frozen: `npm run soak -- [seconds] [seed]`.

import { soak } from './soak.ts';

const [seconds = '3600', seed = '1'] = process.argv.slice(2);
const log = (line: string) => console.log(`${new Date().toISOString()} ${line}`);
const losses = await soak({ seconds: Number(seconds), seed: Number(seed), log });
for (const loss of losses) console.log(loss);
console.log(losses.length === 0 ? 'Nothing was lost.' : `${losses.length} losses`);
process.exitCode = losses.length === 0 ? 0 : 1;
