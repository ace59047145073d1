import * as ort from 'onnxruntime-web/webgpu';
import { type Remark, SanaError } from '../errors.ts';
import { DeviceWatch } from './device-watch.ts';
import { type GrantedGpu, requestGpu } from './gpu-device.ts';
import { type MemoryTier, tierOfAdapter } from './memory-tier.ts';
import { type OrtModule, Runtime } from './session.ts';
import { type BuiltFile, checkBuilt, fetchBuilt, WASM_FILES } from './wasm-files.ts';

export interface WebRuntimeOptions {
  /** `auto` takes a graphics device where there is one, and the processor otherwise. */
  readonly device?: 'auto' | 'webgpu' | 'wasm' | undefined;
  /**
   * URL of the folder with ort-wasm-simd-threaded.asyncify.{mjs,wasm}, or the .wasm file alone, as its URL or its bytes,
   * for which this script then brings the rest; default: beside this script.
   */
  readonly wasmBase?: string | { readonly wasm: string | ArrayBuffer } | undefined;
}

export interface WebRuntime {
  readonly runtime: Runtime;
  /** For people: why not the graphics device, if `auto` did not take it, or what it lacks. */
  readonly note?: Remark | undefined;
}

type WasmBase = NonNullable<WebRuntimeOptions['wasmBase']>;

/** ONNX Runtime starts once in a script, whatever devices it is used with. */
let loading: Promise<void> | undefined;

/** Fetches what ONNX Runtime consists of, and lets it have only what was built for this script. */
function loadWasm(base: WasmBase): Promise<void> {
  loading ??= fetchWasm(base).catch(error => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchWasm(base: WasmBase): Promise<void> {
  const { glue, wasm } = WASM_FILES;
  const fetchBeside = (file: BuiltFile, folder: string) => fetchBuilt(new URL(file.name, folder).href, file);
  const [wasmBinary, script] = await Promise.all(
    typeof base === 'string'
      ? [fetchBeside(wasm, base), fetchBeside(glue, base)]
      : [typeof base.wasm === 'string' ? fetchBuilt(base.wasm, wasm) : checkBuilt(base.wasm, wasm)],
  );
  ort.env.wasm.wasmBinary = wasmBinary!;
  if (script) ort.env.wasm.wasmPaths = { mjs: URL.createObjectURL(new Blob([script], { type: 'text/javascript' })) };
}

/** Compiled, the file is of no use any more, but ONNX Runtime holds it: it is moved elsewhere, where nobody holds it. */
function dropWasm(): void {
  const { wasmBinary } = ort.env.wasm;
  if (wasmBinary instanceof ArrayBuffer) structuredClone(wasmBinary, { transfer: [wasmBinary] });
  delete ort.env.wasm.wasmBinary;
}

/** ONNX Runtime, whose sessions wait until its files are there. */
function checkedOrt(base: WasmBase): OrtModule {
  return {
    Tensor: ort.Tensor,
    InferenceSession: {
      async create(model, options) {
        await loadWasm(base);
        const session = await ort.InferenceSession.create(model, options);
        dropWasm();
        return session;
      },
    },
  };
}

/** While a session is made, its weights are in memory twice. */
const SEGMENT_BYTES = 2 ** 29;

/**
 * ONNX Runtime in the browser: WebGPU, or WebAssembly where there is no graphics device.
 * @throws SanaError `device-unavailable` if WebGPU was asked for and cannot be had
 */
export async function webRuntime({ device = 'auto', wasmBase }: WebRuntimeOptions = {}): Promise<WebRuntime> {
  const base = wasmBase ?? new URL('./', import.meta.url).href;
  const checked = checkedOrt(base);
  // it goes on while a device is looked for and weights are read; the first session waits for it, and says what is wrong
  loadWasm(base).catch(() => {});
  if (device === 'wasm') return { runtime: wasmRuntime(checked) };
  const found = await findGpu();
  if ('gpu' in found && (device === 'webgpu' || !found.isSoftware)) {
    const names = found.refused.join(', ');
    return {
      runtime: webgpuRuntime(checked, found),
      note: names ? { remark: 'gpu-reduced', data: { names } } : undefined,
    };
  }
  const missing: NoGpu = 'gpu' in found ? { why: 'software' } : found;
  if ('gpu' in found) found.gpu.destroy();
  if (device === 'auto') {
    return {
      runtime: wasmRuntime(checked),
      note: remarkOf(missing),
    };
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
    segmentBytes: SEGMENT_BYTES,
    memoryTier,
    resultsOnDevice: true,
    finish: () => gpu.queue.onSubmittedWorkDone(),
    watch: job => watch.run(job),
    release: () => gpu.destroy(),
  });
}

function wasmRuntime(checked: OrtModule): Runtime {
  return new Runtime({
    ort: checked,
    device: 'wasm',
    segmentBytes: SEGMENT_BYTES,
    // what WebAssembly can address is 4 GiB
    memoryTier: '4gb',
    // a run blocks the worker; between runs it must hear of messages, above all that it shall stop
    finish: () => new Promise(resolve => setTimeout(resolve)),
  });
}
