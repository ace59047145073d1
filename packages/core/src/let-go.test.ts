import { expect, it } from 'vitest';
import { letGo } from './let-go.ts';
import type { OrtModule } from './runtime/session.ts';
import { Runtime } from './runtime/session.ts';

/** Arrays whose memory is given back, which not every Node can. */
function watched(length: number): { readonly values: Float32Array; readonly gone: () => boolean } {
  let gone = false;
  const values = new Float32Array(length);
  const transfer = () => {
    gone = true;
  };
  Object.defineProperty(values.buffer, 'transfer', { value: transfer });
  return { values, gone: () => gone };
}

it('gives back what an array has alone, and no part of anything larger', () => {
  const [whole, part] = [watched(4), watched(4)];
  letGo(whole.values);
  letGo(part.values.subarray(1));
  expect([whole.gone(), part.gone()]).toEqual([true, false]);
});

it.each([true, false])('of weights, once a session is made that has copies of them: %s', async copiesWeights => {
  const weights = [watched(4), watched(8)];
  const seen: boolean[] = [];
  const ort = {
    InferenceSession: {
      create: async () => {
        seen.push(...weights.map(({ gone }) => gone()));
        return {};
      },
    },
  } as unknown as OrtModule;
  const runtime = new Runtime({ ort, device: 'wasm', segmentBytes: 1, copiesWeights });
  const parameters = new Map(
    weights.map(({ values }, index) => [
      String(index),
      { type: 'float32' as const, shape: [values.length], bytes: values.byteLength, read: async () => values },
    ]),
  );
  const segment = { model: new Uint8Array(1), parameters, inputs: [], outputs: [] };
  await runtime.load({ name: 'test', segments: [segment], outputs: [] });
  expect(seen).toEqual([false, false]);
  expect(weights.map(({ gone }) => gone())).toEqual([copiesWeights, copiesWeights]);
});
