import { type MemoryTier, tierOfAdapter } from '@sana-studio/core';
import type { DeviceChoice } from '@sana-studio/core/worker';
import type { WeightFormat } from '@sana-studio/models';

/** What models are computed with. */
export interface DeviceMemory {
  /** How weights are kept for it: in as few bits as it takes, with pictures as near to the original's as it allows. */
  readonly weights: WeightFormat;
  /** Undefined where the processor computes. */
  readonly tier?: MemoryTier | undefined;
  /** Bytes; undefined where nobody knows. */
  readonly bytes?: number | undefined;
}

/** What WebAssembly can address, in bytes, without what it takes to set a network up. */
const WASM_BYTES = 3 * 2 ** 30;

/** Browsers that tell how much memory there is may not tell of more than this, in GiB. */
const MOST_TOLD = 8;

/** Pictures with 8 bits are as good as equal; with 4, details differ. */
const WEIGHTS: Readonly<Record<MemoryTier, WeightFormat>> = {
  'under-4gb': 'int4',
  '4gb': 'int8',
  '8gb': 'int8',
  '12gb': 'int8',
};

/**
 * What this page's engine would compute with, as far as a browser tells: the memory of graphics devices nobody tells,
 * so the computer's own stands for it where it is small.
 * @param device what the engine was told to compute with
 */
export async function browserDeviceMemory(device: DeviceChoice = 'auto'): Promise<DeviceMemory> {
  const adapter =
    device === 'wasm'
      ? null
      : await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter || adapter.info.isFallbackAdapter) return { weights: 'int4', bytes: WASM_BYTES };
  const { deviceMemory: told } = navigator as { readonly deviceMemory?: number };
  const tier = tierOfAdapter(adapter.limits.maxBufferSize, told);
  return { weights: WEIGHTS[tier], tier, bytes: told !== undefined && told < MOST_TOLD ? told * 2 ** 30 : undefined };
}
