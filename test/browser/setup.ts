import { ensureChromium, softwareVulkan } from './chromium.ts';

/** Gets a browser, and lets WebGPU in Node use its software driver, before the processes of the tests start. */
export function setup(): void {
  Object.assign(process.env, softwareVulkan(ensureChromium()));
}
