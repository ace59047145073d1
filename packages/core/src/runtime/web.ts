import * as ort from 'onnxruntime-web/webgpu';
import { type Remark, SanaError } from '../errors.ts';
import { Graph, type Segment } from '../graph/graph.ts';
import { add } from '../graph/ops.ts';
import { DeviceWatch } from './device-watch.ts';
import { type GrantedGpu, requestGpu } from './gpu-device.ts';
import { type MemoryTier, tierOfAdapter } from './memory-tier.ts';
import { type FloatTensor, type OrtModule, Runtime } from './session.ts';
import { surroundings, threadsFor } from './threads.ts';
import { type BuiltFile, checkBuilt, fetchBuilt, WASM_BUILDS } from './wasm-files.ts';

type BuildName = keyof typeof WASM_BUILDS;

export interface WebRuntimeOptions {
  /** `auto` takes a graphics device where there is one, and the processor otherwise. */
  readonly device?: 'auto' | 'webgpu' | 'wasm' | undefined;
  /**
   * URL of the folder with ort-wasm-simd-threaded.{mjs,wasm} and ort-wasm-simd-threaded.asyncify.{mjs,wasm}, or the
   * latter's .wasm file alone, as its URL or its bytes, for which this script then brings the rest; default: beside this
   * script. In the second case threads are started from this script: `startsThreads` says that it does nothing else where
   * `isRuntimeThread`; and `build` that the script was made for the file without graphics devices, ort-wasm-simd-threaded.wasm.
   */
  readonly wasmBase?:
    | string
    | { readonly wasm: string | ArrayBuffer; readonly startsThreads?: boolean; readonly build?: BuildName }
    | undefined;
}

export interface WebRuntime {
  readonly runtime: Runtime;
  /** For people: why not the graphics device, if `auto` did not take it, or what it lacks. */
  readonly note?: Remark | undefined;
  /** Why it computes on one thread where there are more. */
  readonly threads?: Remark | undefined;
}

type WasmBase = NonNullable<WebRuntimeOptions['wasmBase']>;

/** ONNX Runtime starts once in a script. */
let started: { readonly build: BuildName; readonly loading: Promise<void> } | undefined;

/**
 * Fetches what ONNX Runtime consists of, and lets it have only what was built for this script.
 * @throws SanaError `file-missing`, `file-corrupt`; `worker-failed` when the build that was started here cannot do it
 */
async function loadWasm(base: WasmBase, build: BuildName, threads: number): Promise<void> {
  if (!started) {
    const fetching = fetchWasm(base, build);
    // a graphics device has to be there when it starts
    const starting = { build, loading: build === 'processor' ? fetching.then(startOnProcessor) : fetching };
    ort.env.wasm.numThreads = threads;
    started = starting;
    starting.loading.catch(() => {
      if (started === starting) started = undefined;
    });
  }
  if (build === 'graphics' && started.build !== build) throw new SanaError('worker-failed:other-build');
  await started.loading;
}

async function fetchWasm(base: WasmBase, build: BuildName): Promise<void> {
  const { glue, wasm } = WASM_BUILDS[build];
  const fetchBeside = (file: BuiltFile, folder: string) => fetchBuilt(new URL(file.name, folder).href, file);
  const [wasmBinary, script] = await Promise.all(
    typeof base === 'string'
      ? [fetchBeside(wasm, base), fetchBeside(glue, base)]
      : [typeof base.wasm === 'string' ? fetchBuilt(base.wasm, wasm) : checkBuilt(base.wasm, wasm)],
  );
  ort.env.wasm.wasmBinary = wasmBinary!;
  if (script) ort.env.wasm.wasmPaths = { mjs: URL.createObjectURL(new Blob([script], { type: 'text/javascript' })) };
}

/** It is compiled when the first session is made. One of almost nothing has that done while weights are read and networks built. */
async function startOnProcessor(): Promise<void> {
  const graph = new Graph({ name: 'start', target: 'cpu', segmentBytes: WASM_SEGMENT_BYTES });
  const x = graph.input('x', 'float32', [1]);
  graph.output('y', add(x, x));
  const [{ model }] = graph.build().segments as [Segment];
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  await session.release();
}

/** Compiled, the file is of no use any more, but ONNX Runtime holds it: it is moved elsewhere, where nobody holds it. */
function dropWasm(): void {
  const { wasmBinary } = ort.env.wasm;
  if (wasmBinary instanceof ArrayBuffer) structuredClone(wasmBinary, { transfer: [wasmBinary] });
  delete ort.env.wasm.wasmBinary;
}

/** ONNX Runtime, whose sessions wait until its files are there. */
function checkedOrt(loaded: () => Promise<void>): OrtModule {
  return {
    Tensor: ort.Tensor,
    InferenceSession: {
      async create(model, options) {
        await loaded();
        const session = await ort.InferenceSession.create(model, options);
        dropWasm();
        return session;
      },
    },
  };
}

/** While a session is made, its weights are in memory twice: on the graphics device and on their way there. */
const GPU_SEGMENT_BYTES = 2 ** 29;
/** In WebAssembly both are in this process, which ends where it has too much: a layer or two of Gemma's. */
const WASM_SEGMENT_BYTES = 2 ** 26;

/**
 * ONNX Runtime in the browser: WebGPU, or WebAssembly where there is no graphics device.
 * @throws SanaError `device-unavailable` if WebGPU was asked for and cannot be had
 */
export async function webRuntime({ device = 'auto', wasmBase }: WebRuntimeOptions = {}): Promise<WebRuntime> {
  const base = wasmBase ?? new URL('./', import.meta.url).href;
  /** Of this script, if it has one in it. */
  const ownBuild = (typeof base !== 'string' && base.build) || 'graphics';
  const begin = (build: BuildName, threads = 1) => {
    const loaded = () => loadWasm(base, build, threads);
    // it goes on while weights are read; the first session waits for it, and says what is wrong
    loaded().catch(() => {});
    return checkedOrt(loaded);
  };
  const onProcessor = () => {
    const where = surroundings();
    const { threads, note } = threadsFor({
      ...where,
      isIsolated: where.isIsolated && (typeof base === 'string' || base.startsThreads === true),
    });
    return { runtime: wasmRuntime(begin(typeof base === 'string' ? 'processor' : ownBuild, threads)), threads: note };
  };
  if (device === 'wasm') return onProcessor();
  const found = await findGpu();
  if ('gpu' in found && ownBuild === 'graphics' && (device === 'webgpu' || !found.isSoftware)) {
    const names = found.refused.join(', ');
    return {
      runtime: webgpuRuntime(begin('graphics'), found),
      note: names ? { remark: 'gpu-reduced', data: { names } } : undefined,
    };
  }
  const missing: NoGpu = 'gpu' in found ? { why: 'software' } : found;
  if ('gpu' in found) found.gpu.destroy();
  if (device === 'auto') {
    return { ...onProcessor(), note: remarkOf(missing) };
  }
  throw errorOf(missing, device);
}

interface Gpu extends GrantedGpu {
  readonly memoryTier: MemoryTier;
}

type NoGpu =
  | { readonly why: 'not-offered' | 'no-adapter' | 'software' }
  | { readonly why: 'not-started'; readonly detail: string };

function errorOf(missing: NoGpu, device: string): SanaError {
  if (missing.why !== 'not-started') return new SanaError(`device-unavailable:${missing.why}`, { device });
  return new SanaError('device-unavailable:not-started', { device, detail: missing.detail });
}

/** What is said where a picture can be made without. */
function remarkOf(missing: NoGpu): Remark {
  if (missing.why !== 'not-started') return { remark: `no-gpu:${missing.why}`, data: {} };
  return { remark: 'no-gpu:not-started', data: { detail: missing.detail } };
}

/** A graphics device, or why there is none. */
async function findGpu(): Promise<Gpu | NoGpu> {
  if (!('gpu' in navigator) || !navigator.gpu) return { why: 'not-offered' };
  try {
    const granted = await requestGpu(() => navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }));
    if (!granted) return { why: 'no-adapter' };
    const { deviceMemory } = navigator as { deviceMemory?: number };
    return { ...granted, memoryTier: tierOfAdapter(granted.gpu.limits.maxBufferSize, deviceMemory) };
  } catch (error) {
    return { why: 'not-started', detail: error instanceof Error ? error.message : String(error) };
  }
}

function webgpuRuntime(checked: OrtModule, { gpu, memoryTier }: Gpu): Runtime {
  const watch = new DeviceWatch(gpu.lost);
  return new Runtime({
    ort: checked,
    device: 'webgpu',
    provider: { name: 'webgpu', device: gpu },
    segmentBytes: GPU_SEGMENT_BYTES,
    copiesWeights: true,
    memoryTier,
    resultsOnDevice: true,
    keep: (values, dims) => keepOn(gpu, values, dims),
    finish: () => gpu.queue.onSubmittedWorkDone(),
    watch: job => watch.run(job),
    release: () => gpu.destroy(),
  });
}

/** ONNX Runtime reads and copies whole vectors of four numbers. */
const BUFFER_UNIT = 16;

function keepOn(gpu: GPUDevice, values: Float32Array, dims: readonly number[]): FloatTensor {
  const buffer = gpu.createBuffer({
    size: Math.ceil(values.byteLength / BUFFER_UNIT) * BUFFER_UNIT,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
  });
  gpu.queue.writeBuffer(buffer, 0, values.buffer, values.byteOffset, values.byteLength);
  return ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims, dispose: () => buffer.destroy() });
}

function wasmRuntime(checked: OrtModule): Runtime {
  return new Runtime({
    ort: checked,
    device: 'wasm',
    segmentBytes: WASM_SEGMENT_BYTES,
    copiesWeights: true,
    // what WebAssembly can address is 4 GiB
    memoryTier: (surroundings().memory ?? 8) < 4 ? 'under-4gb' : '4gb',
    finish: afterMessages,
  });
}

/**
 * A run blocks the worker; between runs it must hear of messages, above all that it shall stop. A message to itself comes
 * behind those that wait, and at once: browsers hold timers that follow each other back for four milliseconds.
 */
function afterMessages(): Promise<void> {
  return new Promise(resolve => {
    const channel = new MessageChannel();
    underWay.add(channel);
    channel.port1.onmessage = () => {
      channel.port1.close();
      underWay.delete(channel);
      resolve();
    };
    channel.port2.postMessage(undefined);
  });
}

/** A channel that nothing holds may be collected with its message, and whoever waits for it would wait for ever. */
const underWay = new Set<MessageChannel>();
