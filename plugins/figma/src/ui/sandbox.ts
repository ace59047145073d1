import { Channel, SURROUNDINGS, type Wire } from '@sana-studio/core/channel';
import { REFUSALS, SANDBOX, type Sandbox, VERSION } from '../contract.ts';
import { refusalError } from './refusal.ts';

/** Through Figma, which is around this page. */
const wire: Wire = {
  post: pluginMessage => window.parent.postMessage({ pluginMessage }, '*'),
  listen(receive) {
    addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
      // the engine's frame sends messages too, but not of this kind
      if (source !== window.parent || typeof data !== 'object' || data === null || !('pluginMessage' in data)) return;
      receive(data.pluginMessage);
    });
  },
};

/** The page's way to the half of the plugin that has the document; what is refused there is an error with a sentence here. */
export function openSandbox(): Sandbox {
  const surroundings: typeof SURROUNDINGS = {
    ...SURROUNDINGS,
    errorOf(error) {
      const { refusal, label } = error.data;
      const known = REFUSALS.find(name => name === refusal);
      return known ? refusalError(known, String(label)) : SURROUNDINGS.errorOf(error);
    },
  };
  return new Channel(wire, { version: VERSION }, surroundings).remote(SANDBOX).sandbox;
}
