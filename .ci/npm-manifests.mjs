// What is published on npm. A package is its bundles, what is copied beside them, and a package.json: nobody's source, no
// development tools, no scripts that run on installation.

import { readFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeTypes } from './npm-types.mjs';

const root = resolve(import.meta.dirname, '..');

/** Exactly the version that everything is tested with, which is one for all packages of an installation. */
const { version: ONNX_RUNTIME } = JSON.parse(
  readFileSync(join(root, 'node_modules/onnxruntime-node/package.json'), 'utf8'),
);

/** Of all packages here. */
const { version: VERSION } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

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

/** What tells how well a picture of that model fits its words, for the command line. */
const SCORER = ['clip/config.json', 'clip/model.safetensors'];

/** What ONNX Runtime is built for: its folder, and what stands for it in a manifest. */
const PLATFORMS = ['linux/x64', 'linux/arm64', 'darwin/arm64', 'win32/x64', 'win32/arm64'].map(place => {
  const [os, cpu] = place.split('/');
  return { place, os, cpu, name: `runtime-${os}-${cpu}` };
});

/** As ONNX Runtime is licensed: https://github.com/microsoft/onnxruntime/blob/main/LICENSE */
const MIT = `MIT License

Copyright (c) Microsoft Corporation

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;

/** The native part of ONNX Runtime by itself: for each platform a package, of which an installation takes its own. */
const RUNTIME_PACKAGES = Object.fromEntries(
  PLATFORMS.map(({ place, os, cpu, name }) => [
    name,
    {
      bundles: [],
      copies: { '.': `node_modules/onnxruntime-node/bin/napi-v6/${place}` },
      async finish(folder) {
        // there twice, under the name that is loaded and another
        await rm(join(folder, `libonnxruntime.${ONNX_RUNTIME}.dylib`), { force: true });
        await writeFile(join(folder, 'LICENSE'), MIT);
      },
      manifest: {
        name: `@sana-studio/${name}`,
        description: `ONNX Runtime ${ONNX_RUNTIME} (Microsoft, MIT) for ${os} on ${cpu}, as @sana-studio/cli loads it.`,
        license: 'MIT',
        os: [os],
        cpu: [cpu],
        main: './onnxruntime_binding.node',
      },
    },
  ]),
);

/** For a manifest's optionalDependencies: only that of the platform is installed. */
export const RUNTIMES = Object.fromEntries(PLATFORMS.map(({ name }) => [`@sana-studio/${name}`, VERSION]));

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
        : `beside(new URL(${JSON.stringify(`./model/${path}`)}, import.meta.url))`;
    return `      ${JSON.stringify(path)}: ${value},\n`;
  });
  const bytes = files.reduce((sum, [, { length }]) => sum + (length > INLINE_BYTES ? length : 0), 0);
  const script = `/** Vite before 8 has a page's packages in development in a folder of its own, without what lies beside their scripts. */
const MOVED = /\\/node_modules\\/\\.vite\\/deps\\//;
const beside = file =>
  MOVED.test(String(file)) ? new URL(String(file).replace(MOVED, '/node_modules/@sana-studio/sana-mini/')) : file;

/** The embedded model: pass it as \`model\` to createEngine of sana-studio. */
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
      ...Object.fromEntries([...MODEL, ...SCORER].map(path => [`model/${path}`, `models/sana-mini/${path}`])),
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
  cli: {
    bundles: ['cli-npm'],
    copies: { 'README.md': 'packages/cli/README.md', 'NOTICE.md': 'NOTICE.md' },
    manifest: {
      name: '@sana-studio/cli',
      description: 'sana: pictures from words on the command line, in documents, and as tools for assistants (MCP).',
      keywords: ['text-to-image', 'sana', 'cli', 'mcp', 'markdown', 'diffusion'],
      engines: ENGINES,
      bin: { sana: './dist/sana.mjs' },
      exports: { './package.json': './package.json' },
      dependencies: { '@sana-studio/sana-mini': VERSION },
      optionalDependencies: RUNTIMES,
    },
  },
  ...RUNTIME_PACKAGES,
};
