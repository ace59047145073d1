// Makes everything that is published, in dist/release. Usage: see HELP.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';
import { notesOf, released } from './changelog.mjs';
import { asking, EXAMPLES, isNewer, packed, renumbered, WORKSPACES } from './versions.mjs';

const HELP = `npm run release -- [VERSION] [options]

Writes dist/release: the extension for VS Code, the plugin for Figma, the engine page, the packages for npm, the notes of the release and SHA256SUMS.
With VERSION, package.json of every package and CHANGELOG.md become that version first; without, the one that they have is made.

  --site URL     where the engine page is going to be, e.g. https://sana.example.com/; without it the plugin is for developing
  --figma-id ID  of the published plugin
  --pictures URL where docs/pictures is on the web, for the extension's README; without it that has no pictures
  --help
`;

const root = resolve(import.meta.dirname, '..');
const out = join(root, 'dist/release');
/** Whoever unpacks an archive gets the same bytes, whenever and wherever it was made. */
const MADE = new Date('2020-01-01T00:00:00Z');

const say = text => process.stdout.write(`${text}\n`);
const npm = (...args) => execFileSync('npm', ['run', '--silent', ...args], { cwd: root, stdio: 'inherit' });

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

async function archive(folder, target) {
  const files = {};
  for (const path of packed(await filesBelow(folder)))
    files[path] = [await readFile(join(folder, path)), { mtime: MADE }];
  await writeFile(target, zipSync(files, { level: 6 }));
}

function next(path, text, version, date) {
  if (path === 'CHANGELOG.md') return released(text, version, date);
  return EXAMPLES.includes(path) ? asking(text, version) : renumbered(path, text, version);
}

/** Writes the version everywhere. @returns what puts back what was there */
async function renumber(version, date) {
  const paths = [
    ...WORKSPACES.map(folder => join(folder, 'package.json')),
    'package-lock.json',
    'CHANGELOG.md',
    ...EXAMPLES,
  ];
  const before = new Map();
  for (const path of paths) before.set(path, await readFile(join(root, path), 'utf8'));
  const restore = async () => {
    for (const [path, text] of before) await writeFile(join(root, path), text);
  };
  try {
    for (const [path, text] of before) {
      await writeFile(join(root, path), next(path, text, version, date));
    }
  } catch (error) {
    await restore();
    throw error;
  }
  return restore;
}

async function make(version, { site, 'figma-id': id, pictures }) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'release-notes.md'), notesOf(await readFile(join(root, 'CHANGELOG.md'), 'utf8'), version));
  const vsix = join(out, `sana-studio-vscode-${version}.vsix`);
  npm('package:vscode', '--', '--out', vsix, ...(pictures ? ['--pictures', pictures] : []));
  npm('build:engine', '--', '--out', join(out, 'engine'));
  const folder = (await readdir(join(out, 'engine'))).find(name => name.startsWith(`v${version}-`));
  const engine = site ? new URL(`${folder}/`, site).href : 'http://localhost:5180/';
  npm('build:figma', '--', '--engine', engine, '--out', join(out, 'figma'), ...(id ? ['--id', id] : []));
  await cp(join(root, 'plugins/figma/listing'), join(out, 'figma-listing'), { recursive: true });
  for (const name of ['engine', 'figma'])
    await archive(join(out, name), join(out, `sana-studio-${name}-${version}.zip`));
  npm('package:npm', '--', '--out', out);
  // of what is passed on; the folders are for looking at, and for uploading
  const files = (await readdir(out, { withFileTypes: true })).filter(entry => entry.isFile()).map(({ name }) => name);
  const sums = await Promise.all(
    files.sort().map(async name => {
      const digest = createHash('sha256').update(await readFile(join(out, name)));
      return `${digest.digest('hex')}  ${name}`;
    }),
  );
  await writeFile(join(out, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  say(`\n${out}: version ${version}, ${sums.length} files; the plugin’s engine page: ${engine}`);
  if (!pictures) say('Without --pictures the README of the extension has no pictures.');
  if (!site)
    say(
      'Without --site the plugin looks for its engine page on this computer: it is for developing, not to be published.',
    );
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      site: { type: 'string' },
      'figma-id': { type: 'string' },
      pictures: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  if (positionals.length > 1) throw new Error(`One version at a time: ${positionals.join(', ')}.`);
  if (values.site && (!URL.canParse(values.site) || new URL(values.site).protocol !== 'https:')) {
    throw new Error(`“${values.site}” is no https address; give one, for example --site https://sana.example.com/`);
  }
  const site = values.site && !values.site.endsWith('/') ? `${values.site}/` : values.site;
  const { version: current } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const [version = current] = positionals;
  if (version !== current && !isNewer(version, current)) {
    throw new Error(`“${version}” is no version after ${current}; one is three numbers, for example 1.2.3.`);
  }
  const restore = version === current ? undefined : await renumber(version, new Date().toISOString().slice(0, 10));
  try {
    await make(version, { ...values, site });
  } catch (error) {
    await restore?.();
    throw error;
  }
  if (restore)
    say(`package.json and CHANGELOG.md are of ${version} now: commit them, tag the commit v${version} and push both.`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
