import * as ort from 'onnxruntime-web/webgpu';
import { type Remark, SanaError } from '../errors.ts';
import { DeviceWatch } from './device-watch.ts';
import { type MemoryTier, tierOfAdapter } from './memory-tier.ts';
import { Runtime } from './session.ts';

export interface WebRuntimeOptions {
  /** `auto` takes a graphics device where there is one, and the processor otherwise. */
  readonly device?: 'auto' | 'webgpu' | 'wasm' | undefined;
  /**
   * URL of the folder with ort-wasm-simd-threaded.asyncify.{mjs,wasm}, or of the .wasm file alone, for which this script
   * then brings the rest; default: beside this script.
   */
  readonly wasmBase?: string | { readonly wasm: string } | undefined;
}

export interface WebRuntime {
  readonly runtime: Runtime;
  /** For people: why not the graphics device, if `auto` did not take it. */
  readonly note?: Remark | undefined;
}

/** While a session is made, its weights are in memory twice. */
const SEGMENT_BYTES = 2 ** 29;

/** What kernels of ONNX Runtime use where a device has it; a device only has what was asked for. */
const FEATURES: readonly string[] = [
  'shader-f16',
  'subgroups',
  'subgroup-size-control',
  'timestamp-query',
  'chromium-experimental-subgroup-matrix',
];

/**
 * ONNX Runtime in the browser: WebGPU, or WebAssembly where there is no graphics device.
 * @throws SanaError `device-unavailable` if WebGPU was asked for and cannot be had
 */
export async function webRuntime({ device = 'auto', wasmBase }: WebRuntimeOptions = {}): Promise<WebRuntime> {
  ort.env.wasm.wasmPaths = wasmBase ?? new URL('./', import.meta.url).href;
  if (device === 'wasm') return { runtime: wasmRuntime() };
  const found = await findGpu();
  if ('gpu' in found && (device === 'webgpu' || !found.isSoftware))
    return { runtime: webgpuRuntime(found.gpu, found.memoryTier) };
  const missing: NoGpu = 'gpu' in found ? { why: 'software' } : found;
  if ('gpu' in found) found.gpu.destroy();
  if (device === 'auto') {
    return {
      runtime: wasmRuntime(),
      note: remarkOf(missing),
    };
  }
  throw errorOf(missing, device);
}

interface Gpu {
  readonly gpu: GPUDevice;
  readonly isSoftware: boolean;
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

/** A device with everything its adapter offers, or why there is none. */
async function findGpu(): Promise<Gpu | NoGpu> {
  if (!('gpu' in navigator) || !navigator.gpu) return { why: 'not-offered' };
  try {
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return { why: 'no-adapter' };
    const requiredLimits: Record<string, number> = {};
    // limits are getters of the prototype
    for (const limit in adapter.limits) {
      const value: unknown = Reflect.get(adapter.limits, limit);
      if (typeof value === 'number') requiredLimits[limit] = value;
    }
    const requiredFeatures = [...adapter.features].filter(feature => FEATURES.includes(feature)) as GPUFeatureName[];
    const gpu = await adapter.requestDevice({ requiredFeatures, requiredLimits });
    const { deviceMemory } = navigator as { deviceMemory?: number };
    const memoryTier = tierOfAdapter(adapter.limits.maxBufferSize, deviceMemory);
    return { gpu, isSoftware: adapter.info.isFallbackAdapter, memoryTier };
  } catch (error) {
    return { why: 'not-started', detail: error instanceof Error ? error.message : String(error) };
  }
}

function webgpuRuntime(gpu: GPUDevice, memoryTier: MemoryTier): Runtime {
  const watch = new DeviceWatch(gpu.lost);
  return new Runtime({
    ort,
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

function wasmRuntime(): Runtime {
  return new Runtime({
    ort,
    device: 'wasm',
    segmentBytes: SEGMENT_BYTES,
    // what WebAssembly can address is 4 GiB
    memoryTier: '4gb',
    // a run blocks the worker; between runs it must hear of messages, above all that it shall stop
    finish: () => new Promise(resolve => setTimeout(resolve)),
  });
}
