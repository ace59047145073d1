import { encodePng, type PartialRequest, SanaError } from '@sana-studio/core';
import { listOf, text } from '@sana-studio/core/channel';
import { sayRemark } from '@sana-studio/core/errors';
import { stored } from '@sana-studio/core/request';
import { type EngineConnection, filesSource, type ModelSource, SanaEngine } from '@sana-studio/core/worker';
import { type Disposable, env, Uri, workspace } from 'vscode';
import type { MadePicture, MakeOptions } from '../contract.ts';
import type { EngineStart } from '../engine-start.ts';
import { currentSafety } from './safety-settings.ts';
import { readSettings } from './settings.ts';
import type { StartWorker } from './worker.ts';

/** The model that comes with the extension. */
export const EMBEDDED = { id: 'sana-mini', title: 'Sana mini' } as const;

/** Without a picture to make, after which its memory (some 300 MB) is given back. */
const IDLE_MS = 10 * 60_000;

const fileList = listOf(text());

/** Draws with the embedded model in a worker of the extension host: no page has to be there for it. */
export class HostEngine implements Disposable {
  readonly #extension: Uri;
  readonly #engine: SanaEngine;
  /** What the model was opened with. */
  #loaded: string | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(extension: Uri, startWorker: StartWorker) {
    this.#extension = extension;
    this.#engine = new SanaEngine(() => this.#connect(startWorker));
  }

  /** @throws SanaError */
  async picture(request: PartialRequest, { signal, onProgress }: Omit<MakeOptions, 'format'>): Promise<MadePicture> {
    clearTimeout(this.#idle);
    try {
      await this.#load(signal);
      const asked = { ...request, count: 1, model: EMBEDDED.id };
      const [picture] = await this.#engine.generate(asked, { signal, onProgress });
      if (!picture) throw new SanaError('internal:no-picture');
      const made = stored(picture.request);
      return {
        bytes: await encodePng(picture, made),
        request: made,
        replaced: picture.replaced.map(({ text, whole }) => ({ text, whole })),
        remarks: picture.remarks.map(remark => sayRemark(remark, env.language)),
      };
    } finally {
      this.#idle = setTimeout(() => this.#rest(), IDLE_MS);
    }
  }

  dispose(): void {
    clearTimeout(this.#idle);
    this.#rest();
  }

  #rest(): void {
    this.#loaded = undefined;
    this.#engine.dispose().catch(() => {}); // of one that has failed there is nothing to end
  }

  async #load(signal: AbortSignal): Promise<void> {
    const { memoryBudget } = readSettings();
    const { policy: safety } = await currentSafety();
    const options = { name: EMBEDDED.id, device: 'wasm', safety, memoryBudget } as const;
    const wanted = JSON.stringify(options);
    if (this.#loaded === wanted) return;
    this.#loaded = undefined;
    await this.#engine.load(await this.#model(), options, signal);
    this.#loaded = wanted;
  }

  async #model(): Promise<ModelSource> {
    const folder = Uri.joinPath(this.#extension, 'models', EMBEDDED.id);
    const paths = fileList(JSON.parse(new TextDecoder().decode(await this.#read(Uri.joinPath(folder, 'files.json')))));
    const files = await Promise.all(
      paths.map(async path => [path, new Blob([await this.#read(Uri.joinPath(folder, path))])] as const),
    );
    return filesSource(EMBEDDED.title, new Map(files));
  }

  /** @throws SanaError `file-missing` */
  async #read(file: Uri): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return new Uint8Array(await workspace.fs.readFile(file));
    } catch (error) {
      const name = file.path.slice(this.#extension.path.length + 1);
      throw new SanaError('file-missing:resource', { file: name, url: String(file) }, error);
    }
  }

  #connect(startWorker: StartWorker): EngineConnection {
    const { port1, port2 } = new MessageChannel();
    let crashed: (detail: string) => void = () => {};
    let close = () => {};
    let closed = false;
    // what is asked meanwhile waits in the port
    const started = Promise.all([this.#wasm(), startWorker('engine-worker')]).then(([wasm, worker]) => {
      if (closed) return worker.terminate();
      close = () => worker.terminate();
      worker.onCrash(detail => crashed(detail));
      worker.post({ wasm, port: port2 } satisfies EngineStart, [wasm, port2]);
    });
    started.catch(error => crashed(SanaError.from(error).message));
    return {
      endpoint: port1,
      onCrash(listener) {
        crashed = listener;
      },
      close() {
        closed = true;
        close();
        port1.close();
      },
    };
  }

  async #wasm(): Promise<ArrayBuffer> {
    const packed = await this.#read(Uri.joinPath(this.#extension, 'page', 'processor.wasm.gz'));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(unpacked).arrayBuffer();
  }
}
