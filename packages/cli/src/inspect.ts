import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  FAMILIES,
  type FileInspection,
  type FilePart,
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

/** Of each kind of problem, so that a wrong file does not fill the screen. */
const MAX_PROBLEMS = 10;
/** Of a folder. */
const MAX_FILES = 50;
/** Characters of one of them: a tensor's name and two shapes. */
const MAX_PROBLEM_LENGTH = 160;

/**
 * `sana inspect`: prints what a checkpoint holds and what is missing.
 * @throws SanaError of the first problem, after everything has been printed
 */
export async function inspect(path: string): Promise<void> {
  if (!statusOf(path)?.isDirectory()) return printFile(await inspectAt(path));
  const files = statusOf(join(path, 'model_index.json')) ? [] : await tensorFiles(path);
  // what has neither is told to be no model
  if (files.length === 0) return inspectFolder(path);
  if (files.length === 1) return printFile(await inspectAt(join(path, files[0]!)));
  print(`${resolve(path)}: ${files.length} files`);
  const rows: string[][] = [];
  for (const file of files) {
    const inspected = await inspectAt(join(path, file));
    rows.push([file, ...sizes(inspected), dtypes(inspected.dtypes), whatItIs(inspected)]);
  }
  printTable([['', 'tensors', 'parameters', 'bytes', 'dtypes', ''], ...rows]);
}

async function inspectAt(path: string): Promise<FileInspection> {
  const source = await openFile(path);
  try {
    return await inspectFile(source);
  } finally {
    await source.close?.();
  }
}

/** A folder of one part, or of files of one kind, as repositories and other programs have them. */
async function tensorFiles(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter(name => /\.(?:safetensors|pth|gguf)$/i.test(name));
  return names.toSorted().slice(0, MAX_FILES);
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

const FORMATS = { torch: 'a torch checkpoint', safetensors: 'a safetensors file', gguf: 'a GGUF' } as const;

function printFile(file: FileInspection): void {
  const [tensors, parameters] = sizes(file);
  const { part, gguf } = file;
  print(`${resolve(file.label)}: ${FORMATS[file.format]} of ${byteWords(file.size)}`);
  if (gguf) {
    const name = gguf.name === undefined ? '' : `, called “${harmless(gguf.name, MAX_PROBLEM_LENGTH)}”`;
    print(`architecture ${harmless(gguf.architecture, MAX_PROBLEM_LENGTH)}, quantised as ${gguf.quantisation}${name}`);
  }
  print(`${tensors} tensors, ${parameters} parameters, ${dtypes(file.dtypes)}`);
  print(whatItIs(file));
  printTable(file.entries.map(({ name, shape, dtype }) => [name, `[${shape}]`, dtype]));
  reportProblems([...cannotBeUsed(file), ...(part?.agreement ? disagreements(part.name, part.agreement) : [])]);
  if (part?.agreement) print('Nothing is missing.');
}

/** What of all this is no part of a model, for a reason that is to be told. */
function cannotBeUsed({ label: file, part, other, gguf }: FileInspection): SanaError[] {
  if (other?.kind === 'nunchaku') return [new SanaError('model-unsupported:nunchaku', { file })];
  if (part?.tuning === 'base') return [new SanaError('model-unsupported:base-text-encoder', { file })];
  if (!gguf || part) return [];
  return [new SanaError('model-unsupported:gguf-architecture', { file, found: gguf.architecture })];
}

function whatItIs({ part, other, dtypes }: FileInspection): string {
  if (part) return describePart(part, dtypes.TERNARY !== undefined);
  return other ? describeOther(other) : 'nothing that is known here: neither a part of a Sana model nor made for one';
}

function describePart({ name, family, original, size, isLite, tuning }: FilePart, isTernary: boolean): string {
  const kind = {
    transformer: `${FAMILIES[family ?? 'sana'].title} transformer`,
    autoencoder: isLite ? 'DC-AE-Lite autoencoder' : 'DC-AE autoencoder',
    textEncoder: 'Gemma 2 text encoder',
  }[name];
  const layers = size?.layers === undefined ? '' : `${counted(size.layers, 'layer')} of width ${size.width}, `;
  const latent = name === 'autoencoder' && size ? `${size.width} latent channels, ` : '';
  const names = `names of ${original ? 'the original format' : 'the diffusers format'}`;
  const packed = isTernary ? ', a ternary pack' : '';
  if (name !== 'textEncoder') return `${kind}${packed}, ${layers}${latent}${names}`;
  return `${kind}, ${layers}${tuning ? TUNING[tuning] : 'neither its name nor its header tells whether it is instruction-tuned, as Sana needs it'}`;
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

const TUNING = {
  instructed: 'instruction-tuned, as Sana needs it',
  base: 'the base model, which is not instruction-tuned',
} as const;

function describeOther(other: NonNullable<FileInspection['other']>): string {
  if (other.kind === 'nunchaku') return 'a transformer packed for nunchaku (SVDQuant)';
  if (other.kind === 'controlnet') {
    const beside = other.original ? ', together with a whole transformer' : '';
    return `a ControlNet of Sana, ${counted(other.blocks, 'block')} of width ${other.width}${beside}`;
  }
  const { modules, ranks, alphas, saysAlpha, targets } = other;
  const alpha = saysAlpha ? `alpha ${alphas.join(', ')}` : 'no alpha (so it is the rank)';
  const changed = shortened(targets);
  return `a LoRA for a transformer: rank ${ranks.join(', ')}, ${alpha}, ${counted(modules, 'matrix', 'matrices')}: ${changed}`;
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
