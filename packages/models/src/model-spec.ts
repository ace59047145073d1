import { type Folder, isModelId, isRepositoryName, isRevision, SanaError } from '@sana-studio/core';
import { CATALOGUE, type CatalogueModel, catalogueModel, licenceLinks } from './catalogue.ts';
import type { Variant } from './layout.ts';
import type { PartSpecs } from './model-parts.ts';
import { HUGGING_FACE, type SourceSpec, webAddress, withoutSlashes } from './remote.ts';

/** Where to take a model from: what is written down, or a folder at hand. */
export type ModelSource =
  | Exclude<SourceSpec, { kind: 'folder' }>
  | { readonly kind: 'folder'; readonly folder: Folder };

/** A model that can be added. */
export interface ModelSpec {
  readonly id: string;
  readonly title: string;
  readonly source: ModelSource;
  /** What takes the place of the source's own parts. Of what is not said, a model that is kept stays as it is. */
  readonly parts?: PartSpecs;
  /** Which weights to take where several have the same size. */
  readonly preferred?: Variant;
  /** Links to what has to be accepted once. */
  readonly licences: readonly string[];
}

/** @param hubUrl base URL of the hub or of a mirror of it */
export function catalogueSpec(model: CatalogueModel, hubUrl = HUGGING_FACE): ModelSpec {
  const { id, title, repo, variant, original } = model;
  const hub = (name: string) => ({ kind: 'hub', repo: name, revision: 'main', hubUrl }) as const;
  return {
    id,
    title,
    source: hub(repo),
    ...(original && { parts: { transformer: { kind: 'remote', source: hub(original.repo), path: original.path } } }),
    preferred: variant,
    licences: licenceLinks(model),
  };
}

/**
 * What a person may type: the id of a catalogue model, `owner/name` or `owner/name@revision` of a repository, the
 * address of a repository's page, or the address of a folder in the official layout on any other server.
 * @throws SanaError `model-not-found`
 */
export function parseModelReference(reference: string, hubUrl = HUGGING_FACE): ModelSpec {
  const known = catalogueModel(reference);
  if (known) return catalogueSpec(known, hubUrl);
  const base = webAddress(hubUrl) ?? hubUrl;
  const page = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  const [repo, revision = 'main', more] = withoutSlashes(page).split('@');
  if (isRepositoryName(repo) && isRevision(revision) && more === undefined && isModelId(page)) {
    const source = { kind: 'hub', repo, revision, hubUrl: base } as const;
    const official = CATALOGUE.find(model => model.repo === repo || model.original?.repo === repo);
    return { id: page, title: page, source, licences: official ? licenceLinks(official) : [] };
  }
  if (webAddress(reference) && isModelId(reference)) {
    return { id: reference, title: reference, source: { kind: 'url', url: reference }, licences: [] };
  }
  throw new SanaError('model-not-found:reference', { reference });
}
