import * as ort from 'onnxruntime-node';
import { SanaError } from '../errors.ts';
import { Runtime } from './session.ts';

export { diskFolder, openFile } from '../checkpoint/node-files.ts';

/** While a session is made, its weights are in memory twice. */
const SEGMENT_BYTES = 2 ** 30;

/** ONNX Runtime in Node: the CPU, or WebGPU through the native provider where a Vulkan, Metal or D3D driver exists. */
export async function nodeRuntime(device: 'cpu' | 'webgpu' = 'cpu'): Promise<Runtime> {
  if (!ort.listSupportedBackends().some(backend => backend.name === device)) {
    throw new SanaError(
      'device-unavailable',
      `ONNX Runtime was built without ${device} for this platform. Use --device cpu.`,
      { device },
    );
  }
  return new Runtime({ ort, device, segmentBytes: SEGMENT_BYTES });
}
