import { type ErrorData, SanaError } from '@sana-studio/core';
import type { PanelStorage } from '@sana-studio/shared';
import type * as z from 'zod/mini';
import { errorFrom, type HostMessage, type PageMessage, readHostMessage, type storedValues } from '../messages.ts';

interface VsCodeApi {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** This page's way to the extension host. */
export class HostConnection {
  readonly #api = acquireVsCodeApi();
  readonly #calls = new Map<string, { resolve(notice: string | undefined): void; reject(error: SanaError): void }>();
  #lastCall = 0;

  send(message: PageMessage): void {
    this.#api.postMessage(message);
  }

  /** @param listener hears all messages but answers to calls */
  listen(listener: (message: Exclude<HostMessage, { type: 'inserted' }>) => void): void {
    addEventListener('message', ({ data }) => {
      const message = readHostMessage(data);
      if (message?.type === 'inserted') this.#answer(message);
      else if (message) listener(message);
    });
  }

  /** Puts a picture into the document. @returns a sentence, if there is something to tell. @throws SanaError */
  insert(png: ArrayBuffer, target: string | undefined): Promise<string | undefined> {
    const call = String(++this.#lastCall);
    return new Promise((resolve, reject) => {
      this.#calls.set(call, { resolve, reject });
      this.send({ type: 'insert', call, png, target });
    });
  }

  /** Kept by the extension host for this workspace, over reloads of the window. @param stored what was kept before */
  storage(stored: z.infer<typeof storedValues>): PanelStorage {
    const values = new Map<string, unknown>(Object.entries(stored));
    return {
      get: async key => values.get(key),
      set: async (key, value) => {
        values.set(key, value);
        // what JSON leaves out, such as fields without a value, would be refused on the way
        this.send({ type: 'store', key, value: JSON.parse(JSON.stringify(value ?? null)) });
      },
    };
  }

  #answer({ call, notice, error }: Extract<HostMessage, { type: 'inserted' }>): void {
    const waiting = this.#calls.get(call);
    this.#calls.delete(call);
    if (error) waiting?.reject(errorFrom(error));
    else waiting?.resolve(notice);
  }
}

/** What crosses in place of an error. */
export function errorData(error: unknown): ErrorData {
  return SanaError.from(error).toData();
}
