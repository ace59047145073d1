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
