import * as z from 'zod/mini';
import { httpFolder } from '../checkpoint/files/http-source.ts';
import { memoryFolder } from '../checkpoint/files/source.ts';
import type { Folder } from '../checkpoint/tensors/tensors.ts';
import { SanaError } from '../errors.ts';
import { parseMessage } from './calls.ts';
import type { ModelSource } from './protocol.ts';

/** Turns one kind of source into the model's folder. @throws SanaError `request-invalid`, or what opening throws */
export type SourceOpener = (source: ModelSource) => Promise<Folder>;

/** The openers of an engine by the kind of source they open. */
export type Sources = Readonly<Record<string, SourceOpener>>;

/** An opener that checks the source against `schema` first. */
export function sourceOpener<Schema extends z.ZodMiniType>(
  schema: Schema,
  open: (source: z.output<Schema>) => Folder | Promise<Folder>,
): SourceOpener {
  return async source => open(parseMessage(schema, source, 'model source'));
}

/** What every engine can open. */
export const commonSources: Sources = {
  url: sourceOpener(z.object({ baseUrl: z.url() }), ({ baseUrl }) => httpFolder(baseUrl)),
  files: sourceOpener(
    z.object({ label: z.string(), files: z.map(z.string(), z.instanceof(Blob)) }),
    ({ label, files }) => memoryFolder(label, files),
  ),
};

/** @throws SanaError `request-invalid` for an unknown kind */
export async function openSource(sources: Sources, source: ModelSource): Promise<Folder> {
  const open = Object.hasOwn(sources, source.kind) ? sources[source.kind] : undefined;
  if (open) return open(source);
  throw new SanaError('request-invalid:source', { kind: source.kind, kinds: Object.keys(sources) });
}
