import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Runtime } from '@sana-studio/core';
import { nodeRuntime } from '@sana-studio/core/node';
import type { DeviceChoice } from './device-option.ts';
import { tell } from './supervision.ts';

/** The bundle of device-probe.ts lies beside this one. */
const PROBE = fileURLToPath(new URL('device-probe.mjs', import.meta.url));
/** A device that takes longer to start and to multiply two matrices is not worth waiting for. */
const PROBE_MILLISECONDS = 5_000;

/** What computes: with `auto`, WebGPU if it is there and faster than the CPU. @throws SanaError `device-unavailable` */
export async function chooseRuntime(choice: DeviceChoice): Promise<Runtime> {
  return nodeRuntime(choice === 'auto' ? await fasterDevice() : choice);
}

function fasterDevice(): Promise<'cpu' | 'webgpu'> {
  const limits = { timeout: PROBE_MILLISECONDS, killSignal: 'SIGKILL' } as const;
  return new Promise(resolve => {
    const probe = execFile(process.execPath, [PROBE], limits, (error, device) => {
      tell({ helper: null });
      resolve(!error && device === 'webgpu' ? 'webgpu' : 'cpu');
    });
    tell({ helper: probe.pid ?? null });
  });
}

export function deviceName({ device }: Runtime): string {
  return device === 'webgpu' ? 'the graphics processor (WebGPU)' : 'the CPU';
}
