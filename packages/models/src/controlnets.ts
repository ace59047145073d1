import type { TransformerKind } from './catalogue.ts';

/** A ControlNet that is published. What its files weigh, the hub says. */
export interface CatalogueControlNet {
  readonly id: string;
  readonly title: string;
  /** `owner/name` on the Hugging Face Hub. */
  readonly repo: string;
  /** The file or folder in it. */
  readonly path: string;
  /** What it was trained beside. */
  readonly transformer: TransformerKind;
}

/** The official ones, which follow edges, and a port of the community in the layout of diffusers: https://nvlabs.github.io/Sana/docs/sana_controlnet/ */
export const CONTROLNETS: readonly CatalogueControlNet[] = [
  {
    id: 'controlnet-0.6b-hed',
    title: 'ControlNet HED for Sana 0.6B 1024',
    repo: 'Efficient-Large-Model/Sana_600M_1024px_ControlNet_HED',
    path: 'checkpoints/Sana_600M_1024px_ControlNet_HED.pth',
    transformer: 'sana-0.6b',
  },
  {
    id: 'controlnet-1.6b-hed',
    title: 'ControlNet HED for Sana 1.6B 1024',
    repo: 'Efficient-Large-Model/Sana_1600M_1024px_BF16_ControlNet_HED',
    path: 'checkpoints/Sana_1600M_1024px_BF16_ControlNet_HED.pth',
    transformer: 'sana-1.6b',
  },
  {
    id: 'controlnet-0.6b-plus',
    title: 'ControlNet Plus for Sana 0.6B 1024, a port of the community',
    repo: 'ishan24/Sana_600M_1024px_ControlNetPlus_diffusers',
    path: 'controlnet',
    transformer: 'sana-0.6b',
  },
];
