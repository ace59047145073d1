// Makes what is published on npm, in dist/npm: folders as they are published, and their tarballs. Usage: see HELP.

import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { NPM_PACKAGES } from './npm-manifests.mjs';

const HELP = `node .ci/npm-packages.mjs [NAME…] [--out FOLDER]

Builds what npm publishes, of the version that package.json has: ${Object.keys(NPM_PACKAGES).join(', ')}; without a name,
all of them. Tarballs are in FOLDER, default: dist/npm.
`;

const root = resolve(import.meta.dirname, '..');

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return files.map(path => relative(folder, path).split(sep).join('/')).sort();
}

/** Copies what a package takes from elsewhere: its place in the package, by where it comes from. */
async function copyIn(folder, copies) {
  for (const [to, from] of Object.entries(copies)) {
    const source = join(root, from);
    const target = join(folder, to);
    await mkdir(dirname(target), { recursive: true });
    if ((await stat(source)).isDirectory()) await cp(source, target, { recursive: true });
    else await copyFile(source, target);
  }
}

async function make(name, version, out) {
  const { bundles, manifest, copies, finish } = NPM_PACKAGES[name];
  const folder = join(root, 'dist/npm', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (bundles.length > 0) {
    execFileSync(process.execPath, ['esbuild.config.mjs', ...bundles], { cwd: root, stdio: 'inherit' });
  }
  await copyIn(folder, { LICENSE: 'LICENSE', ...copies });
  await finish?.(folder, root);
  const whole = {
    name: manifest.name,
    version,
    ...manifest,
    license: manifest.license ?? 'Apache-2.0',
    type: 'module',
    files: (await filesBelow(folder)).filter(path => !/^(?:LICENSE|README\.md|package\.json)$/.test(path)),
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(whole, null, 2)}\n`);
  const told = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', out], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [{ filename, size, unpackedSize }] = JSON.parse(told);
  const megabytes = bytes => `${(bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(`${filename}: ${megabytes(size)}, ${megabytes(unpackedSize)} unpacked\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: join(root, 'dist/npm') }, help: { type: 'boolean', default: false } },
});
if (values.help) process.stdout.write(HELP);
else {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const names = positionals.length > 0 ? positionals : Object.keys(NPM_PACKAGES);
  const unknown = names.filter(name => !Object.hasOwn(NPM_PACKAGES, name));
  if (unknown.length > 0) throw new Error(`No package named ${unknown.join(', ')}.\n${HELP}`);
  const out = resolve(values.out);
  await mkdir(out, { recursive: true });
  for (const name of names) await make(name, version, out);
}
