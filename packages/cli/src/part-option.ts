import type { PartName } from '@sana-studio/core';
import { Option } from 'commander';

export interface PartFlags {
  readonly textEncoder?: string;
  readonly transformer?: string;
  readonly vae?: string;
}

export const FLAGS: readonly (readonly [flag: keyof PartFlags, part: PartName])[] = [
  ['textEncoder', 'textEncoder'],
  ['transformer', 'transformer'],
  ['vae', 'autoencoder'],
];

/** What takes the source's own part again. */
export const OWN = 'own';

/** @param last what each flag does, at the end of its help */
function options(last: string): readonly Option[] {
  return [
    new Option(
      '--text-encoder <file>',
      `Gemma 2 from elsewhere: a .gguf, .safetensors or folder, or one of Ollama's, e.g. ollama:gemma2:2b${last}`,
    ),
    new Option(
      '--transformer <file>',
      `another transformer: .safetensors, .pth, .gguf or folder, in any naming${last}`,
    ),
    new Option('--vae <file>', `another autoencoder (DC-AE): .safetensors or folder, in any naming${last}`),
  ];
}

/** Parts for one run, which a server has its own of. */
export const partOptions = (): readonly Option[] => options('').map(option => option.conflicts('server'));

/** Parts that a kept model is to have from now on. */
export const keptPartOptions = (): readonly Option[] =>
  options(`; ${OWN} takes the model's again`).map(option =>
    option.attributeName() === 'textEncoder' ? option.conflicts('small') : option,
  );
