/** Keeps the browser off the network; as root it does not start with its sandbox. */
const QUIET = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A WebGPU adapter in software, which Chromium does not offer by itself. Pages are painted without it. */
const SOFTWARE_WEBGPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader', '--disable-gpu-rasterization'];

/** Without it Chromium paints pages by a graphics device in software, which takes longer than painting them. */
const NO_GRAPHICS = ['--disable-gpu'];

/** WebAssembly is compiled once and quickly: the engine of a small picture is gone before optimised code would pay. */
const QUICK_START = ['--js-flags=--liftoff-only'];

export interface ChromiumOptions {
  /** Whether pages find a (software) graphics device. */
  readonly webgpu: boolean;
  /** For tests that start the engine often and compute little. */
  readonly quickStart?: boolean;
}

export function chromiumArguments({ webgpu, quickStart = false }: ChromiumOptions): string[] {
  return [...QUIET, ...(webgpu ? SOFTWARE_WEBGPU : NO_GRAPHICS), ...(quickStart ? QUICK_START : [])];
}
