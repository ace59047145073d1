import { resolve } from 'node:path';
import { SanaError } from '@sana-studio/core';
import { type Finding, type FoundKind, type FoundModel, findModels } from '@sana-studio/models/node';
import { describeFailure } from '../failure.ts';
import { interruptible } from '../interruption.ts';
import { statusOf } from '../status-of.ts';
import { printTable } from '../table.ts';
import { byteWords } from '../words.ts';

const KINDS: Readonly<Record<FoundKind, string>> = {
  model: 'model',
  textEncoder: 'text encoder',
  transformer: 'transformer',
  autoencoder: 'autoencoder',
};

/** How one of each kind is used, where it lies. */
const USES: Readonly<Record<FoundKind, (name: string) => string>> = {
  model: name => `sana generate --model ${name} "…"`,
  textEncoder: name => `sana generate --model MODEL --text-encoder ${name} "…"`,
  transformer: name => `sana generate --model MODEL --transformer ${name} "…"`,
  autoencoder: name => `sana generate --model MODEL --vae ${name} "…"`,
};

/** `sana models find`: what other programs have on this computer. */
export async function findOnComputer(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const status = statusOf(folder);
    if (!status) throw new SanaError('model-not-found:folder', { folder: resolve(folder) });
    if (!status.isDirectory()) throw new SanaError('model-not-found:file', { file: folder });
  }
  const { models, problems } = await interruptible(signal =>
    findModels(
      folders.map(folder => resolve(folder)),
      undefined,
      signal,
    ),
  );
  if (models.length === 0) {
    process.stdout.write(
      'Nothing of Sana was found on this computer, in the folders of Ollama, LM Studio, llama.cpp, Hugging Face and ComfyUI. Give others: sana models find FOLDER\n',
    );
  } else printFound(models);
  tellProblems(problems);
}

/** What there is, and how the first of each kind is used. */
export function printFound(models: readonly FoundModel[]): void {
  printTable([
    ['FOUND ON THIS COMPUTER', 'SIZE', 'WHAT IT IS', 'OF'],
    ...models.map(({ title, bytes, kind, program }) => [title, byteWords(bytes), KINDS[kind], program]),
  ]);
  process.stdout.write('\nIt is read where it lies, and never changed or copied. To draw with it, for example:\n');
  for (const kind of new Set(models.map(model => model.kind))) {
    const { reference } = models.find(model => model.kind === kind)!;
    process.stdout.write(`  ${USES[kind](shellWord(reference))}\n`);
  }
}

export function tellProblems(problems: Finding['problems']): void {
  for (const problem of problems) process.stderr.write(`${describeFailure(problem)}\n`);
}

/** As a person would have to type it. */
export function shellWord(text: string): string {
  return /^[\w./@:\\-]+$/.test(text) ? text : `"${text}"`;
}
