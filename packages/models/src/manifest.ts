import {
  type ContentId,
  isContentId,
  isModelId,
  isModelPath,
  isRepositoryName,
  isRevision,
  isWebAddress,
  type ModelId,
  type ModelPath,
  parseJson,
  type RepositoryName,
  type Revision,
  SanaError,
  type WebAddress,
} from '@sana-studio/core';
import * as z from 'zod/mini';
import { type FileStore, readWhole } from './file-store.ts';
import { keptPartsSchema } from './model-parts.ts';
import { WEIGHT_FORMATS } from './weights.ts';

const DIRECTORY = 'models';

const whole = z.int().check(z.nonnegative());

const contentId = z.custom<ContentId>(isContentId);
const modelPath = z.custom<ModelPath>(isModelPath);
const webAddress = z.custom<WebAddress>(isWebAddress);

const rangeSchema = z.object({ from: whole, to: whole });

const sourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('hub'),
    repo: z.custom<RepositoryName>(isRepositoryName),
    revision: z.custom<Revision>(isRevision),
    hubUrl: webAddress,
  }),
  z.object({ kind: z.literal('url'), url: webAddress, wholeFiles: z.optional(z.literal(true)) }),
  z.object({ kind: z.literal('folder'), label: z.string() }),
]);

const hashSchema = z.object({ algorithm: z.enum(['sha256', 'git-sha1']), hex: contentId });

const fileSchema = z.object({
  /** In the model's folder. */
  path: modelPath,
  /** At the source. */
  remotePath: modelPath,
  /** Index of the source. */
  source: whole,
  /** Bytes of the whole file as it is kept. */
  size: whole,
  /** What the source states. */
  hash: z.optional(hashSchema),
  validator: z.optional(z.string()),
  /** Stretches of it with hashes of their own, as the source states them. */
  pieces: z.optional(z.array(z.object({ size: whole, sha256: contentId }))),
  /** Of the file that it is made of, when its weights are kept in fewer bits. */
  published: z.optional(
    z.object({ size: whole, key: contentId, hash: z.optional(hashSchema), shared: z.optional(z.literal(true)) }),
  ),
  /** Of the blob that holds it. */
  key: contentId,
  /** Whether that is another source's: it counts only while it is proved to be what this one states. */
  shared: z.optional(z.literal(true)),
  /** Whether an earlier version kept bytes of several sources for it, so that all of it has to be fetched again. */
  contested: z.optional(z.literal(true)),
  /** What is needed of it; null until its header was read. */
  wanted: z.nullable(z.array(rangeSchema)),
});

const manifestSchema = z.object({
  version: z.literal(1),
  id: z.custom<ModelId>(isModelId),
  title: z.string(),
  sources: z.array(sourceSchema),
  needs: z.object({ imageEncoder: z.boolean(), offline: z.boolean() }),
  /** Absent in manifests of earlier versions. */
  weights: z._default(z.enum(WEIGHT_FORMATS), 'original'),
  /** What takes the place of the source's own parts. */
  parts: z.optional(keptPartsSchema),
  /** As earlier versions noted a transformer in a single file. */
  transformerPath: z.optional(modelPath),
  /** What its source says of it: how the weights are kept there, and the terms that come with it. */
  stated: z.optional(z.object({ weights: z.enum(WEIGHT_FORMATS), licences: z.array(webAddress) })),
  files: z.array(fileSchema),
});

/** What a stored model consists of. It is written before anything is fetched, so that everything that is kept is known. */
export type Manifest = Omit<z.infer<typeof manifestSchema>, 'transformerPath'>;
export type ManifestFile = z.infer<typeof fileSchema>;

// Ids hold slashes and colons, which file names must not.
const manifestPath = (id: ModelId) => `${DIRECTORY}/${encodeURIComponent(id)}.json`;

export async function writeManifest(files: FileStore, manifest: Manifest): Promise<void> {
  await files.replace(
    manifestPath(manifest.id),
    new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 1)}\n`),
  );
}

function current({ transformerPath: path, ...manifest }: z.infer<typeof manifestSchema>): Manifest {
  if (path === undefined) return manifest;
  return { ...manifest, parts: { ...manifest.parts, transformer: { kind: 'stored', path } } };
}

/** Undefined if there is none; 'damaged' if it cannot be read, or not by this version. */
async function read(files: FileStore, id: ModelId): Promise<Manifest | 'damaged' | undefined> {
  try {
    const bytes = await readWhole(files, manifestPath(id));
    const { data } = manifestSchema.safeParse(bytes && parseJson(bytes, manifestPath(id)));
    if (!bytes) return undefined;
    return data?.id === id ? current(data) : 'damaged';
  } catch (error) {
    // what the system refuses to read may be there all the same
    if (error instanceof SyntaxError || error instanceof SanaError) return 'damaged';
    throw error;
  }
}

/** Undefined if there is none, or none that can be read. */
export async function readManifest(files: FileStore, id: ModelId): Promise<Manifest | undefined> {
  const manifest = await read(files, id);
  return manifest === 'damaged' ? undefined : manifest;
}

/** Ids of all models whose manifest is there. */
async function listIds(files: FileStore): Promise<readonly ModelId[]> {
  const names = (await files.list(DIRECTORY)).map(({ path }) => path.slice(DIRECTORY.length + 1));
  return names
    .filter(name => name.endsWith('.json'))
    .map(name => decoded(name.slice(0, -'.json'.length)))
    .filter(isModelId)
    .toSorted();
}

function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

export async function listManifests(files: FileStore): Promise<readonly Manifest[]> {
  const manifests = await Promise.all((await listIds(files)).map(id => readManifest(files, id)));
  return manifests.filter(manifest => manifest !== undefined);
}

/** Models of which nobody can tell any more what they consist of. */
export async function damagedManifests(files: FileStore): Promise<readonly ModelId[]> {
  const ids = await listIds(files);
  const found = await Promise.all(ids.map(id => read(files, id)));
  return ids.filter((_, index) => found[index] === 'damaged');
}

export async function removeManifest(files: FileStore, id: ModelId): Promise<void> {
  await files.remove(manifestPath(id));
}
