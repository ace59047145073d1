// Traces reference folders on one device of the browser and tells how far each tensor is from the reference's, or draws.

import {
  type ByteSource,
  compare,
  type Difference,
  decodePng,
  httpFolder,
  openModelFolder,
  openSafetensors,
  type PartialRequest,
  type PartPlace,
  parseReferenceNote,
  type Runtime,
  SanaPipeline,
  traceReference,
  withParts,
} from '@sana-studio/core';
import {
  ProgramCache,
  readAll,
  type TraceContext,
  traceAutoencoder,
  traceDenoising,
  traceTransformer,
} from '@sana-studio/core/testing';
import { webRuntime } from '@sana-studio/core/web';

/** Networks whose tensors can be computed without the others. */
const PARTS = { transformer: traceTransformer, autoencoder: traceAutoencoder, denoising: traceDenoising } as const;

export type TracePart = keyof typeof PARTS;

/** What the page asks for. */
export interface TraceTask {
  readonly device: 'webgpu' | 'wasm';
  /** Where ONNX Runtime's files are. */
  readonly wasmBase: string;
  /** A reference folder on the server. */
  readonly referenceUrl: string;
  /** A single file that takes the place of the autoencoder, and has the reference's tensors for it. */
  readonly autoencoder?: { readonly folderUrl: string; readonly file: string } | undefined;
  /** Absent: all that the reference has. */
  readonly parts?: readonly TracePart[] | undefined;
}

/** A picture instead, perhaps with a text encoder that is a single file. */
export interface DrawTask extends Pick<TraceTask, 'device' | 'wasmBase'> {
  readonly modelUrl: string;
  readonly textEncoderUrl?: string | undefined;
  readonly request: PartialRequest;
  /** Of PNG files, for fields of the request. */
  readonly pictures?: Partial<Record<'startImage' | 'mask' | 'control', string>> | undefined;
  /** Where LoRAs and ControlNets lie that the request names. */
  readonly additionsUrl?: string | undefined;
}

export type TraceAnswer =
  | { readonly pixels: readonly number[] }
  | { readonly expected: readonly string[]; readonly found: readonly Difference[] }
  | { readonly error: string };

/** One for all tasks, as compiled shaders stay with the device. */
let runtime: Runtime | undefined;

self.addEventListener('message', async ({ data }: MessageEvent<TraceTask | DrawTask>) => {
  try {
    runtime ??= (await webRuntime(data)).runtime;
    self.postMessage('modelUrl' in data ? await draw(data, runtime) : await trace(data, runtime));
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

function file(url: string): PartPlace {
  const end = url.lastIndexOf('/');
  return { kind: 'file', open: async () => (await httpFolder(url.slice(0, end)).open(url.slice(end + 1)))! };
}

async function draw(task: DrawTask, device: Runtime): Promise<TraceAnswer> {
  const { modelUrl, textEncoderUrl, request, pictures = {}, additionsUrl } = task;
  const model = await openModelFolder(
    withParts(httpFolder(modelUrl), textEncoderUrl ? { textEncoder: file(textEncoderUrl) } : {}),
  );
  const pipeline = new SanaPipeline(device, model, {
    openAddition: async (kind, name) =>
      additionsUrl ? { folder: httpFolder(additionsUrl), place: kind === 'lora' ? name : `${name}/` } : undefined,
  });
  const entries = Object.entries(pictures).map(async ([field, url]) => {
    return [field, decodePng(new Uint8Array(await (await fetch(url)).arrayBuffer()))];
  });
  const [picture] = await pipeline.generate({ ...request, ...Object.fromEntries(await Promise.all(entries)) });
  await pipeline.dispose();
  return { pixels: [...picture!.data] };
}

async function trace({ referenceUrl, autoencoder, parts }: TraceTask, runtime: Runtime): Promise<TraceAnswer> {
  const reference = httpFolder(referenceUrl);
  const open = async (path: string, folder = reference): Promise<ByteSource> => {
    const file = await folder.open(path);
    if (!file) throw new Error(`${folder.label} has no ${path}`);
    return file;
  };
  const openAutoencoder = autoencoder && (() => open(autoencoder.file, httpFolder(autoencoder.folderUrl)));
  const places = openAutoencoder ? { autoencoder: { kind: 'file', open: openAutoencoder } as const } : {};
  const model = await openModelFolder(withParts(httpFolder(`${referenceUrl}/model`), places));
  const expected = await openSafetensors(await (openAutoencoder?.() ?? open('expected.safetensors')));
  const json = new TextDecoder().decode(await readAll(await open('expected.json'), 'config'));

  const note = parseReferenceNote(JSON.parse(json));
  const traced = new Map<string, Float32Array | Int32Array>();
  const emit: TraceContext['emit'] = (name, _shape, data) => traced.set(name, data.slice());
  if (parts) {
    const programs = new ProgramCache(runtime, Number.POSITIVE_INFINITY);
    for (const part of parts) await PARTS[part]({ model, note, expected, programs, emit });
    await programs.dispose();
  } else {
    await traceReference(runtime, model, note, expected, emit);
  }
  await model.close();
  const found: Difference[] = [];
  for (const [name, data] of traced) {
    const wanted =
      data instanceof Int32Array
        ? new Int32Array((await expected.readBytes(name)).slice().buffer)
        : await expected.readFloat32(name);
    found.push(compare(name, wanted, data));
  }
  return { expected: [...expected.entries.keys()], found };
}
