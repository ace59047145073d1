// Writes the folder with the engine page that is uploaded to a host of static files. Usage: see HELP.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { caddyFile, type EngineFiles, headerRules, headersFile, nginxFile, versionFolder } from './engine-folder.ts';

const HELP = `npm run build:engine -- [options]

  --model FOLDER    the model that comes with the page; default: models/sana-mini
  --out FOLDER      default: dist/engine
`;

/** What making pictures needs of a model's folder, and its licence. The rest of the folder says how it was made. */
const MODEL_PARTS =
  /^(model_index\.json|sana\.json|known-things\.json|LICENSES?(\.md)?|(scheduler|text_encoder|tokenizer|transformer|vae)\/.*)$/;

/** Bytes of a file that hosts refuse. */
const HOST_LIMITS = [{ host: 'Cloudflare Pages', most: 25 * 2 ** 20 }] as const;

async function filesBelow(folder: string, isWanted: (path: string) => boolean): Promise<EngineFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isWanted)
    .sort();
  return new Map(await Promise.all(paths.map(async path => [path, await readFile(join(folder, path))] as const)));
}

/** What the built page is made of now: the folder also holds chunks of earlier builds. */
async function builtPage(): Promise<EngineFiles> {
  const outputs = await Promise.all(
    ['worker', 'studio'].map(async name => {
      const { outputs } = JSON.parse(await readFile(join('dist/metafiles', `${name}.json`), 'utf8')) as {
        outputs: Record<string, unknown>;
      };
      return Object.keys(outputs);
    }),
  );
  const built = new Set(outputs.flat().map(path => path.replace(/^dist\/web\//, '')));
  return filesBelow('dist/web', path => (built.has(path) || path.startsWith('ort-')) && !path.endsWith('.map'));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'models/sana-mini' },
      out: { type: 'string', default: 'dist/engine' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const out = resolve(values.out);
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  const model = await filesBelow(values.model, path => MODEL_PARTS.test(path));
  if (!model.has('model_index.json')) throw new Error(`There is no model in ${values.model}.`);
  const files: EngineFiles = new Map([
    ...(await builtPage()),
    ...[...model].map(([path, bytes]) => [`model/${path}`, bytes] as const),
    ['LICENSE.txt', await readFile('LICENSE')],
    ['NOTICE.txt', await readFile('NOTICE.md')],
  ]);
  const folder = versionFolder(version, files);
  // what was built before stays at its address, for the plugins that were built for it
  await rm(join(out, folder), { recursive: true, force: true });
  for (const [path, bytes] of files) {
    const target = join(out, folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  const versions = (await readdir(out, { withFileTypes: true })).filter(
    entry => entry.isDirectory() && entry.name.startsWith('v'),
  );
  const rules = (
    await Promise.all(
      versions.map(async ({ name }) => headerRules(name, (await filesBelow(join(out, name), () => true)).keys())),
    )
  ).flat();
  await writeFile(join(out, '_headers'), headersFile(rules));
  await writeFile(join(out, 'nginx.conf'), nginxFile(rules));
  await writeFile(join(out, 'Caddyfile'), caddyFile(rules));
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  process.stdout.write(`${join(out, folder)}: ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB\n`);
  for (const { host, most } of HOST_LIMITS) {
    const large = [...files].filter(([, { length }]) => length > most).map(([path]) => path);
    if (large.length > 0) process.stdout.write(`Too large for ${host}: ${large.join(', ')}\n`);
  }
  process.stdout.write(
    `Upload all that is in ${out}, then: npm run build:figma -- --engine https://YOUR-SITE/${folder}/\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
