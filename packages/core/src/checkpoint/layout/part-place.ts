import * as z from 'zod/mini';
import { SanaError } from '../../errors.ts';
import { readForeign } from '../../foreign.ts';
import { isModelPath } from '../../names.ts';
import { readJson } from '../files/json-file.ts';
import { bytesSource } from '../files/source.ts';
import type { ByteSource, Folder } from '../tensors/tensors.ts';
import type { PartName } from './weight-files.ts';

/** Where a part of a model is that does not come from the model's own folder. */
export type PartPlace =
  | {
      readonly kind: 'file';
      open(): Promise<ByteSource>;
      /** A config.json that lies beside it, if there is one. */
      config?(): Promise<ByteSource | undefined>;
    }
  /** With the part's config.json and weights in it, as one of a model's own directories. */
  | { readonly kind: 'folder'; readonly folder: Folder };

export type PartPlaces = Readonly<Partial<Record<PartName, PartPlace>>>;

/** No folder in the official layout has a directory of this name. */
const ELSEWHERE = 'elsewhere';

const FILE = 'file';

/** The same model with parts from other places. */
export function withParts(folder: Folder, places: PartPlaces): Folder {
  const chosen = Object.entries(places) as [PartName, PartPlace][];
  if (chosen.length === 0) return folder;
  const parts = chosen.map(([part, { kind }]) => [part, `${ELSEWHERE}/${part}/${kind === 'file' ? FILE : ''}`]);
  return {
    label: folder.label,
    parts: { ...folder.parts, ...Object.fromEntries(parts) },
    async open(path) {
      const [first, part, ...rest] = path.split('/');
      const place = first === ELSEWHERE ? places[part as PartName] : undefined;
      if (!place) return folder.open(path);
      const name = rest.join('/');
      if (place.kind === 'folder') return place.folder.open(name);
      return name === FILE ? place.open() : name === 'config.json' ? place.config?.() : undefined;
    },
  };
}

/** What a folder says of itself, if it does; here only where its parts are. */
const NOTE = 'sana-model.json';

const path = z.optional(z.string().check(z.refine(isModelPath, { error: 'no path inside the folder' })));
const noteSchema = z.object({
  parts: z.optional(z.object({ textEncoder: path, transformer: path, autoencoder: path })),
});

/** The same folder with the parts that its note names, unless others take their place. @throws SanaError `config-invalid` */
export async function withNotedParts(folder: Folder): Promise<Folder> {
  const file = await folder.open(NOTE);
  if (!file) return folder;
  const note = readForeign(noteSchema, await readJson(file, 'shardIndex'));
  if (!note.fits) {
    throw new SanaError('config-invalid:value', { file: file.label, field: note.field, detail: note.problem });
  }
  const { parts } = note.value;
  const noted = Object.entries(parts ?? {}).filter(([, place]) => place !== undefined);
  if (noted.length === 0) return folder;
  return { ...folder, parts: { ...Object.fromEntries(noted), ...folder.parts } };
}

/** The same folder, which says in a note where its parts are: for readers that see nothing of it but files. */
export function withPartsNote(folder: Folder): Folder {
  const { parts } = folder;
  if (!parts) return folder;
  const note = new TextEncoder().encode(JSON.stringify({ version: 1, parts }));
  return { ...folder, open: async name => (name === NOTE ? bytesSource(NOTE, note) : folder.open(name)) };
}
