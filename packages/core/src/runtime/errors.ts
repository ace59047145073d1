import { SanaError } from '../errors.ts';

/** Without room for a stack, threads are not started either. */
const OUT_OF_MEMORY =
  /bad_alloc|out of memory|allocation failed|failed to allocate|memory access out of bounds|maxBufferSize|pthread_create failed/i;
const NO_DEVICE = /failed to get a webgpu (adapter|device)/i;
const DEVICE_LOST = /device (is |was )?lost|lost device|device removed/i;

/** Turns what ONNX Runtime throws into an error that says what to do. @param doing e.g. "running the denoiser" */
export function runtimeError(error: unknown, doing: string): SanaError {
  if (error instanceof SanaError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(message) || error instanceof RangeError) {
    return new SanaError(
      'out-of-memory',
      `There was not enough memory while ${doing}. Choose a smaller picture or a smaller model, or close other programs.`,
      { detail: message },
      error,
    );
  }
  if (NO_DEVICE.test(message)) {
    return new SanaError(
      'device-unavailable',
      'WebGPU finds no graphics device here. Choose the CPU, or install a driver for the graphics processor.',
      { detail: message },
      error,
    );
  }
  if (DEVICE_LOST.test(message)) {
    return new SanaError(
      'device-lost',
      `The graphics device stopped while ${doing}. Start again; if it happens twice, choose a smaller picture or the CPU.`,
      { detail: message },
      error,
    );
  }
  return new SanaError('runtime-failed', `Something failed while ${doing}: ${message}`, { detail: message }, error);
}
