/** Devices by the memory that is there for a model, named by the gigabytes that they have at least. */
export const MEMORY_TIERS = ['under-4gb', '4gb', '8gb', '12gb'] as const;
/** What memory a device is taken to have for weights and what is computed. */
export type MemoryTier = (typeof MEMORY_TIERS)[number];

export interface MemoryPlan {
  /** Bytes of weights that may stay on the device. A network that is larger is loaded alone. */
  readonly weights: number;
  /** Largest side of what the decoder convolves at full resolution at once, pixels. */
  readonly tilePixels: number;
  /** Whether a run may take half a GiB more than it needs, where that makes it faster. */
  readonly hasRoom: boolean;
}

const GB = 1e9;

/**
 * What is left beside the weights are the values that a network computes, and other programs. In the first tier a network
 * gives way as soon as another one comes; in the last one those of Sana 1.6B with 8-bit weights stay together, or those of
 * 0.6B but for the text encoder in float32.
 */
const PLANS: Readonly<Record<MemoryTier, MemoryPlan>> = {
  'under-4gb': { weights: 0.8 * GB, tilePixels: 256, hasRoom: false },
  '4gb': { weights: 2.4 * GB, tilePixels: 512, hasRoom: false },
  '8gb': { weights: 5.5 * GB, tilePixels: 512, hasRoom: true },
  '12gb': { weights: 9 * GB, tilePixels: 512, hasRoom: true },
};

export function memoryPlan(tier: MemoryTier): MemoryPlan {
  return PLANS[tier];
}

/** Undefined below the lowest. */
export function tierBelow(tier: MemoryTier): MemoryTier | undefined {
  return MEMORY_TIERS[MEMORY_TIERS.indexOf(tier) - 1];
}

/** The tier of a device with so many bytes for a model. */
export function tierOf(bytes: number): MemoryTier {
  if (bytes < 4 * GB) return 'under-4gb';
  if (bytes < 8 * GB) return '4gb';
  return bytes < 12 * GB ? '8gb' : '12gb';
}

const GIB = 2 ** 30;

/**
 * The tier of a graphics device. No browser tells how much memory there is; the largest buffer that an adapter allows grows
 * with it, roughly, and shared memory is no larger than the computer's. Where both err, running out of memory corrects it.
 * @param maxBufferSize of the adapter, bytes
 * @param computerMemory in GiB, where the browser tells: rounded, and 8 may stand for more
 */
export function tierOfAdapter(maxBufferSize: number, computerMemory: number | undefined): MemoryTier {
  // drivers stay a few bytes below the round number
  const buffer = Math.round(maxBufferSize / GIB);
  const graphics: MemoryTier = buffer < 1 ? 'under-4gb' : buffer < 2 ? '4gb' : buffer < 4 ? '8gb' : '12gb';
  if (computerMemory === undefined || computerMemory >= 8) return graphics;
  const computer: MemoryTier = computerMemory < 4 ? 'under-4gb' : '4gb';
  return MEMORY_TIERS.indexOf(computer) < MEMORY_TIERS.indexOf(graphics) ? computer : graphics;
}
