import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  autoencoderTensors,
  type ExpectedTensors,
  parseAutoencoderConfig,
  parseTextEncoderConfig,
  parseTransformerConfig,
  textEncoderTensors,
  transformerTensors,
} from '@sana-studio/core/testing';
import { readGemmaTokenizer } from '../reference-data.ts';
import { AUTOENCODER, MODEL_INDEX, SCHEDULER, TEXT_ENCODER, TRANSFORMER } from './full-size-configs.ts';
import { writeRandomSafetensors } from './random-weights.ts';

/** Where the published text encoder is cut in two: after this many of its tensors. */
const FIRST_SHARD = 0.5;

/**
 * Makes a folder in the official layout with the shapes of Sana-0.6B and random weights, 9 GB, unless it is there.
 * Transformer and autoencoder are float32, the text encoder is bfloat16 in two shards, as published.
 */
export async function makeFullSizeModel(folder: string): Promise<void> {
  // written last
  const index = join(folder, 'model_index.json');
  if (await exists(index)) return;
  const write = async (path: string, value: unknown) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), JSON.stringify(value));
  };
  await write('transformer/config.json', TRANSFORMER);
  await write('text_encoder/config.json', TEXT_ENCODER);
  await write('vae/config.json', AUTOENCODER);
  await write('scheduler/scheduler_config.json', SCHEDULER);
  const tokenizer = readGemmaTokenizer();
  await write('tokenizer/tokenizer.json', tokenizer.json);
  await write('tokenizer/tokenizer_config.json', tokenizer.config);

  const single = (component: string, tensors: ExpectedTensors) =>
    writeRandomSafetensors(join(folder, component, 'diffusion_pytorch_model.safetensors'), {
      tensors,
      dtype: 'F32',
      gainOffset: 1,
    });
  await single('transformer', transformerTensors(parseTransformerConfig(TRANSFORMER, 'transformer')));
  await single('vae', autoencoderTensors(parseAutoencoderConfig(AUTOENCODER, 'vae')));

  const tensors = [...textEncoderTensors(parseTextEncoderConfig(TEXT_ENCODER, 'text_encoder'))];
  const cut = Math.floor(FIRST_SHARD * tensors.length);
  const weightMap: Record<string, string> = {};
  for (const [number, part] of [tensors.slice(0, cut), tensors.slice(cut)].entries()) {
    const name = `model-0000${number + 1}-of-00002.safetensors`;
    for (const [tensor] of part) weightMap[tensor] = name;
    await writeRandomSafetensors(join(folder, 'text_encoder', name), {
      tensors: new Map(part),
      dtype: 'BF16',
      gainOffset: 0,
    });
  }
  await write('text_encoder/model.safetensors.index.json', { metadata: {}, weight_map: weightMap });
  await write('model_index.json', MODEL_INDEX);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
