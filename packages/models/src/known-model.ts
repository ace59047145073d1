import type { Manifest, ManifestFile } from './manifest.ts';
import { isReplaced, partEntries } from './model-parts.ts';
import type { ModelSource, ModelSpec } from './model-spec.ts';
import { initialWanted } from './plan-model.ts';
import type { SourceSpec } from './remote.ts';

// What is known of a model from before, when it is asked for again: whether it is the same, and what of it stays.

type IsSame = (known: SourceSpec, other: SourceSpec | ModelSource) => boolean;

export const isSameRepository: IsSame = (known, other) =>
  known.kind === 'hub' && other.kind === 'hub' && known.repo === other.repo;

export const isSameHub: IsSame = (known, other) =>
  isSameRepository(known, other) && known.kind === 'hub' && other.kind === 'hub' && known.hubUrl === other.hubUrl;

/** Whether a model that was begun before comes from where this specification says. */
export function isFrom({ sources }: Manifest, { source, parts }: ModelSpec, isSame: IsSame): boolean {
  const others = partEntries(parts).flatMap(([, spec]) => (spec?.kind === 'remote' ? [spec.source] : []));
  const [own] = sources;
  if (!own || !isSame(own, source)) return false;
  return others.every(other => sources.some(known => isSame(known, other)));
}

/** What is needed of a file again whose place something else had. */
export function wantedAgain({ needs, sources }: Manifest): (file: ManifestFile) => ManifestFile['wanted'] {
  return ({ path, size, source }) => initialWanted(path, size, needs, sources[source]);
}

/** What is here of parts that something else takes the place of stays, as it may be wanted again. */
export function keepingReplaced(planned: Manifest, known: Manifest): Manifest {
  const [source, before] = [planned.sources[0], known.sources[0]];
  if (!source || !before || !isSameHub(before, source) || known.weights !== planned.weights) return planned;
  const paths = new Set(planned.files.map(({ path }) => path));
  const kept = known.files
    .filter(file => file.source === 0 && !paths.has(file.path) && isReplaced(file.path, planned.parts))
    .map(file => ({ ...file, wanted: [] }));
  return { ...planned, files: [...planned.files, ...kept] };
}
