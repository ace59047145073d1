import type { DeviceTier } from '@sana-studio/models';

/** What networks are computed in, and where. */
export interface DeviceMemory {
  readonly tier: DeviceTier;
  /** Bytes; undefined where nobody knows. */
  readonly bytes?: number | undefined;
}

/** What WebAssembly can address, in bytes. */
const WASM_BYTES = 2 ** 32;

/** Browsers that tell how much memory there is do not tell of more than this, in GiB. */
const MOST_TOLD = 8;

/**
 * What this page's engine would compute with, as far as a browser tells: the memory of graphics devices nobody tells,
 * so the computer's own stands for it where it is small.
 */
export async function browserDeviceMemory(): Promise<DeviceMemory> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter || adapter.info.isFallbackAdapter) return { tier: 'float32', bytes: WASM_BYTES };
  const tier = adapter.features.has('shader-f16') ? 'float16' : 'float32';
  const told: unknown = 'deviceMemory' in navigator ? navigator.deviceMemory : undefined;
  const isTold = typeof told === 'number' && told < MOST_TOLD;
  return { tier, bytes: isTold ? told * 2 ** 30 : undefined };
}
