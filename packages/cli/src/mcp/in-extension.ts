// The tools in VS Code's extension: the same server, with the engine that the extension has. Started by VS Code with the
// arguments POLICY (a file) and perhaps FOLDER.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseJson, readPolicy, safetyGuard } from '@sana-studio/core';
import { Desk } from './desk.ts';
import { LocalModels } from './models.ts';
import { serveStdio } from './stdio.ts';
import { toolServer } from './tool-server.ts';
import { WorkerDrawing } from './worker-drawing.ts';

const [file = '', folder = '.'] = process.argv.slice(2);
// the extension has read it from the settings
const policy = readPolicy(parseJson(await readFile(file, 'utf8'), file), file);
const desk = new Desk(new WorkerDrawing(fileURLToPath(new URL('..', import.meta.url)), policy));
const models = new LocalModels(undefined, undefined);
/** At once: what is compiled in the background would keep the process for as long as that takes. */
const end = () => process.kill(process.pid, 'SIGKILL');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
await serveStdio(toolServer({ folder, desk, models, guard: await safetyGuard(policy) }));
end();
