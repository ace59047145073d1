// Makes the VSIX from the bundles in dist/vscode.
// Usage: node plugins/vscode/package-extension.mjs [--model FOLDER] [--out FILE] [--pictures URL]
// --pictures is where the folder docs/pictures is on the web; without it the README of the VSIX has no pictures.
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createVSIX, listFiles } from '@vscode/vsce';
import { packedReadme } from '../../.ci/readme.mjs';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: join(root, 'models/sana-mini') },
    out: { type: 'string', default: join(root, 'dist/sana-studio.vsix') },
    pictures: { type: 'string' },
  },
});
/** Bytes, some 5 % above today's: six sevenths of it are the embedded model and ONNX Runtime. */
const MOST_BYTES = 55_900_000;
/** What people get: whatever else is found came along by accident. */
const CONTENTS = [
  /^(package\.json|package\.nls(\.[\w-]+)?\.json|README\.md|CHANGELOG\.md|LICENSE|NOTICE\.md)$/,
  /^(host|page)\/[\w-]+\.m?js$/,
  /^page\/(panel\.css|(engine|processor)\.wasm\.gz)$/,
  /^media\/[\w/-]+\.(svg|png|gif|md)$/,
  /^l10n\/bundle\.l10n\.[\w-]+\.json$/,
  /^models\/sana-mini\//,
];
const staging = join(root, 'dist/vscode/package');
/** What making pictures needs of a model's folder, and its licence. The rest of the folder says how it was made. */
const MODEL_PARTS =
  /^(model_index\.json|sana\.json|LICENSES?(\.md)?|(scheduler|text_encoder|tokenizer|transformer|vae)\/.*)$/;

/** The folder of the page also holds pieces of earlier builds. */
const built = new Set(
  Object.keys(JSON.parse(await readFile(join(root, 'dist/metafiles/vscode-page.json'), 'utf8')).outputs),
);

await rm(staging, { recursive: true, force: true });
const modelFolder = join(staging, 'models/sana-mini');
await mkdir(modelFolder, { recursive: true });
for (const bundles of ['host', 'page']) {
  const filter = source =>
    !source.endsWith('.map') && (!source.includes('on-demand-') || built.has(relative(root, source)));
  await cp(join(root, 'dist/vscode', bundles), join(staging, bundles), { recursive: true, filter });
}
await cp(join(root, 'plugins/vscode/media'), join(staging, 'media'), { recursive: true });
await cp(join(root, 'plugins/vscode/l10n'), join(staging, 'l10n'), { recursive: true });
for (const name of await readdir(join(root, 'plugins/vscode'))) {
  if (/^package\.nls\..*json$/.test(name)) await cp(join(root, 'plugins/vscode', name), join(staging, name));
}
const readme = await readFile(join(root, 'plugins/vscode/README.md'), 'utf8');
await writeFile(join(staging, 'README.md'), packedReadme(readme, values.pictures));
for (const text of ['LICENSE', 'NOTICE.md']) await cp(join(root, text), join(staging, text));
// What it links to in the repository is not in the extension: the words stay.
const changes = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
await writeFile(join(staging, 'CHANGELOG.md'), changes.replace(/\[([^[\]]+)\]\((?!https?:)[^()\s]*\)/gu, '$1'));
// A quarter of the size: in a remote window it has to come over the network.
for (const [name, packed] of [
  ['ort-wasm-simd-threaded.asyncify.wasm', 'engine.wasm.gz'],
  // half of it, for where no graphics device is
  ['ort-wasm-simd-threaded.wasm', 'processor.wasm.gz'],
]) {
  const wasm = await readFile(join(root, 'node_modules/onnxruntime-web/dist', name));
  await writeFile(join(staging, 'page', packed), gzipSync(wasm, { level: 9 }));
}

const entries = await readdir(values.model, { recursive: true, withFileTypes: true });
const files = entries
  .filter(entry => entry.isFile())
  .map(entry => relative(values.model, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .filter(path => MODEL_PARTS.test(path));
for (const path of files) await cp(join(values.model, path), join(modelFolder, path));
// A page cannot list a folder of the extension.
await writeFile(join(modelFolder, 'files.json'), JSON.stringify(files.filter(path => !path.startsWith('LICENSE'))));

// Everything is bundled, and the bundles are CommonJS: what a workspace needs of the manifest is of no use there.
const {
  type: _,
  private: __,
  dependencies: ___,
  devDependencies: ____,
  ...manifest
} = JSON.parse(await readFile(join(root, 'plugins/vscode/package.json'), 'utf8'));
await writeFile(
  join(staging, 'package.json'),
  JSON.stringify(
    { ...manifest, files: ['host', 'page', 'models', 'media', 'l10n', 'package.nls*.json', 'LICENSE', '*.md'] },
    null,
    2,
  ),
);

const listed = await listFiles({ cwd: staging, packageManager: 0 });
const unknown = listed.filter(path => !CONTENTS.some(pattern => pattern.test(path)));
if (unknown.length > 0) throw new Error(`The extension would hold what nobody expects there: ${unknown.join(', ')}.`);
for (const needed of [
  'LICENSE',
  'NOTICE.md',
  'README.md',
  'host/node.js',
  'host/browser.js',
  'host/mcp-server.mjs',
  'page/panel.js',
]) {
  if (!listed.includes(needed)) throw new Error(`The extension would lack ${needed}.`);
}
await mkdir(join(values.out, '..'), { recursive: true });
await createVSIX({
  cwd: staging,
  packagePath: values.out,
  dependencies: false,
  allowMissingRepository: true,
});
const { size } = await stat(values.out);
if (size > MOST_BYTES) throw new Error(`The extension has ${size} bytes; at most ${MOST_BYTES} are allowed.`);
