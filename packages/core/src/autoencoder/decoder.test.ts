import { describe, expect, it } from 'vitest';
import { nodeRuntime } from '../node/runtime.ts';
import {
  type FormName,
  openForm,
  PUBLISHED_FORMS,
  picture,
  relativeError,
  UNUSUAL_FORMS,
} from './autoencoder.fixture.ts';
import { decoderHeadProgram, decoderTailProgram, PIXEL_CHANNELS } from './decoder.ts';

const runtime = await nodeRuntime();

async function decode(name: FormName, taps: boolean) {
  const form = await openForm(name);
  const options = { target: runtime.target, segmentBytes: 2 ** 30, taps };
  const head = await runtime.load(decoderHeadProgram(form.config, form.parameters, options));
  const tail = await runtime.load(decoderTailProgram(form.config, form.parameters, options));
  const latent = await form.expected('ae.latent');
  const deep = await head.run({ latent: runtime.floats(latent.data, latent.dims) });
  const features = deep.features!;
  const to = runtime.ints(features.dims.slice(1, 3));
  const shallow = await tail.run({ features, from: runtime.ints([0, 0]), to });
  await head.dispose();
  await tail.dispose();
  return { form, values: { ...deep, ...shallow } };
}

describe.each([...PUBLISHED_FORMS, 'lite'] as const)('the decoder of %s', name => {
  it('makes what the reference makes, stage by stage', async () => {
    const { form, values } = await decode(name, true);
    for (const stage of [5, 4, 3, 2, 1, 0].filter(index => form.config.decoder_layers_per_block[index] !== 0)) {
      const error = relativeError(picture(values[`up${stage}`]!), await form.expected(`ae.up${stage}`));
      expect(error, `up${stage}`).toBeLessThan(2e-5);
    }
  });
});

describe.each([...PUBLISHED_FORMS, ...UNUSUAL_FORMS])('the decoder of %s', name => {
  it("makes the reference's picture, with a fourth channel of zeros", async () => {
    const { form, values } = await decode(name, false);
    const expected = await form.expected('ae.decoded');
    const { data, dims } = picture(values.pixels!);
    expect(dims).toEqual([...expected.dims.slice(0, 3), PIXEL_CHANNELS]);
    expect(relativeError({ data, dims }, expected)).toBeLessThan(2e-5);
    expect(data.every((value, index) => index % PIXEL_CHANNELS !== 3 || value === 0)).toBe(true);
  });
});

it('cuts a large decoder into segments that compute the same', async () => {
  const form = await openForm('sana');
  const whole = decoderHeadProgram(form.config, form.parameters, { target: 'cpu', segmentBytes: 2 ** 30 });
  const cut = decoderHeadProgram(form.config, form.parameters, { target: 'cpu', segmentBytes: 2 ** 16 });
  expect(whole.segments).toHaveLength(1);
  expect(cut.segments.length).toBeGreaterThan(2);
  const latent = await form.expected('ae.latent');
  const [first, second] = await Promise.all(
    [whole, cut].map(async program => {
      const loaded = await runtime.load(program);
      const { features } = await loaded.run({ latent: runtime.floats(latent.data, latent.dims) });
      await loaded.dispose();
      return features!.data;
    }),
  );
  expect(first!.length).toBe(32 * 32 * 32);
  expect(second).toEqual(first);
});
