import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import type { TensorReader } from '../checkpoint/tensors/tensors.ts';
import type { Family } from './family.ts';
import { sana } from './sana.ts';
import { sprint } from './sprint.ts';

/** Every family there is. Those with a mark come first: whose transformer has none of theirs is of the last. */
const TABLE = { sprint, sana } as const satisfies Readonly<Record<string, Family>>;

export type ModelFamily = keyof typeof TABLE;

export const FAMILIES: Readonly<Record<ModelFamily, Family>> = TABLE;

const NAMES = Object.keys(TABLE) as readonly ModelFamily[];

/** The pipelines of diffusers that are known here. */
export function pipelineNames(): readonly string[] {
  return NAMES.flatMap(name => Object.keys(FAMILIES[name].pipelines)).toSorted();
}

/** The family whose pipeline this is, if there is one. @param pipeline `_class_name` of model_index.json */
export function familyOfPipeline(pipeline: string): ModelFamily | undefined {
  return NAMES.find(name => Object.hasOwn(FAMILIES[name].pipelines, pipeline));
}

/** The family of a transformer with this configuration. */
export function familyOf(config: TransformerConfig): ModelFamily {
  return firstMarked(({ config: fields }) =>
    Object.entries(fields).every(([field, value]) => config[field as keyof TransformerConfig] === value),
  );
}

/** The family of a transformer with these tensors, under their names in diffusers. */
export function familyOfTensors({ entries }: Pick<TensorReader, 'entries'>): ModelFamily {
  return firstMarked(({ tensor }) => entries.has(tensor));
}

function firstMarked(has: (mark: NonNullable<Family['mark']>) => boolean): ModelFamily {
  return NAMES.find(name => {
    const { mark } = FAMILIES[name];
    return mark === undefined || has(mark);
  })!;
}
