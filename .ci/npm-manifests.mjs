// What is published on npm. A package is its bundles, what is copied beside them, and a package.json: nobody's source, no
// development tools, no scripts that run on installation.

import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeTypes } from './npm-types.mjs';

const root = resolve(import.meta.dirname, '..');

/** Exactly the version that everything is tested with, which is one for all packages of an installation. */
const { version: ONNX_RUNTIME } = JSON.parse(
  readFileSync(join(root, 'node_modules/onnxruntime-node/package.json'), 'utf8'),
);

const BUILD = 'ort-wasm-simd-threaded.asyncify.wasm';

/** The embedded model's files, as they are needed to draw. */
const MODEL = [
  'model_index.json',
  'known-things.json',
  'sana.json',
  'scheduler/scheduler_config.json',
  'text_encoder/config.json',
  'text_encoder/model.safetensors',
  'tokenizer/tokenizer.json',
  'tokenizer/tokenizer_config.json',
  'transformer/config.json',
  'transformer/diffusion_pytorch_model.safetensors',
  'vae/config.json',
  'vae/diffusion_pytorch_model.safetensors',
];

/** Up to this size a file is in the script: a request costs more. */
const INLINE_BYTES = 8192;

/**
 * The script that tells a library where the model's files are. What is large is an address that bundlers find by this very
 * expression, and put beside the page's other files.
 */
async function writeModelScript(folder) {
  const files = await Promise.all(MODEL.map(async path => [path, await readFile(join(folder, 'model', path))]));
  const entries = files.map(([path, bytes]) => {
    const value =
      bytes.length <= INLINE_BYTES
        ? `/* @__PURE__ */ new Blob([${JSON.stringify(bytes.toString('utf8'))}])`
        : `new URL(${JSON.stringify(`./model/${path}`)}, import.meta.url)`;
    return `      ${JSON.stringify(path)}: ${value},\n`;
  });
  const bytes = files.reduce((sum, [, { length }]) => sum + (length > INLINE_BYTES ? length : 0), 0);
  const script = `/** The embedded model: pass it as \`model\` to createEngine of sana-studio. */
export const sanaMini = {
  name: 'sana-mini',
  bytes: ${bytes},
  get files() {
    return {
${entries.join('')}    };
  },
};
`;
  const types = `/** The embedded model: pass it as \`model\` to createEngine of sana-studio. */
export declare const sanaMini: {
  readonly name: 'sana-mini';
  /** Of all files that are fetched. */
  readonly bytes: number;
  /** By their paths in the official layout of diffusers. */
  readonly files: Readonly<Record<string, Blob | URL>>;
};
`;
  await writeFile(join(folder, 'index.js'), script);
  await writeFile(join(folder, 'index.d.ts'), types);
}

/** Entries of the library, by the names of their scripts. */
const ENTRIES = {
  index: 'packages/library/src/web/index.ts',
  'node/index': 'packages/library/src/node/index.ts',
  react: 'packages/library/src/view/react.ts',
  element: 'packages/library/src/view/element.ts',
};

const ENGINES = { node: '>=20.10' };

/** By the names of their folders in dist/npm. */
export const NPM_PACKAGES = {
  library: {
    bundles: ['library'],
    copies: {
      'README.md': 'packages/library/README.md',
      'NOTICE.md': 'NOTICE.md',
      [`dist/${BUILD}`]: `node_modules/onnxruntime-web/dist/${BUILD}`,
    },
    finish: folder => writeTypes(root, ENTRIES, join(folder, 'dist')),
    manifest: {
      name: 'sana-studio',
      description:
        'Text to pictures with Sana, in browsers (WebGPU, WebAssembly) and Node: createEngine, a React component, a custom element.',
      keywords: ['text-to-image', 'webgpu', 'sana', 'diffusion', 'onnx', 'react', 'web component'],
      engines: ENGINES,
      sideEffects: false,
      main: './dist/node/index.js',
      types: './dist/index.d.ts',
      exports: {
        '.': {
          browser: { types: './dist/index.d.ts', default: './dist/index.js' },
          worker: { types: './dist/index.d.ts', default: './dist/index.js' },
          node: { types: './dist/node/index.d.ts', default: './dist/node/index.js' },
          default: { types: './dist/index.d.ts', default: './dist/index.js' },
        },
        './browser': { types: './dist/index.d.ts', default: './dist/index.js' },
        './node': { types: './dist/node/index.d.ts', default: './dist/node/index.js' },
        './react': { types: './dist/react.d.ts', default: './dist/react.js' },
        './element': { types: './dist/element.d.ts', default: './dist/element.js' },
        './engine-worker.js': './dist/engine-worker.js',
        [`./${BUILD}`]: `./dist/${BUILD}`,
        './package.json': './package.json',
      },
      dependencies: { 'onnxruntime-node': ONNX_RUNTIME },
      peerDependencies: { react: '>=18' },
      peerDependenciesMeta: { react: { optional: true } },
    },
  },
  'sana-mini': {
    bundles: [],
    copies: {
      'README.md': 'models/sana-mini/README.md',
      LICENSE: 'models/sana-mini/LICENSES.md',
      ...Object.fromEntries(MODEL.map(path => [`model/${path}`, `models/sana-mini/${path}`])),
    },
    finish: writeModelScript,
    manifest: {
      name: '@sana-studio/sana-mini',
      description: 'sana-mini: a small text-to-image model of the Sana architecture, for sana-studio.',
      license: 'MIT',
      sideEffects: false,
      main: './index.js',
      types: './index.d.ts',
      exports: {
        '.': { types: './index.d.ts', default: './index.js' },
        './model/*': './model/*',
        './package.json': './package.json',
      },
    },
  },
};
