import { SanaError } from '../errors.ts';
import { type JsonObject, jsonObject } from './json-object.ts';
import { namePattern } from './name-pattern.ts';

/** What a LoRA's product of two matrices is multiplied by, module by module. */
export interface Scaling {
  /** @param rank rows of the first matrix @param stored the file's own alpha beside the pair @throws SanaError `lora-unfit` */
  factor(module: string, rank: number, stored: number | undefined): number;
}

/** Of all patterns that are more than a name; peft's users write one or two. Names are looked up and may be as many as modules. */
const MOST_STEPS = 2000;
const NAME = /^[\w.-]+$/;

interface Alpha {
  readonly matches: (module: string) => boolean;
  readonly alpha: unknown;
}

function alphasOf(patterns: JsonObject, file: string): readonly Alpha[] {
  let steps = 0;
  return Object.entries(patterns).map(([key, alpha]) => {
    if (NAME.test(key)) return { matches: module => module === key || module.endsWith(`.${key}`), alpha };
    const pattern = namePattern(key);
    steps += pattern?.steps ?? 0;
    if (!pattern || steps > MOST_STEPS) throw new SanaError('lora-unfit:pattern', { file, pattern: key });
    return { matches: pattern.matches, alpha };
  });
}

/**
 * The rule of peft and diffusers: alpha / rank, or alpha / √rank with rank-stabilised LoRA. Alpha is what `alpha_pattern`
 * says of the module, else `lora_alpha`, else what lies beside the pair, else the rank.
 * @param adapter the transformer's part of a LoraConfig @throws SanaError `lora-unfit`
 */
export function scalingOf(adapter: JsonObject, file: string): Scaling {
  if (adapter.use_dora === true) throw new SanaError('lora-unfit:dora', { file });
  const common = typeof adapter.lora_alpha === 'number' ? adapter.lora_alpha : undefined;
  const alphas = alphasOf(jsonObject(adapter.alpha_pattern), file);
  const stabilised = adapter.use_rslora === true;
  return {
    factor(module, rank, stored) {
      const own = alphas.find(({ matches }) => matches(module))?.alpha ?? common ?? stored ?? rank;
      if (typeof own !== 'number' || !Number.isFinite(own)) throw new SanaError('lora-unfit:alpha', { file, module });
      return own / (stabilised ? Math.sqrt(rank) : rank);
    },
  };
}
