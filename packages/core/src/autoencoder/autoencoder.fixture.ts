import { readFile } from 'node:fs/promises';
import { type ReferenceName, readJson, referencePath } from '../../../../test/reference-data.ts';
import { bytesSource } from '../checkpoint/files/source.ts';
import { openSafetensors } from '../checkpoint/formats/safetensors.ts';
import { type AutoencoderConfig, parseAutoencoderConfig } from '../checkpoint/layout/config.ts';
import type { TensorReader } from '../checkpoint/tensors/tensors.ts';
import { Parameters } from '../graph/parameters.ts';
import type { FloatTensor } from '../runtime/session.ts';

export const PUBLISHED_FORMS = ['sana', 'sana15', 'sprint', 'sana4k'] as const satisfies readonly ReferenceName[];
/** What no published model has, as make_autoencoder.py says, and DC-AE-Lite, which comes without a model. */
export const UNUSUAL_FORMS = ['interpolate', 'pixel_shuffle', 'lite'] as const;
export type FormName = (typeof PUBLISHED_FORMS)[number] | (typeof UNUSUAL_FORMS)[number];

const isUnusual = (name: FormName) => UNUSUAL_FORMS.some(unusual => unusual === name);

export interface Picture {
  /** [1, H, W, C] */
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** What lies on the CPU of a result. */
export function picture({ dims, data }: FloatTensor): Picture {
  return { dims, data: data as Float32Array };
}

export interface Form {
  readonly config: AutoencoderConfig;
  readonly parameters: Parameters;
  /** What the reference made, channels-last. */
  readonly expected: (tensor: string) => Promise<Picture>;
}

async function open(...path: string[]): Promise<TensorReader> {
  const file = referencePath(...path);
  return openSafetensors(bytesSource(file, await readFile(file)));
}

/** A tiny autoencoder of test/reference. */
export async function openForm(name: FormName): Promise<Form> {
  const unusual = isUnusual(name);
  const json = unusual ? ['autoencoder', `${name}.json`] : [name, 'model', 'vae', 'config.json'];
  const weights = unusual
    ? await open('autoencoder', `${name}.safetensors`)
    : await open(name, 'model', 'vae', 'diffusion_pytorch_model.safetensors');
  const results = unusual ? weights : await open(name, 'expected.safetensors');
  return {
    config: parseAutoencoderConfig(readJson(referencePath(...json)), json.join('/')),
    parameters: new Parameters(weights),
    expected: async tensor => channelsLast(results.entries.get(tensor)!.shape, await results.readFloat32(tensor)),
  };
}

function channelsLast([, c = 0, h = 0, w = 0]: readonly number[], data: Float32Array): Picture {
  return { dims: [1, h, w, c], data: data.map((_, index) => data[(index % c) * h * w + Math.floor(index / c)]!) };
}

/** Largest difference in what both have from the top left corner, relative to the largest expected value. */
export function relativeError(actual: Picture, expected: Picture): number {
  const [, height = 0, width = 0, channels = 0] = expected.dims;
  const [, , actualWidth = 0, actualChannels = 0] = actual.dims;
  let [worst, largest] = [0, 0];
  for (let pixel = 0; pixel < height * width; pixel++) {
    const at = (Math.floor(pixel / width) * actualWidth + (pixel % width)) * actualChannels;
    for (let c = 0; c < channels; c++) {
      const value = expected.data[pixel * channels + c]!;
      worst = Math.max(worst, Math.abs(actual.data[at + c]! - value));
      largest = Math.max(largest, Math.abs(value));
    }
  }
  return worst / largest;
}
