import type { DeviceMemory } from './device-memory.ts';

/**
 * The official model to begin with: the smallest that knows many languages, at the size that the device draws within a
 * minute or so. A processor, or a graphics device with less than 8 GB, draws a quarter of the pixels.
 */
export function recommendedModel({ tier }: DeviceMemory): string {
  return tier === '8gb' || tier === '12gb' ? 'sana-0.6b-1024' : 'sana-0.6b-512';
}
