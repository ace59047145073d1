// Writes the folder that Figma imports. Usage: see HELP.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPolicy, SAFETY_NAMES, type SafetyPolicy } from '@sana-studio/core';
import { webAddress } from '@sana-studio/models';
import { serveModels } from '@sana-studio/models/node';
import { type BuildOptions, type BuildResult, context, type OutputFile } from 'esbuild';
import { isVersioned } from './engine-folder.ts';
import { EDITORS, type Editor, engineAddress, manifest } from './manifest.ts';
import { packedLanguages } from './packed-languages.ts';
import { sandboxProblems } from './sandbox-gate.ts';

const HELP = `npm run build:figma -- --engine URL [options]

  --engine URL      the engine page: https, or http://localhost:PORT while developing
  --editors LIST    of ${EDITORS.join(', ')}; default: figma,figjam,slides,buzz
  --safety POLICY   what becomes of inappropriate words, for everybody who uses this build:
                    ${SAFETY_NAMES.join(', ')}, or a JSON file
  --models URL      a list of models that a team offers (sana-models.json), or the folder that it is in
  --id ID           of the published plugin
  --out FOLDER      default: dist/figma
  --watch           builds again when a file changes, and serves the engine page if it is on localhost
`;

/**
 * Bytes: a plugin opens slowly when it is larger, and what makes it so is most often an accident. Half of code.js is words
 * by which it understands designs in many languages.
 */
const MOST_BYTES = { 'code.js': 94_500, 'ui.html': 530_000 } as const;

const UNVERSIONED = `This address of the engine page does not name a version, so what is there can change under a plugin that was reviewed and
published. “npm run build:engine” writes a folder with an address of its own for each version.
`;

const source = resolve('plugins/figma/src');

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  // for whoever looks for a fault: Figma itself loads none
  sourcemap: 'external',
  write: false,
  outdir: '.',
  logLevel: 'warning',
  // otherwise each letter that is not Latin takes three times its bytes
  charset: 'utf8',
};

async function writeChecked(folder: string, name: keyof typeof MOST_BYTES, text: string): Promise<void> {
  const bytes = Buffer.byteLength(text);
  process.stdout.write(`${name} ${(bytes / 1000).toFixed(1)} kB\n`);
  if (bytes > MOST_BYTES[name]) throw new Error(`${name} has ${bytes} bytes; at most ${MOST_BYTES[name]} are allowed.`);
  await writeFile(join(folder, name), text);
}

function textOf(files: readonly OutputFile[], end: string): string {
  return files.find(({ path }) => path.endsWith(end))?.text ?? '';
}

async function writeCode(folder: string, { outputFiles = [] }: BuildResult): Promise<void> {
  const code = textOf(outputFiles, '.js');
  const problems = sandboxProblems(code);
  if (problems.length > 0) throw new Error(`code.js would not run in Figma:\n${problems.join('\n')}`);
  await writeChecked(folder, 'code.js', code);
  await writeFile(join(folder, 'code.js.map'), textOf(outputFiles, '.js.map'));
}

/** Everything in one file: Figma loads no other. */
async function writePage(folder: string, { outputFiles = [] }: BuildResult): Promise<void> {
  const page = await readFile(join(source, 'ui/index.html'), 'utf8');
  const html = page
    // functions, because a replacement's dollar signs mean something
    .replace('/* page.css */', () => textOf(outputFiles, '.css').trim())
    .replace('/* main.js */', () => textOf(outputFiles, '.js').trim().replaceAll('</script', '<\\/script'));
  await writeChecked(folder, 'ui.html', html);
  await writeFile(join(folder, 'ui.js.map'), textOf(outputFiles, '.js.map'));
}

/** @param said a policy's name, or the path of its file */
async function safetyPolicy(said: string): Promise<SafetyPolicy> {
  if (SAFETY_NAMES.some(name => name === said)) return readPolicy(said, said);
  const json = await readFile(said, 'utf8').catch(() => {
    throw new Error(
      `There is no file ${said}, and no safety policy of this name. There are: ${SAFETY_NAMES.join(', ')}.`,
    );
  });
  return readPolicy(JSON.parse(json.replace(/^\ufeff/, '')), said);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string' },
      editors: { type: 'string', default: 'figma,figjam,slides,buzz' },
      safety: { type: 'string' },
      models: { type: 'string' },
      id: { type: 'string' },
      out: { type: 'string', default: 'dist/figma' },
      watch: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const engine = engineAddress(values.engine);
  const safety = values.safety === undefined ? undefined : await safetyPolicy(values.safety);
  if (values.models !== undefined && webAddress(values.models) === undefined) {
    throw new Error(`“${values.models}” is no address; write https://team.example/models.`);
  }
  const editors = values.editors.split(',').map(name => {
    const editor = EDITORS.find(known => known === name.trim());
    if (!editor) throw new Error(`There is no editor “${name}”; choose of ${EDITORS.join(', ')}.`);
    return editor satisfies Editor;
  });
  const folder = resolve(values.out);
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'manifest.json'),
    `${JSON.stringify(manifest({ engine, editors, id: values.id }), null, 2)}\n`,
  );

  const bundles = [
    {
      write: writeCode,
      options: { ...shared, entryPoints: [join(source, 'main/main.ts')], format: 'iife', target: 'es2020' },
    },
    {
      write: writePage,
      options: {
        ...shared,
        entryPoints: { main: join(source, 'ui/main.ts'), page: join(source, 'ui/page.css') },
        format: 'iife',
        target: 'es2022',
        jsx: 'automatic',
        jsxImportSource: 'preact',
        conditions: ['fetches', 'module'],
        plugins: [packedLanguages],
        define: {
          ENGINE_URL: JSON.stringify(engine.href),
          RELEASE: JSON.stringify(version),
          MODELS: values.models === undefined ? 'undefined' : JSON.stringify(values.models),
          SAFETY: JSON.stringify(safety) ?? 'undefined',
        },
      },
    },
  ] as const satisfies readonly { write: typeof writeCode; options: BuildOptions }[];
  for (const { write, options } of bundles) {
    const built = await context({
      ...options,
      plugins: [
        ...(options.plugins ?? []),
        {
          name: 'write',
          setup: ({ onEnd }) =>
            onEnd(async result => {
              if (result.errors.length > 0) return;
              const writing = write(folder, result);
              // while watching, a mistake is shown and corrected
              await (values.watch ? writing.catch(report) : writing);
            }),
        },
      ],
    });
    if (values.watch) await built.watch();
    else await built.rebuild().finally(() => built.dispose());
  }
  if (!values.watch) {
    if (engine.protocol === 'https:' && !isVersioned(engine)) process.stdout.write(UNVERSIONED);
    return void process.stdout.write(`Import ${join(folder, 'manifest.json')} in Figma.\n`);
  }
  if (engine.hostname !== 'localhost') return;
  const port = Number(engine.port || 80);
  const server = await serveModels({ folder: 'models/sana-mini', webRoot: 'dist/web', origins: [], port });
  process.stdout.write(`The engine page: ${server.url}\nCtrl+C ends it.\n`);
}

function report(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
}

main().catch((error: unknown) => {
  report(error);
  process.exitCode = 1;
});
