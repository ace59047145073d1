import type { SanaError } from '@sana-studio/core';
import type { Call, Calls, PageMessage, SandboxMessage } from '../messages.ts';
import { refusalError } from './refusal.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: SanaError) => void;
}

/** The page's way to the half of the plugin that has the document. */
export class Sandbox {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** @param listener hears all messages but answers to calls */
  listen(listener: (message: Exclude<SandboxMessage, { type: 'answer' | 'refused' }>) => void): void {
    addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
      // the engine's frame sends messages too, but not of this kind
      if (source !== window.parent || typeof data !== 'object' || data === null || !('pluginMessage' in data)) return;
      const message = data.pluginMessage as SandboxMessage;
      if (message.type === 'answer' || message.type === 'refused') this.#answer(message);
      else listener(message);
    });
    this.send({ type: 'ready' });
  }

  send(pluginMessage: PageMessage): void {
    window.parent.postMessage({ pluginMessage }, '*');
  }

  /** @throws SanaError `document-refused`, `storage-full` */
  call<Name extends keyof Calls>(name: Name, argument: Calls[Name]['in']): Promise<Calls[Name]['out']> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: value => resolve(value as Calls[Name]['out']), reject });
      const call: Call<Name> = { type: 'call', id, name, argument };
      this.send(call as PageMessage);
    });
  }

  #answer(message: Extract<SandboxMessage, { type: 'answer' | 'refused' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === 'answer') {
      waiting?.resolve(message.value);
      return;
    }
    waiting?.reject(refusalError(message.refusal, message.label));
  }
}
