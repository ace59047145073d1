import { isModelPath, type ModelPath, type PartName, type PartPlace, SanaError, WEIGHT_FILES } from '@sana-studio/core';
import * as z from 'zod/mini';
import type { Manifest, ManifestFile } from './manifest.ts';
import type { ModelSource } from './model-spec.ts';

// Parts of a model that take the place of its source's own: a file from another source, which is kept here, or what lies
// on this computer already, which is read where it is.

/** Where to take a part from: a file at another source, or what is on this computer. */
export type PartSpec =
  | { readonly kind: 'remote'; readonly source: ModelSource; readonly path: string }
  /** Absolute path of a file or folder, `ollama:…`, or what else the store's `openLocal` knows. */
  | LocalPart;

export interface LocalPart {
  readonly kind: 'local';
  readonly reference: string;
  /** Of a text encoder: whether its own tokenizer is in it; undefined where nobody looked, then its name tells. */
  readonly withTokenizer?: boolean | undefined;
}

/** Null takes the source's own again. */
export type PartSpecs = Readonly<Partial<Record<PartName, PartSpec | null>>>;

/** A path, or what a browser calls a file that a person picked. */
const LONGEST_REFERENCE = 4096;

const keptPart = z.discriminatedUnion('kind', [
  /** One of the model's files. */
  z.object({ kind: z.literal('stored'), path: z.custom<ModelPath>(isModelPath) }),
  z.object({
    kind: z.literal('local'),
    reference: z.string().check(z.maxLength(LONGEST_REFERENCE)),
    withTokenizer: z.optional(z.boolean()),
  }),
]);

export const keptPartsSchema = z.object({
  textEncoder: z.optional(keptPart),
  transformer: z.optional(keptPart),
  autoencoder: z.optional(keptPart),
});

/** As a manifest keeps them. */
export type KeptPart = z.infer<typeof keptPart>;
export type KeptParts = z.infer<typeof keptPartsSchema>;

export const PART_NAMES = Object.keys(WEIGHT_FILES) as readonly PartName[];

/** Opens what is on this computer; undefined if it is not there. */
export type OpenLocal = (part: PartName, reference: string) => Promise<PartPlace | undefined>;

/** Files of this kind, and only they, bring their own tokenizer. */
const hasTokenizer = (name: string) => name.startsWith('ollama:') || /\.gguf$/i.test(name);

/** Where a file of another source is kept among the model's. */
export function partPath(part: PartName, remotePath: ModelPath): ModelPath {
  return inDirectory(part, remotePath) as ModelPath;
}

const inDirectory = (part: PartName, remotePath: string) =>
  `${WEIGHT_FILES[part].directory}/elsewhere/${remotePath.split('/').at(-1)}`;

/** The part whose directory a file is in. */
function partOf(path: string): PartName | undefined {
  return PART_NAMES.find(part => path.startsWith(`${WEIGHT_FILES[part].directory}/`));
}

/** Whether a file belongs to a part that something else takes the place of: it may be there, or not. */
export function isOfReplaced(path: string, parts: KeptParts | undefined): boolean {
  const part = partOf(path);
  return part !== undefined && parts?.[part] !== undefined;
}

const isWeights = (path: string) => /\.(?:safetensors|pth|gguf|json)$/i.test(path) && !path.endsWith('/config.json');

/** Whether a file is needed no more, as something else takes its place. A configuration still says what shapes do not. */
export function isReplaced(path: string, parts: KeptParts | undefined): boolean {
  const part = partOf(path);
  if (part) {
    const kept = parts?.[part];
    return kept !== undefined && !(kept.kind === 'stored' && kept.path === path) && isWeights(path);
  }
  const encoder = parts?.textEncoder;
  if (!encoder || !path.startsWith('tokenizer/')) return false;
  if (encoder.kind === 'stored') return hasTokenizer(encoder.path);
  return encoder.withTokenizer ?? hasTokenizer(encoder.reference);
}

type OfParts<Value> = Readonly<{ [Part in PartName]?: Value | undefined }>;

export function partEntries<Value>(parts: OfParts<Value> = {}): [part: PartName, value: Exclude<Value, undefined>][] {
  return PART_NAMES.flatMap(part => {
    const value = parts[part];
    return value === undefined ? [] : [[part, value as Exclude<Value, undefined>]];
  });
}

const GGUF = 'GGUF';

/** The same, with what a text encoder on this computer has in it: its name may not tell. */
export async function lookedInto(specs: PartSpecs, openLocal: OpenLocal): Promise<PartSpecs> {
  const { textEncoder } = specs;
  if (textEncoder?.kind !== 'local' || textEncoder.withTokenizer !== undefined) return specs;
  try {
    const place = await openLocal('textEncoder', textEncoder.reference);
    if (place?.kind !== 'file') return specs;
    const file = await place.open();
    const start = await file.read(0, Math.min(file.size, GGUF.length)).finally(() => file.close?.());
    return { ...specs, textEncoder: { ...textEncoder, withTokenizer: new TextDecoder().decode(start) === GGUF } };
  } catch {
    // what cannot be read is told when it is to be used
    return specs;
  }
}

/** What a manifest keeps of what was said; undefined where every part is the source's own. */
export function keptParts(specs: PartSpecs | undefined): KeptParts | undefined {
  const kept = partEntries(specs).flatMap(([part, spec]) => {
    if (spec === null) return [];
    const { kind } = spec;
    return [[part, kind === 'local' ? localPart(spec) : { kind: 'stored', path: inDirectory(part, spec.path) }]];
  });
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as KeptParts);
}

/** The parts that a model is to have: what is said, and otherwise what it has. */
export function wishedParts(known: Manifest | undefined, said: PartSpecs | undefined): PartSpecs {
  const parts: Partial<Record<PartName, PartSpec | null>> = {};
  for (const [part, kept] of partEntries(known?.parts)) {
    const spec = known && specOf(known, kept);
    if (spec) parts[part] = spec;
  }
  return { ...parts, ...said };
}

function localPart({ kind, reference, withTokenizer }: LocalPart): LocalPart {
  return { kind, reference, ...(withTokenizer !== undefined && { withTokenizer }) };
}

function specOf({ sources, files }: Manifest, kept: KeptPart): PartSpec | undefined {
  if (kept.kind === 'local') return kept;
  const file = files.find(({ path }) => path === kept.path);
  const source = file && sources[file.source];
  if (!source || source.kind === 'folder') return undefined;
  return { kind: 'remote', source, path: file.remotePath };
}

/** Whether this is what takes the place of a part in a model already. */
function isKept(manifest: Manifest, part: PartName, spec: PartSpec): boolean {
  const kept = manifest.parts?.[part];
  if (spec.kind === 'local') return kept?.kind === 'local' && kept.reference === spec.reference;
  const own = kept && specOf(manifest, kept);
  return own?.kind === 'remote' && own.path === spec.path && isSamePlace(own.source, spec.source);
}

/** @see isFrom of the store: another mirror of a hub is another source */
function isSamePlace(a: ModelSource, b: ModelSource): boolean {
  if (a.kind === 'hub' && b.kind === 'hub') return a.repo === b.repo && a.hubUrl === b.hubUrl;
  return a.kind === 'url' && b.kind === 'url' && a.url === b.url;
}

/**
 * A model with other parts, where nothing has to be looked for at its sources for that: what lies on this computer takes
 * a place, or the source's own, which is known, takes it again. What is replaced stays where it is, and is not fetched.
 * @returns undefined where the sources have to be asked
 */
export function withLocalParts(
  manifest: Manifest,
  specs: PartSpecs,
  wantedOf: (file: ManifestFile) => ManifestFile['wanted'],
): Manifest | undefined {
  const parts: { [Part in PartName]?: KeptPart | undefined } = { ...manifest.parts };
  for (const [part, spec] of partEntries(specs)) {
    if (spec === null) delete parts[part];
    else if (spec.kind === 'local') parts[part] = localPart(spec);
    else if (!isKept(manifest, part, spec)) return undefined;
  }
  const files = manifest.files.map(file => {
    if (isReplaced(file.path, parts)) return { ...file, wanted: [] };
    return isUnneeded(file) ? { ...file, wanted: wantedOf(file) } : file;
  });
  const isThere = (part: PartName) => files.some(({ path }) => partOf(path) === part && isWeights(path));
  const isWhole = PART_NAMES.every(part => parts[part] !== undefined || isThere(part));
  const hasWords = isReplaced('tokenizer/', parts) || files.some(({ path }) => path === 'tokenizer/tokenizer.json');
  if (!isWhole || !hasWords) return undefined;
  const { parts: _, ...rest } = manifest;
  return { ...rest, files, ...(Object.keys(parts).length > 0 && { parts }) };
}

/** Whether it is known that nothing of a file is needed. */
export function isUnneeded({ size, wanted }: Pick<ManifestFile, 'size' | 'wanted'>): boolean {
  return size > 0 && wanted?.length === 0;
}

/** @throws SanaError `model-incomplete` with what to do */
export function partGone(part: PartName, facts: { title: string; model: string; place: string }, cause?: unknown) {
  const reasons = {
    textEncoder: 'model-incomplete:text-encoder-gone',
    transformer: 'model-incomplete:transformer-gone',
    autoencoder: 'model-incomplete:autoencoder-gone',
  } as const;
  return new SanaError(reasons[part], facts, cause);
}
