import { AutoModelForImageTextToText, AutoProcessor } from '@huggingface/transformers';
import { resizeLanczos, SanaError, withoutAlpha } from '@sana-studio/core';
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

/** SmolVLM, which is asked whatever people ask. It sees a picture whole, as one square. @throws SanaError as openedWith */
export function openSmolvlm(options: VisionModelOptions): Promise<VisionModel> {
  const { device } = options;
  return openedWith(options, 'SmolVLM', async () => {
    const model = await AutoModelForImageTextToText.from_pretrained(NAME, { device, dtype: 'fp32' });
    const processor = await AutoProcessor.from_pretrained(NAME);
    const images = processor.image_processor as unknown as ImageSettings;
    const side = sideOf(images);
    // it would make the picture larger before it makes it as large as this
    images.do_resize = false;
    return {
      async ask(picture, question, { mostTokens = MOST_TOKENS } = {}) {
        const size = { width: side, height: side };
        // by ourselves: what sharp or a canvas make smaller is not what the model was trained with
        const image = rawImage({ ...size, data: resizeLanczos(withoutAlpha(picture), size).data });
        const content = [{ type: 'image' }, { type: 'text', text: question }];
        // the types know messages of words alone
        const messages = [{ role: 'user', content }] as unknown as Parameters<typeof processor.apply_chat_template>[0];
        const prompt = processor.apply_chat_template(messages, { add_generation_prompt: true });
        const inputs: Inputs = await processor(prompt, [image], { do_image_splitting: false });
        const tokens = (await generated(model, inputs, mostTokens)).slice(inputs.input_ids.dims[1]);
        return { text: decoded(processor, tokens), tokens };
      },
      async dispose() {
        await model.dispose();
      },
    };
  });
}

/** Of its image processor, which the types do not have. */
interface ImageSettings {
  do_resize: boolean;
  readonly max_image_size?: { readonly longest_edge?: number };
}

interface Inputs {
  /** [1, tokens of the question] */
  readonly input_ids: { readonly dims: readonly number[] };
}

function sideOf({ max_image_size: size }: ImageSettings): number {
  if (size?.longest_edge) return size.longest_edge;
  throw new SanaError('config-invalid:scorer', { file: 'preprocessor_config.json', detail: 'no max_image_size' });
}
