import { type ErrorData, SanaError } from '@sana-studio/core';
import type { PanelStorage } from '@sana-studio/shared';
import { errorFrom, type HostMessage, type PageMessage, readHostMessage } from '../messages.ts';

interface VsCodeApi {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  getState(): unknown;
  setState(state: unknown): void;
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

  /** Kept by VS Code for as long as the panel exists, over reloads of the window. */
  get storage(): PanelStorage {
    const api = this.#api;
    const state = () => ({ ...(api.getState() as Record<string, unknown> | undefined) });
    return {
      get: async key => state()[key],
      set: async (key, value) => api.setState({ ...state(), [key]: value }),
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
