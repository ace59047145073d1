import { resolve } from 'node:path';
import {
  FAMILIES,
  type FileInspection,
  inspectFile,
  inspectModel,
  type ModelInspection,
  openModelFolder,
  SanaError,
} from '@sana-studio/core';
import { harmless, sayRemark } from '@sana-studio/core/errors';
import { diskFolder, openFile } from '@sana-studio/core/node';
import { requestDefaults } from '@sana-studio/core/request';
import { statusOf } from './status-of.ts';
import { printTable } from './table.ts';
import { byteWords } from './words.ts';

type Component = ModelInspection['components'][number];

type Agreement = Extract<Component, { ok: true }>;
type FilePart = NonNullable<FileInspection['part']>;

const PARTS = { textEncoder: 'Gemma 2 text encoder', autoencoder: 'DC-AE autoencoder' } as const;

/** Of each kind of problem, so that a wrong file does not fill the screen. */
const MAX_PROBLEMS = 10;
/** Characters of one of them: a tensor's name and two shapes. */
const MAX_PROBLEM_LENGTH = 160;

/**
 * `sana inspect`: prints what a checkpoint holds and what is missing.
 * @throws SanaError of the first problem, after everything has been printed
 */
export async function inspect(path: string): Promise<void> {
  if (statusOf(path)?.isDirectory()) return inspectFolder(path);
  const source = await openFile(path);
  try {
    printFile(await inspectFile(source));
  } finally {
    await source.close?.();
  }
}

async function inspectFolder(path: string): Promise<void> {
  const model = await inspectModel(diskFolder(path));
  print(`${resolve(path)}: a ${FAMILIES[model.family].title} model`);
  const rows = model.components.map(component => {
    if (!component.ok) return [component.name, '–', '–', '–', '–'];
    return [component.name, ...sizes(component), dtypes(component.dtypes)];
  });
  printTable([['', 'tensors', 'parameters', 'bytes', 'dtypes'], ...rows]);
  for (const component of model.components) {
    if (component.ok && component.unexpected.length > 0) {
      print(`${component.name}: tensors are not used: ${shortened(component.unexpected)}`);
    }
  }
  for (const remark of model.remarks) print(sayRemark(remark, 'en'));
  reportProblems(model.components.flatMap(problemsOf));
  await printDefaults(path);
}

/** What only a whole checkpoint tells. */
async function printDefaults(path: string): Promise<void> {
  const model = await openModelFolder(diskFolder(path));
  await model.close();
  const { family, transformer, textEncoder, scheduler, settings } = model;
  const { width, height, steps, guidanceScale, sampler } = requestDefaults(model.label, {
    family,
    transformer: transformer.config,
    scheduler,
    settings,
  });
  const { num_layers: layers, num_attention_heads: heads, attention_head_dim: size } = transformer.config;
  const { num_hidden_layers: textLayers, hidden_size: textWidth } = textEncoder.config;
  print(
    `transformer: ${layers} layers of width ${heads * size}; text encoder: ${textLayers} layers of width ${textWidth}`,
  );
  print(`by default: ${width} × ${height} pixels, ${steps} steps of ${sampler}, guidance ${guidanceScale}`);
  print('Nothing is missing.');
}

function reportProblems(problems: readonly SanaError[]): void {
  for (const { message } of problems) print(message);
  if (problems[0]) throw problems[0];
}

function problemsOf(component: Component): SanaError[] {
  if (component.ok) return disagreements(component.name, component);
  const { code, message, data } = component.error;
  return [new SanaError(`${code}:foreign`, { ...data, detail: `${component.name}: ${message}` })];
}

function disagreements(name: string, agreement: Pick<Agreement, 'missing' | 'wrongShapes'>): SanaError[] {
  const shapes = agreement.wrongShapes.map(
    ({ tensor, expected, found }) => `${tensor} is [${found}], not [${expected}]`,
  );
  return [listed('tensor-missing:listed', name, agreement.missing), listed('tensor-shape:listed', name, shapes)].flat();
}

function listed(
  reason: 'tensor-missing:listed' | 'tensor-shape:listed',
  part: string,
  items: readonly string[],
): SanaError[] {
  return items.length === 0 ? [] : [new SanaError(reason, { part, items: shortened(items) })];
}

function shortened(items: readonly string[]): string {
  const more = items.length > MAX_PROBLEMS ? `, and ${items.length - MAX_PROBLEMS} more` : '';
  const shown = items.slice(0, MAX_PROBLEMS).map(item => harmless(item, MAX_PROBLEM_LENGTH));
  return shown.join(', ') + more;
}

function printFile(file: FileInspection): void {
  const format = file.format === 'torch' ? 'a torch checkpoint' : 'a safetensors file';
  const [tensors, parameters] = sizes(file);
  const { part } = file;
  print(`${resolve(file.label)}: ${format} of ${byteWords(file.size)}`);
  print(`${tensors} tensors, ${parameters} parameters, ${dtypes(file.dtypes)}`);
  if (part) print(describePart(part));
  printTable(file.entries.map(({ name, shape, dtype }) => [name, `[${shape}]`, dtype]));
  if (!part?.agreement) return;
  reportProblems(disagreements(part.name, part.agreement));
  print('Nothing is missing.');
}

function describePart({ name, family, original }: FilePart): string {
  const format = original ? 'in the original format' : 'in the diffusers format';
  return `${name === 'transformer' ? `${FAMILIES[family ?? 'sana'].title} transformer` : PARTS[name]}, ${format}`;
}

function sizes(summary: { tensors: number; parameters: number; bytes: number }): [string, string, string] {
  return [`${summary.tensors}`, summary.parameters.toLocaleString('en'), byteWords(summary.bytes)];
}

function dtypes(counts: FileInspection['dtypes']): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const share = (count: number) => (count === total ? '' : ` ${((100 * count) / total).toFixed(1)} %`);
  return Object.entries(counts)
    .map(([dtype, count]) => `${dtype}${share(count)}`)
    .join(', ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
