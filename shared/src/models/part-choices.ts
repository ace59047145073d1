import type { StoredModel } from '@sana-studio/models';
import type { FoundFile, PartOptions } from '../host.ts';
import { foundName } from './computer-models.ts';

const PARTS = ['transformer', 'autoencoder'] as const;

/** Files by what they can be of a model. */
export type FoundParts = Readonly<Record<(typeof PARTS)[number], readonly FoundFile[]>>;

/** What can take the place of a stored model's transformer and autoencoder; the text encoder can come from hubs, too. */
export function partOptions(
  { usable, parts = [] }: StoredModel,
  found: FoundParts,
): readonly PartOptions[] | undefined {
  const options = PARTS.map((part): PartOptions => {
    const has = parts.find(each => each.part === part);
    const from = has && (foundName(has.from) ?? has.from);
    return { part, from, gone: has?.here === false || undefined, found: found[part] };
  });
  if (!usable && !options.some(({ gone }) => gone)) return undefined;
  const offered = options.filter(({ from, found: files }) => from !== undefined || files.length > 0);
  return offered.length > 0 ? offered : undefined;
}
