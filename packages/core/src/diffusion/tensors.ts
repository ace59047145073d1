import type { TransformerConfig } from '../checkpoint/layout/config.ts';
import { type ExpectedTensors, recordTensors } from '../graph/recording.ts';
import type { CrossAttentionForm } from './attention.ts';
import { captionProgram } from './caption.ts';
import { timeProgram } from './time-embedding.ts';
import { denoiserProgram } from './transformer.ts';

/** Every matrix is used as it is; folded forms leave out what was multiplied ahead of time. */
const PROJECTED: CrossAttentionForm = { queries: 'projected', values: 'projected' };

/** The tensors of SanaTransformer2DModel, under their names in diffusers. @throws SanaError `config-invalid` */
export function transformerTensors(config: TransformerConfig): ExpectedTensors {
  return recordTensors('transformer', (parameters, options) => {
    timeProgram(config, parameters, options);
    captionProgram(config, parameters, { ...options, batch: 1, form: PROJECTED });
    denoiserProgram(config, parameters, {
      ...options,
      guided: false,
      drawsNoise: false,
      clipsClean: false,
      form: PROJECTED,
    });
  });
}
