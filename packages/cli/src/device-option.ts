import { Option } from 'commander';

const DEVICES = ['auto', 'webgpu', 'cpu'] as const;
export type DeviceChoice = (typeof DEVICES)[number];

/** `--device`, for every command that computes. */
export const deviceOption = (): Option =>
  new Option('--device <device>', 'what computes; auto: a graphics processor if that is faster')
    .choices(DEVICES)
    .default('auto' satisfies DeviceChoice);
