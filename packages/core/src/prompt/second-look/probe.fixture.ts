import { encodeFloats } from './floats.ts';
import { bosValues, PROBE_FORMAT, PROBE_VERSION, type ProbeFile } from './probe.ts';

/** A probe for an encoder of this width; what is not said is arbitrary. */
export function probeFile(changes: Partial<ProbeFile> & { width?: number; bos?: Float32Array } = {}): ProbeFile {
  const { width = 4, bos = new Float32Array(width).fill(1), ...others } = changes;
  return {
    format: PROBE_FORMAT,
    version: PROBE_VERSION,
    encoder: { name: 'a small one', layers: 3, width, bos: encodeFloats(bos.slice(0, bosValues(width))) },
    layer: 1,
    reads: 'mean',
    categories: ['nudity', 'profanity'],
    weights: encodeFloats(new Float32Array(width).fill(1)),
    bias: 0,
    adds: 1,
    vetoes: -1,
    ...others,
  };
}
