import { describe, expect, it } from 'vitest';
import { nodeRuntime } from '../node/runtime.ts';
import { openForm, PUBLISHED_FORMS, picture, relativeError, UNUSUAL_FORMS } from './autoencoder.fixture.ts';
import { encoderBackProgram, encoderFrontProgram } from './encoder.ts';

const runtime = await nodeRuntime();

describe.each([...PUBLISHED_FORMS, ...UNUSUAL_FORMS])('the encoder of %s', name => {
  it("makes the reference's latent", async () => {
    const { config, parameters, expected } = await openForm(name);
    const options = { target: runtime.target, segmentBytes: 2 ** 30 };
    const front = await runtime.load(encoderFrontProgram(config, parameters, options));
    const back = await runtime.load(encoderBackProgram(config, parameters, options));
    const image = await expected('ae.image');
    const { features } = await front.run({ image: runtime.floats(image.data, image.dims) });
    const { latent } = await back.run({ features: features! });
    const wanted = await expected('ae.encoded');
    expect(latent!.dims).toEqual(wanted.dims);
    expect(relativeError(picture(latent!), wanted)).toBeLessThan(2e-5);
    await front.dispose();
    await back.dispose();
  });
});
