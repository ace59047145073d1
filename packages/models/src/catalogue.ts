import type { Variant } from './layout.ts';

/** The transformers that are published, by what determines their size. */
export type TransformerKind =
  | 'sana-0.6b'
  | 'sana-1.6b'
  | 'sana-1.5-1.6b'
  | 'sana-1.5-4.8b'
  | 'sprint-0.6b'
  | 'sprint-1.6b';

export interface CatalogueModel {
  readonly id: string;
  readonly title: string;
  /** `owner/name` on the Hugging Face Hub, in the diffusers layout. */
  readonly repo: string;
  /** Side of the square picture that it was trained for, in pixels. */
  readonly pixels: 512 | 1024 | 2048 | 4096;
  readonly transformer: TransformerKind;
  /** Which weights to take where both have the same size. */
  readonly variant: Variant;
  /** What it was trained on: https://github.com/NVlabs/Sana/blob/main/asset/docs/model_zoo.md */
  readonly languages: 'English' | 'multilingual';
  /** What tells it from another model of its size and languages, which people should rather take. */
  readonly edition?: 'first' | 'single-file';
  /** The transformer in its original single file, in place of the folder's. */
  readonly original?: {
    readonly repo: string;
    readonly path: string;
    /** Bytes, about. */
    readonly size: number;
  };
}

const OWNER = 'Efficient-Large-Model';

type Row = readonly [
  id: string,
  title: string,
  name: string,
  pixels: CatalogueModel['pixels'],
  transformer: TransformerKind,
  variant: Variant,
  languages: CatalogueModel['languages'],
];

const ROWS: readonly Row[] = [
  ['sana-0.6b-512', 'Sana 0.6B 512', 'Sana_600M_512px', 512, 'sana-0.6b', 'fp16', 'multilingual'],
  ['sana-0.6b-1024', 'Sana 0.6B 1024', 'Sana_600M_1024px', 1024, 'sana-0.6b', 'fp16', 'multilingual'],
  ['sana-1.6b-512', 'Sana 1.6B 512', 'Sana_1600M_512px', 512, 'sana-1.6b', 'fp16', 'English'],
  [
    'sana-1.6b-512-multilingual',
    'Sana 1.6B 512 multilingual',
    'Sana_1600M_512px_MultiLing',
    512,
    'sana-1.6b',
    'fp16',
    'multilingual',
  ],
  ['sana-1.6b-1024-fp16', 'Sana 1.6B 1024 English', 'Sana_1600M_1024px', 1024, 'sana-1.6b', 'fp16', 'English'],
  [
    'sana-1.6b-1024-fp16-multilingual',
    'Sana 1.6B 1024 multilingual',
    'Sana_1600M_1024px_MultiLing',
    1024,
    'sana-1.6b',
    'fp16',
    'multilingual',
  ],
  ['sana-1.6b-1024', 'Sana 1.6B 1024', 'Sana_1600M_1024px_BF16', 1024, 'sana-1.6b', 'bf16', 'multilingual'],
  ['sana-1.6b-2k', 'Sana 1.6B 2K', 'Sana_1600M_2Kpx_BF16', 2048, 'sana-1.6b', 'bf16', 'multilingual'],
  ['sana-1.6b-4k', 'Sana 1.6B 4K', 'Sana_1600M_4Kpx_BF16', 4096, 'sana-1.6b', 'bf16', 'multilingual'],
  ['sana-1.5-1.6b', 'SANA-1.5 1.6B 1024', 'SANA1.5_1.6B_1024px', 1024, 'sana-1.5-1.6b', 'bf16', 'multilingual'],
  ['sana-1.5-4.8b', 'SANA-1.5 4.8B 1024', 'SANA1.5_4.8B_1024px', 1024, 'sana-1.5-4.8b', 'bf16', 'multilingual'],
  ['sprint-0.6b', 'Sana Sprint 0.6B 1024', 'Sana_Sprint_0.6B_1024px', 1024, 'sprint-0.6b', 'bf16', 'multilingual'],
  ['sprint-1.6b', 'Sana Sprint 1.6B 1024', 'Sana_Sprint_1.6B_1024px', 1024, 'sprint-1.6b', 'bf16', 'multilingual'],
];

/** The later one was trained on from it, and is stored in a format with the range that its values need. */
const FIRST_EDITION = 'sana-1.6b-1024-fp16-multilingual';

const PUBLISHED: readonly CatalogueModel[] = ROWS.map(
  ([id, title, name, pixels, transformer, variant, languages]): CatalogueModel => ({
    id,
    title,
    repo: `${OWNER}/${name}_diffusers`,
    pixels,
    transformer,
    variant,
    languages,
    ...(id === FIRST_EDITION && { edition: 'first' }),
  }),
);

/** The official checkpoints. */
export const CATALOGUE: readonly CatalogueModel[] = PUBLISHED.flatMap(model => {
  if (model.id !== 'sana-1.6b-4k') return [model];
  const name = 'Sana_1600M_4Kpx_BF16';
  const original = { repo: `${OWNER}/${name}`, path: `checkpoints/${name}.pth`, size: 6.57e9 };
  return [
    model,
    { ...model, id: 'sana-1.6b-4k-pth', title: 'Sana 1.6B 4K single file', edition: 'single-file', original },
  ];
});

/** A model of the same size that knows other languages than English: no edition that a better one has followed. */
export function inOtherLanguages({ pixels, transformer }: CatalogueModel): CatalogueModel | undefined {
  const knowing = CATALOGUE.filter(
    model => model.languages === 'multilingual' && model.pixels === pixels && !model.edition,
  );
  return knowing.find(model => model.transformer === transformer) ?? knowing[0];
}

export function catalogueModel(id: string): CatalogueModel | undefined {
  return CATALOGUE.find(model => model.id === id);
}

/** What has to be accepted once before the first download: the model card's licence, and that of its text encoder. */
export function licenceLinks({ repo }: CatalogueModel): readonly string[] {
  return [`https://huggingface.co/${repo}`, 'https://ai.google.dev/gemma/terms'];
}
