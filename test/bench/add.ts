import type { WeightFormat } from '@sana-studio/models';
import { diskModelStore } from '@sana-studio/models/node';
import { peakBytes, resetPeak } from './memory.ts';

/** What adding a model from a server took. */
export interface Added {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** That came over the line. */
  readonly downloadBytes: number;
  readonly storedBytes: number;
  readonly peakBytes: number;
}

const [, , url = '', directory = '', weights = ''] = process.argv;

let downloadBytes = 0;
const counting: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      downloadBytes += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(count) ?? null, { status, headers });
};

resetPeak();
const start = performance.now();
const store = diskModelStore(directory, { fetch: counting });
const { storedBytes } = await store.add(
  { id: 'model', title: 'random weights', source: { kind: 'url', url }, licences: [] },
  { weights: weights as WeightFormat },
);
const { user, system } = process.cpuUsage();
const added: Added = {
  seconds: (performance.now() - start) / 1000,
  cpuSeconds: (user + system) / 1e6,
  downloadBytes,
  storedBytes,
  peakBytes: peakBytes(),
};
process.stdout.write(JSON.stringify(added));
