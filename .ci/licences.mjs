// Fails when something that is shipped has a licence that nobody has looked at. Usage: node .ci/licences.mjs, after npm ci.
// What is shipped is what package-lock.json does not mark as needed for development alone. NOTICE.md names what asks for it.
import { readFileSync } from 'node:fs';

/** They permit what the project's own licence permits, and ask for no more than to be named. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Zlib',
];

/** Looked at one by one. */
const EXCEPTIONS = {
  // word lists, not code; NOTICE.md says by whom they are and what was changed
  'node_modules/naughty-words': 'CC-BY-4.0',
  // for the command line of markdown-it, which is in no bundle
  'node_modules/argparse': 'Python-2.0',
};

const read = path => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8'));

/** @returns {string | undefined} an SPDX expression */
function licenceOf(path, { license }) {
  if (license !== undefined) return license;
  // packages of long ago say it in a form of their own, which lockfiles leave out
  const { license: own, licenses } = read(`${path}/package.json`);
  const types = [own, licenses].flat().map(licence => licence?.type ?? licence);
  return types.find(type => typeof type === 'string');
}

/** Of a choice one is enough; of things that hold together each has to be allowed. */
function isAllowed(expression) {
  const [inner = ''] = /^\(?(.*?)\)?$/.exec(expression)?.slice(1) ?? [];
  return inner.split(' OR ').some(choice => choice.split(' AND ').every(part => ALLOWED.includes(part.trim())));
}

const shipped = Object.entries(read('package-lock.json').packages).filter(
  ([path, { link, dev, devOptional }]) => path.includes('node_modules/') && !link && !dev && !devOptional,
);
const refused = shipped
  .map(([path, entry]) => ({ path, licence: licenceOf(path, entry) ?? 'none' }))
  .filter(({ path, licence }) => EXCEPTIONS[path] !== licence && !isAllowed(licence));
for (const { path, licence } of refused) {
  process.stderr.write(`${path} has the licence “${licence}”, which is not among those allowed in .ci/licences.mjs.\n`);
}
process.stdout.write(`${shipped.length} packages are shipped, ${refused.length} of them with a licence to look at.\n`);
process.exitCode = refused.length > 0 ? 1 : 0;
