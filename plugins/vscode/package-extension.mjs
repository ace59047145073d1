// Makes the VSIX from the bundles in dist/vscode. Usage: node plugins/vscode/package-extension.mjs [--model FOLDER] [--out FILE]
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { createVSIX } from '@vscode/vsce';

const root = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: join(root, 'models/sana-mini') },
    out: { type: 'string', default: join(root, 'dist/sana-studio.vsix') },
  },
});
const staging = join(root, 'dist/vscode/package');
/** What making pictures needs of a model's folder, and its licence. The rest of the folder says how it was made. */
const MODEL_PARTS =
  /^(model_index\.json|sana\.json|LICENSES?(\.md)?|(scheduler|text_encoder|tokenizer|transformer|vae)\/.*)$/;

await rm(staging, { recursive: true, force: true });
const modelFolder = join(staging, 'models/sana-mini');
await mkdir(modelFolder, { recursive: true });
for (const bundles of ['host', 'page']) {
  const filter = source => !source.endsWith('.map');
  await cp(join(root, 'dist/vscode', bundles), join(staging, bundles), { recursive: true, filter });
}
await cp(join(root, 'plugins/vscode/media'), join(staging, 'media'), { recursive: true });
await cp(join(root, 'plugins/vscode/l10n'), join(staging, 'l10n'), { recursive: true });
for (const texts of ['package.nls.json', 'package.nls.zh-cn.json']) {
  await cp(join(root, 'plugins/vscode', texts), join(staging, texts));
}
await cp(join(root, 'plugins/vscode/README.md'), join(staging, 'README.md'));
await cp(join(root, 'LICENSE'), join(staging, 'LICENSE'));
// A quarter of the size: in a remote window it has to come over the network.
const wasm = await readFile(join(root, 'node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm'));
await writeFile(join(staging, 'page/engine.wasm.gz'), gzipSync(wasm, { level: 9 }));

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
  JSON.stringify({ ...manifest, files: ['host', 'page', 'models', 'media', 'l10n', 'package.nls*.json'] }, null, 2),
);

await mkdir(join(values.out, '..'), { recursive: true });
await createVSIX({
  cwd: staging,
  packagePath: values.out,
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: true,
});
