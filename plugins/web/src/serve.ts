// Serves the built studio and a model to this machine. Usage: node dist/studio-server.mjs [MODEL_FOLDER [PORT]]

import { existsSync } from 'node:fs';
import { serveModels } from '@sana-studio/models/node';

const [folder = 'models/sana-mini', port = '5180'] = process.argv.slice(2);
if (!existsSync(folder)) {
  process.stderr.write(`There is no folder ${folder}. Give the folder of a model.\n`);
  process.exit(1);
}
const server = await serveModels({ folder, webRoot: 'dist/web', origins: [], port: Number(port) });
process.stdout.write(`Sana Studio: ${server.url}\nCtrl+C ends it.\n`);
