import { afterAll, beforeAll, describe, it } from 'vitest';
import { ADDED, expectAdded } from './added.ts';
import { expectPictureOfGguf } from './gguf-picture.ts';
import { Tracer } from './tracer.ts';

describe("in a browser's worker, on wasm", () => {
  let tracer: Tracer;
  beforeAll(async () => {
    tracer = await Tracer.start('wasm');
  });
  afterAll(() => tracer.close());

  it.each(['sana', 'sana15', 'sprint', 'sana4k'])('every tensor of %s is within 2e-4 of the reference', name =>
    tracer.trace(name, 2e-4),
  );

  it('a GGUF with blocks of every type draws the picture of the folder with the same numbers', { tags: ['long'] }, () =>
    expectPictureOfGguf(tracer),
  );

  it.each(ADDED)('$name draws what the reference draws', added => expectAdded(tracer, added, 1));

  it('the autoencoder may be DC-AE-Lite in a single file', { tags: ['long'] }, () =>
    tracer.trace('sana', 2e-4, { parts: ['autoencoder'], autoencoder: 'lite.safetensors' }),
  );
});

describe("in a browser's worker, on webgpu", () => {
  let tracer: Tracer;
  beforeAll(async () => {
    tracer = await Tracer.start('webgpu');
  });
  afterAll(() => tracer.close());

  // the other models: `npm run test:webgpu`
  it(
    "every tensor of sana's transformer is within 1e-3 of the reference",
    () => tracer.trace('sana', 1e-3, { parts: ['transformer'] }),
    30 * 60_000,
  );

  it('every other tensor of sana too', { tags: ['long'], timeout: 30 * 60_000 }, () =>
    tracer.trace('sana', 1e-3, { parts: ['autoencoder', 'denoising'] }),
  );
});
