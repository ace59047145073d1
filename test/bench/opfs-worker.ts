// Adds a model to the browser's storage and loads its networks one after the other onto the graphics device.

import { openModelFolder } from '@sana-studio/core';
import {
  blobSource,
  captionProgram,
  decoderHeadProgram,
  decoderTailProgram,
  denoiserProgram,
  gemmaProgram,
  memoryPlan,
  openGgufTextEncoder,
  Parameters,
  type Program,
  ProgramCache,
  PromptConditioner,
  timeProgram,
} from '@sana-studio/core/testing';
import { webRuntime } from '@sana-studio/core/web';
import type { WeightFormat } from '@sana-studio/models';
import { openBrowserModelStore } from '@sana-studio/models/web';

export interface OpfsJob {
  readonly url: string;
  readonly weights: WeightFormat;
  /** The name of a file there: a text encoder, which is all then. */
  readonly gguf?: string | undefined;
  readonly device: 'webgpu' | 'wasm';
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

type Stage = (name: string, job: () => Promise<number>) => Promise<void>;

/** Copies a file into the browser's storage. */
async function kept(url: string, stage: Stage): Promise<File> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle('encoder.gguf', { create: true });
  await stage('add', async () => {
    const { body } = await fetch(url);
    const writable = await handle.createWritable();
    await body!.pipeTo(writable);
    return (await handle.getFile()).size;
  });
  return handle.getFile();
}

async function encoderAlone(file: File, programs: ProgramCache, stage: Stage): Promise<void> {
  const { config, tensors, tokenizer } = await openGgufTextEncoder(blobSource('encoder.gguf', file));
  const program = gemmaProgram(config, new Parameters(tensors), programs.graphOptions);
  await stage('load text encoder', async () => {
    await programs.get('text encoder', () => program);
    await programs.runtime.finish();
    return weightBytes(program);
  });
  const loaded = tokenizer!.load();
  const model = {
    tokenizer: { load: () => loaded },
    textEncoder: { config, tensors },
    settings: { complexHumanInstruction: null },
  };
  await stage('encode', async () => {
    const { values } = await new PromptConditioner(model, programs).prompt('a red kite over the sea');
    if (!values.every(Number.isFinite)) throw new Error('Something is not a number.');
    return 0;
  });
  await programs.dispose();
}

/** Waits for the word to go on after each stage, so that what is measured beside it belongs to it alone. */
async function run(
  { url, weights, gguf, device }: OpfsJob,
  report: (stage: OpfsStage) => Promise<void>,
): Promise<void> {
  const stage: Stage = async (name, job) => {
    const start = performance.now();
    const bytes = await job();
    const heapBytes = heaps.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
    await report({ stage: name, seconds: (performance.now() - start) / 1000, bytes, heapBytes });
  };
  const { runtime } = await webRuntime({ device, wasmBase: new URL('/web/', location.href).href });
  const programs = new ProgramCache(runtime, memoryPlan('under-4gb').weights);
  if (gguf !== undefined) return encoderAlone(await kept(`${url}/${gguf}`, stage), programs, stage);
  const store = await openBrowserModelStore();
  if (!store.persistent) throw new Error('The browser keeps no files here.');
  await stage('add', async () => {
    const spec = { id: 'model', title: 'model', source: { kind: 'url', url }, licences: [] } as const;
    return (await store.add(spec, { weights })).storedBytes;
  });
  const model = await openModelFolder(await store.open('model'));
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
