import { totalmem } from 'node:os';
import { dirname, isAbsolute, relative, sep } from 'node:path';
import * as ort from 'onnxruntime-node';
import { SanaError } from '../errors.ts';
import { tierOf } from '../runtime/memory-tier.ts';
import { Runtime } from '../runtime/session.ts';
import { measureSpeed } from '../runtime/speed.ts';
import type { WeightFiles } from '../runtime/weights-in-files.ts';

/** Of the computer's memory; the rest is for the system and other programs. A graphics processor may have as much. */
const MEMORY_SHARE = 0.5;

/** While a session is made, its weights are in memory twice. */
const SEGMENT_BYTES = 2 ** 30;

/**
 * Threads that have nothing to do spin for a moment, as long as one waits between two small nodes, and sleep then. Every
 * session has threads of its own: if those of all others went on spinning, they would take the cores from the one that
 * computes, and with sana-mini a picture would take half as long again.
 */
const SESSION_OPTIONS: ort.InferenceSession.SessionOptions = {
  // what fails is thrown, and told in our words
  logSeverityLevel: 4,
  extra: { session: { intra_op: { allow_spinning: '1', spin_duration_us: '100' } } },
};

/** A session has one folder for all files. On Windows there is none above two drives. */
export const WEIGHT_FILES_OF_NODE: WeightFiles = {
  leastSeldom: 2 ** 29,
  locate(files) {
    const from = (folder: string, file: string) => relative(folder, file).split(sep).join('/');
    const isBelow = (folder: string, file: string) => {
      const path = from(folder, file);
      return !path.startsWith('..') && !isAbsolute(path);
    };
    for (let folder = dirname(files[0]!); ; folder = dirname(folder)) {
      if (files.every(file => isBelow(folder, file))) {
        return { folder, locations: new Map(files.map(file => [file, from(folder, file)])) };
      }
      if (folder === dirname(folder)) return undefined;
    }
  },
};

/** ONNX Runtime in Node: the CPU, or WebGPU through the native provider where a Vulkan, Metal or D3D driver exists. */
export async function nodeRuntime(device: 'cpu' | 'webgpu' = 'cpu'): Promise<Runtime> {
  if (!ort.listSupportedBackends().some(backend => backend.name === device)) {
    throw new SanaError('device-unavailable:not-built', { device });
  }
  return new Runtime({
    ort,
    device,
    segmentBytes: SEGMENT_BYTES,
    sessionOptions: SESSION_OPTIONS,
    ...(device === 'cpu' ? { files: WEIGHT_FILES_OF_NODE } : {}),
    memoryTier: tierOf(totalmem() * MEMORY_SHARE),
  });
}

/**
 * WebGPU where a device is there and computes faster than the CPU does, else the CPU. Measured rather than asked for by
 * name, because there are WebGPU devices that are software and a hundred times slower.
 */
export async function fasterRuntime(): Promise<Runtime> {
  const cpu = await nodeRuntime('cpu');
  try {
    const webgpu = await nodeRuntime('webgpu');
    const seconds = await measureSpeed(webgpu);
    return seconds < (await measureSpeed(cpu)) ? webgpu : cpu;
  } catch {
    return cpu; // no device, or none that works
  }
}
