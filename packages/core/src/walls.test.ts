import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What the compiler says to a further file of a project, which is never written. */
function typeErrors(folder: string, text: string): readonly string[] {
  const config = join(root, folder, 'tsconfig.json');
  const probe = join(root, folder, 'src/probe.ts');
  const { options, fileNames, projectReferences } = ts.getParsedCommandLineOfConfigFile(config, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  })!;
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = name => name === probe || fileExists(name);
  host.readFile = name => (name === probe ? text : readFile(name));
  host.getSourceFile = (name, ...rest) =>
    name === probe ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2023) : getSourceFile(name, ...rest);
  const program = ts.createProgram({
    rootNames: [...fileNames, probe],
    options,
    host,
    ...(projectReferences && { projectReferences }),
  });
  return program
    .getSemanticDiagnostics(program.getSourceFile(probe))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const MANIFESTS = ['packages/core', 'packages/models', 'packages/cli', 'shared', 'plugins/vscode'];

/** Which rule each of these lines breaks, in a folder that has the project's rules and packages and nothing else. */
function brokenRules(lines: readonly (readonly [folder: string, line: string])[]): readonly string[] {
  const project = mkdtempSync(join(tmpdir(), 'sana-walls-'));
  try {
    for (const file of ['biome.json', ...MANIFESTS.map(folder => `${folder}/package.json`)]) {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      copyFileSync(join(root, file), join(project, file));
    }
    for (const [index, [folder, line]] of lines.entries()) {
      mkdirSync(join(project, folder), { recursive: true });
      writeFileSync(join(project, folder, `probe${index}.ts`), `${line}\n`);
    }
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
    const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--vcs-enabled=false', '--reporter=github'], {
      cwd: project,
      encoding: 'utf8',
    });
    const rules = new Map(
      [...stdout.matchAll(/title=lint\/\w+\/(\w+),file=.*?probe(\d+)\.ts/g)].map(([, rule = '', index]) => [
        Number(index),
        rule,
      ]),
    );
    return lines.map((_, index) => rules.get(index) ?? 'none');
  } finally {
    rmSync(project, { recursive: true });
  }
}

describe('the walls of the core', () => {
  it('leave out what only pages and what only Node have', () => {
    const names = ['document', 'window', 'process', 'Buffer', 'require'];
    const errors = typeErrors(
      'packages/core',
      `${names.join(';\n')};\nfetch; navigator.gpu; TextDecoder;\nexport {};\n`,
    );
    expect(errors.map(error => /Cannot find name '(\w+)'/.exec(error)?.[1])).toEqual(names);
  });

  it('keep imports out that run upwards, into Node, or past the entries of a package', () => {
    const lines = [
      ['packages/core/src', "import type { Uri } from 'vscode';", 'noUndeclaredDependencies'],
      ['packages/core/src', "import 'node:fs';", 'noNodejsModules'],
      ['packages/core/src/node', "import 'node:fs';", 'none'],
      ['packages/core/src', "export * from '@sana-studio/models';", 'noUndeclaredDependencies'],
      ['packages/core/src', "export * from '../../models/src/blob.ts';", 'noRestrictedImports'],
      ['packages/models/src', "export * from '@sana-studio/shared';", 'noUndeclaredDependencies'],
      ['packages/models/src', "export * from '@sana-studio/core';", 'none'],
      ['packages/cli/src', "export * from '@sana-studio/core/testing';", 'noRestrictedImports'],
      ['shared/src', "export * from '@sana-studio/models/node';", 'noRestrictedImports'],
      ['plugins/vscode/src/host', "import 'node:path';", 'noNodejsModules'],
      ['plugins/vscode/src/host', "export * from 'vscode';", 'none'],
      ['plugins/vscode/src/webview', "export * from 'vscode';", 'noRestrictedImports'],
      ['test/cli', "export * from '../../packages/core/src/errors.ts';", 'noRestrictedImports'],
    ] as const;
    const found = brokenRules(lines.map(([folder, line]) => [folder, line]));
    expect(lines.map(([folder, line], index) => [folder, line, found[index]])).toEqual(lines);
  });
});
