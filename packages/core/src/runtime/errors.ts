import { SanaError } from '../errors.ts';

/** Without room for a stack, threads are not started either. */
const OUT_OF_MEMORY =
  /bad_alloc|out of memory|allocation failed|failed to allocate|memory access out of bounds|maxBufferSize|pthread_create failed/i;
const NO_DEVICE = /failed to get a webgpu (adapter|device)/i;
const DEVICE_LOST = /device (is |was )?lost|lost device|device removed/i;

/**
 * Turns what ONNX Runtime throws into an error that says what to do.
 * @param program which was loaded or run, e.g. "text encoder"
 */
export function runtimeError(error: unknown, doing: 'load' | 'run' | 'make', program?: string): SanaError {
  if (error instanceof SanaError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const facts = { doing, ...(program !== undefined && { program }), detail: message };
  if (OUT_OF_MEMORY.test(message) || error instanceof RangeError) {
    return new SanaError('out-of-memory:during', facts, error);
  }
  if (NO_DEVICE.test(message)) {
    return new SanaError('device-unavailable:none-here', { detail: message }, error);
  }
  if (DEVICE_LOST.test(message)) {
    return new SanaError('device-lost:during', facts, error);
  }
  return new SanaError('runtime-failed:during', facts, error);
}
