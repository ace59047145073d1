import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gunzip } from 'node:zlib';
import {
  type GeneratedPicture,
  type PartialRequest,
  type Progress,
  readForeign,
  type SafetyPolicy,
  SanaError,
} from '@sana-studio/core';
import { sayRemark } from '@sana-studio/core/errors';
import { type EngineConnection, filesSource, SanaEngine } from '@sana-studio/core/worker';
import * as z from 'zod/mini';
import type { Drawer } from '../drawing.ts';
import { BUILT_IN_ID } from '../model-argument.ts';

const NAMES = z.array(z.string());

/** Draws with the embedded model in WebAssembly, in a thread: what VS Code's extension has for it. */
export class WorkerDrawing implements Drawer {
  readonly #extension: string;
  readonly #policy: SafetyPolicy;
  readonly #engine: SanaEngine;
  #remarks: readonly string[] | undefined;

  /** @param extension its folder */
  constructor(extension: string, policy: SafetyPolicy) {
    [this.#extension, this.#policy] = [extension, policy];
    this.#engine = new SanaEngine(() => this.#connect());
  }

  /** @throws SanaError as SanaEngine */
  async draw(
    request: PartialRequest,
    onProgress: (progress: Progress) => void,
    note: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<GeneratedPicture> {
    this.#remarks ??= await this.#load(signal);
    for (const remark of this.#remarks) note(remark);
    const asked = { ...request, count: 1, model: BUILT_IN_ID };
    const [picture] = await this.#engine.generate(asked, { signal, onProgress });
    if (!picture) throw new SanaError('internal:no-picture');
    return picture;
  }

  async dispose(): Promise<void> {
    this.#remarks = undefined;
    await this.#engine.dispose();
  }

  async #load(signal: AbortSignal | undefined): Promise<readonly string[]> {
    const folder = join(this.#extension, 'models', BUILT_IN_ID);
    const names = readForeign(NAMES, JSON.parse(await readFile(join(folder, 'files.json'), 'utf8')));
    if (!names.fits) throw new SanaError('file-missing:resource', { file: 'files.json', url: folder });
    const files = await Promise.all(
      names.value.map(async name => [name, new Blob([await readFile(join(folder, name))])] as const),
    );
    const source = filesSource(BUILT_IN_ID, new Map(files));
    const { remarks } = await this.#engine.load(
      source,
      { name: BUILT_IN_ID, device: 'wasm', safety: this.#policy },
      signal,
    );
    return remarks.map(remark => sayRemark(remark, 'en'));
  }

  #connect(): EngineConnection {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(join(this.#extension, 'host', 'engine-worker.mjs'), { stdout: true, stderr: true });
    let crashed: (detail: string) => void = () => {};
    worker.on('error', error => crashed(String(error)));
    // what is asked meanwhile waits in the port
    this.#wasm().then(
      wasm => worker.postMessage({ wasm, port: port2 }, [wasm, port2]),
      error => crashed(SanaError.from(error).message),
    );
    return {
      endpoint: port1,
      onCrash(listener) {
        crashed = listener;
      },
      close() {
        void worker.terminate();
        port1.close();
      },
    };
  }

  async #wasm(): Promise<ArrayBuffer> {
    const packed = await readFile(join(this.#extension, 'page', 'processor.wasm.gz'));
    return new Uint8Array(await promisify(gunzip)(packed)).buffer;
  }
}
