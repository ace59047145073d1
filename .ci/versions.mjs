// The version, which every package of the repository has.

import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Folders with a package.json, the root first. */
export const WORKSPACES = [
  '',
  'shared',
  ...['packages', 'plugins'].flatMap(folder => readdirSync(join(root, folder)).map(name => `${folder}/${name}`)),
];

/** Programs that use what is published: they ask for its version, and have none. */
export const EXAMPLES = readdirSync(join(root, 'examples')).map(name => `examples/${name}/package.json`);

const VERSION = /^(\d+)\.(\d+)\.(\d+)$/;

/** Whether both are versions and the first comes after the second. */
export function isNewer(version, other) {
  const [a, b] = [version, other].map(text => VERSION.exec(text)?.slice(1).map(Number));
  if (!a || !b) return false;
  const different = a.findIndex((number, i) => number !== b[i]);
  return different >= 0 && a[different] > b[different];
}

/** A package.json or package-lock.json with another version of all packages of the repository, in its own and others' lines. */
export function renumbered(path, text, version) {
  const value = JSON.parse(text);
  const old = value.version;
  value.version = version;
  const packages = path === 'package-lock.json' ? Object.entries(value.packages) : [];
  for (const [folder, entry] of packages) {
    if (folder.startsWith('node_modules/') || entry.link) continue;
    if (entry.version === old) entry.version = version;
    renumberDependencies(entry, old, version);
  }
  renumberDependencies(value, old, version);
  return `${JSON.stringify(value, null, 2)}\n`;
}

function renumberDependencies({ dependencies = {} }, old, version) {
  for (const [name, range] of Object.entries(dependencies)) {
    if (name.startsWith('@sana-studio/') && range === old) dependencies[name] = version;
  }
}

/** The package.json of an example that asks for what is published in this version. */
export function asking(text, version) {
  const value = JSON.parse(text);
  for (const name of Object.keys(value.dependencies)) {
    if (/^(?:@sana-studio\/.*|sana-studio)$/.test(name)) value.dependencies[name] = `^${version}`;
  }
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What of a folder goes into its archive: maps are for whoever looks for a fault, beside it, and Figma loads none. */
export function packed(paths) {
  return paths.filter(path => !path.endsWith('.map'));
}
