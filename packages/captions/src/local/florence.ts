import { AutoProcessor, Florence2ForConditionalGeneration } from '@huggingface/transformers';
import { resizeBicubic, SanaError, withoutAlpha } from '@sana-studio/core';
import { FLORENCE_LEVELS, type FlorenceTask } from '../captioners/local.ts';
import {
  decoded,
  generated,
  MOST_TOKENS,
  NAME,
  openedWith,
  rawImage,
  type VisionModel,
  type VisionModelOptions,
} from './vision-model.ts';

/** What Florence-2 may be asked. */
export const FLORENCE_TASKS: readonly FlorenceTask[] = Object.values(FLORENCE_LEVELS);

/** Florence-2, which is asked one of its tasks. @throws SanaError as openedWith */
export function openFlorence(options: VisionModelOptions): Promise<VisionModel> {
  const { device } = options;
  return openedWith(options, 'Florence-2', async () => {
    const model = await Florence2ForConditionalGeneration.from_pretrained(NAME, { device, dtype: 'fp32' });
    const processor = await AutoProcessor.from_pretrained(NAME);
    const size = sizeOf(processor.image_processor);
    return {
      async ask(picture, task, { mostTokens = MOST_TOKENS } = {}) {
        // by ourselves: what sharp or a canvas make smaller is not what the model was trained with
        const image = rawImage({ ...size, data: resizeBicubic(withoutAlpha(picture), size).data });
        const question = (processor as unknown as Prompting).construct_prompts(task);
        const inputs: object = await processor(image, question);
        const tokens = await generated(model, inputs, mostTokens);
        return { text: decoded(processor, tokens), tokens };
      },
      async dispose() {
        await model.dispose();
      },
    };
  });
}

/** Of Florence-2's processor, which the types do not have. */
interface Prompting {
  construct_prompts(task: string): string[];
}

function sizeOf(processor: unknown): { readonly width: number; readonly height: number } {
  const { size } = processor as { readonly size?: { readonly width?: number; readonly height?: number } };
  if (!size?.width || !size.height)
    throw new SanaError('config-invalid:scorer', { file: 'preprocessor_config.json', detail: 'no size' });
  return { width: size.width, height: size.height };
}
