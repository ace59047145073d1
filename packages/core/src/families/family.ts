import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import type { Solver } from '../diffusion/solver.ts';
import type { Remark } from '../errors.ts';

/** A kind of models that are trained, conditioned and sampled alike. Sizes and resolutions are configuration. */
export interface Family {
  /** As people call it. */
  readonly title: string;
  /** Its classes in diffusers (model_index.json), each with what is to be said of a model that names it. */
  readonly pipelines: Readonly<Record<string, readonly Remark[]>>;
  /** What only its transformers have: a tensor, and the fields of config.json that say so. Absent: nothing of the others'. */
  readonly mark?: { readonly tensor: string; readonly config: Partial<TransformerConfig> };
  /**
   * `second-pass`: the network runs for the prompt and for the negative prompt, and the scale goes on from one to the
   * other. `embedded`: the scale is an input of the network, and there is no negative prompt.
   */
  readonly guidance: 'second-pass' | 'embedded';
  readonly guidanceScale: number;
  /** What it was trained to follow: solvers of another trajectory draw something wrong. */
  readonly trajectory: Solver['trajectory'];
  /** scheduler_config.json of a transformer that comes without one, or with another family's. */
  scheduler(config: TransformerConfig): { readonly _class_name: string; readonly [field: string]: unknown };
}
