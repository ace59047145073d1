// Adds a model to the browser's storage and loads its networks one after the other onto the graphics device.

import { openModelFolder } from '@sana-studio/core';
import {
  captionProgram,
  decoderHeadProgram,
  decoderTailProgram,
  denoiserProgram,
  gemmaProgram,
  memoryPlan,
  Parameters,
  type Program,
  ProgramCache,
  timeProgram,
} from '@sana-studio/core/testing';
import { webRuntime } from '@sana-studio/core/web';
import type { WeightFormat } from '@sana-studio/models';
import { openBrowserModelStore } from '@sana-studio/models/web';

export interface OpfsJob {
  readonly url: string;
  readonly weights: WeightFormat;
}

/** What is over, and what it was about. */
export interface OpfsStage {
  readonly stage: string;
  readonly seconds: number;
  /** Of the weights that were stored or loaded. */
  readonly bytes: number;
  /** Of the WebAssembly heap. */
  readonly heapBytes: number;
}

const heaps: WebAssembly.Memory[] = [];
const { Memory } = WebAssembly;
WebAssembly.Memory = class extends Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    heaps.push(this);
  }
};

function weightBytes({ segments }: Program): number {
  return segments.flatMap(({ parameters }) => [...parameters.values()]).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Waits for the word to go on after each stage, so that what is measured beside it belongs to it alone. */
async function run({ url, weights }: OpfsJob, report: (stage: OpfsStage) => Promise<void>): Promise<void> {
  const stage = async (name: string, job: () => Promise<number>) => {
    const start = performance.now();
    const bytes = await job();
    const heapBytes = heaps.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    await report({ stage: name, seconds: (performance.now() - start) / 1000, bytes, heapBytes });
  };
  const store = await openBrowserModelStore();
  if (!store.persistent) throw new Error('The browser keeps no files here.');
  await stage('add', async () => {
    const spec = { id: 'model', title: 'model', source: { kind: 'url', url }, licences: [] } as const;
    return (await store.add(spec, { weights })).storedBytes;
  });
  const model = await openModelFolder(await store.open('model'));
  const { runtime } = await webRuntime({ device: 'webgpu', wasmBase: new URL('/web/', location.href).href });
  const programs = new ProgramCache(runtime, memoryPlan('under-4gb').weights);
  const { textEncoder, transformer, autoencoder } = model;
  const options = programs.graphOptions;
  const form = { queries: 'folded', values: 'folded' } as const;
  const networks = [
    gemmaProgram(textEncoder.config, new Parameters(textEncoder.tensors), options),
    timeProgram(transformer.config, new Parameters(transformer.tensors), options),
    captionProgram(transformer.config, new Parameters(transformer.tensors), { ...options, form, batch: 2 }),
    denoiserProgram(transformer.config, new Parameters(transformer.tensors), {
      ...options,
      form,
      guided: true,
      drawsNoise: false,
      clipsClean: false,
    }),
    decoderHeadProgram(autoencoder.config, new Parameters(autoencoder.tensors), options),
    decoderTailProgram(autoencoder.config, new Parameters(autoencoder.tensors), options),
  ];
  for (const program of networks) {
    await stage(`load ${program.name.replaceAll('_', ' ')}`, async () => {
      await programs.get(program.name, () => program);
      await runtime.finish();
      return weightBytes(program);
    });
  }
  await programs.dispose();
}

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<OpfsJob>) => {
  const report = (stage: OpfsStage) =>
    new Promise<void>(resolve => {
      port!.onmessage = () => resolve();
      port!.postMessage(stage);
    });
  void run(data, report).then(
    () => port!.postMessage(undefined),
    (error: unknown) => port!.postMessage({ error: String(error) }),
  );
});
