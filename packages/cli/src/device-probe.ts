import { fasterRuntime } from '@sana-studio/core/node';

// A process of its own: graphics drivers that are missing or broken write to standard error, hang, or crash.
const { device } = await fasterRuntime();
process.stdout.write(device);
