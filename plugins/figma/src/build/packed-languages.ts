import { basename, resolve } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

const UNPACK = resolve('plugins/figma/src/ui/unpack.ts');

/**
 * Figma loads one file and fetches no other. What other pages fetch, the languages that are not English, is in it deflated: as text that
 * is no script until somebody reads it.
 */
export const packedLanguages: Plugin = {
  name: 'packed-languages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/\w+\.ts$/ }, ({ kind, path, importer, resolveDir }) =>
      kind === 'dynamic-import' && importer.endsWith('-fetched.ts')
        ? { path: resolve(resolveDir, path), namespace: 'packed' }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'packed' }, async ({ path }) => {
      const language = basename(path, '.ts');
      const { outputFiles } = await build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        target: 'es2022',
        charset: 'utf8',
      });
      const packed = deflateRawSync(outputFiles[0]!.contents, { level: 9 }).toString('base64');
      const contents = `import { unpack } from ${JSON.stringify(UNPACK)};
        export const ${language} = unpack(${JSON.stringify(packed)}).then(module => module.${language});`;
      return { contents, resolveDir: resolve('plugins/figma/src/ui') };
    });
  },
};
