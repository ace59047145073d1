// An engine's thread, for the end that started it: both are of one build. thread-server.ts is the other end.

import { type Picture, SanaError, type SourcePicture } from '@sana-studio/core';
import { anything, type ContractOf, openChannel, portWire } from '@sana-studio/core/channel';
import type { StoredRequest } from '@sana-studio/core/request';
import type { EngineConnection, ModelSource } from '@sana-studio/core/worker';
import type { LoadProgress, ModelFile } from './api.ts';

interface Preparing {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

/** What is fetched from elsewhere and kept. */
export interface KeptModel {
  readonly reference: string;
  readonly acceptedLicences: readonly string[];
  /** In Node: where. */
  readonly folder?: string | undefined;
}

export interface ThreadParts {
  readonly thread: {
    /** Has a published model be here. @returns its id there */
    fetch(model: KeptModel, options: Preparing): Promise<string>;
    /** Tells of the files that are read next, until `stop`. */
    watch(options: Preparing & { readonly totalBytes?: number | undefined }): Promise<void>;
    encode(picture: Picture, request: StoredRequest): Promise<Uint8Array<ArrayBuffer>>;
    decode(file: Uint8Array<ArrayBuffer>, name: string): Promise<SourcePicture>;
  };
}

export const THREAD_VERSION = 1;

export const THREAD: ContractOf<ThreadParts> = {
  thread: {
    fetch: { args: [anything, anything], events: { onProgress: [anything] }, result: anything },
    watch: { args: [anything], events: { onProgress: [anything] }, result: anything },
    encode: { args: [anything, anything], result: anything },
    decode: { args: [anything, anything], result: anything },
  },
};

/** What a thread gets when it is started. */
export interface ThreadStart {
  readonly engine: MessagePort;
  readonly parts: MessagePort;
  /** In a browser: where ONNX Runtime's WebAssembly lies. */
  readonly wasm?: string | undefined;
}

/** An engine's thread, as the end that started it holds it. */
export interface Thread {
  readonly connection: EngineConnection;
  readonly parts: ThreadParts['thread'];
  /** Ends it at once, whatever it does; what waits for it fails with `reason`. */
  end(reason: SanaError): void;
}

/** What starts threads: how their scripts are run, and how one ends. */
export interface ThreadRunner {
  /** @param crashed called when it has ended by itself */
  run(start: ThreadStart, ports: MessagePort[], crashed: (crash: string | SanaError) => void): { end(): void };
}

/** Starts an engine's thread. What it is asked before its script runs waits in its ports. */
export function startThread({ run }: ThreadRunner, wasm?: string): Thread {
  const engine = new MessageChannel();
  const asked = new MessageChannel();
  let told: (crash: string | SanaError) => void = () => {};
  const end = (crash: string | SanaError) => {
    running.end();
    told(crash);
    close(crash instanceof SanaError ? crash : new SanaError('worker-failed:crashed', { detail: crash }));
  };
  const start: ThreadStart = { engine: engine.port2, parts: asked.port2, ...(wasm !== undefined && { wasm }) };
  const running = run(start, [engine.port2, asked.port2], end);
  // not before: a port that somebody listens to keeps the process, also where nothing could be started
  const { parts, close } = threadParts(asked.port1);
  return {
    connection: {
      endpoint: engine.port1,
      onCrash: listener => {
        told = listener;
      },
      close() {
        running.end();
        engine.port1.close();
      },
    },
    parts,
    end,
  };
}

export interface AddressedSource extends ModelSource {
  readonly kind: 'addressed';
  readonly name: string;
  /** Files, or addresses of files, by path; or the address of the folder that they are in. */
  readonly files: ReadonlyMap<string, Exclude<ModelFile, URL>> | string;
}

export interface KeptSource extends ModelSource {
  readonly kind: 'kept';
  readonly id: string;
  readonly folder?: string | undefined;
}

export function addressedSource(name: string, files: AddressedSource['files']): AddressedSource {
  return { kind: 'addressed', name, files };
}

export function keptSource(id: string, folder?: string): KeptSource {
  return { kind: 'kept', id, folder };
}

/** The other end of what `serve` of `threadServer` serves, which is closed with a reason. */
export function threadParts(port: MessagePort) {
  const channel = openChannel(portWire(port), { version: THREAD_VERSION });
  return { parts: channel.remote(THREAD).thread, close: (reason: SanaError) => channel.close(reason) };
}
