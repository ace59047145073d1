import { allowing, type SafetyPolicy } from '@sana-studio/core';
import type { PanelSafety, PanelStorage } from '../host.ts';
import type { SafetyDecider } from './deciders.ts';
import { checkPolicy } from './policy-file.ts';

const KEY = 'safety-policy';
/** Where words were kept before there was a policy to keep. */
const FORMERLY = 'kept-words';

const WHAT = 'safety-policy';

/** What a person decides, in the storage. One that is refused keeps nothing: then the default holds. */
export function personSafety(storage: PanelStorage): PanelSafety {
  const get = (key: string) => storage.get(key).catch(() => undefined);
  return {
    async now() {
      const kept = (await get(KEY)) ?? undefined;
      if (kept !== undefined) return { policy: checkPolicy(kept, WHAT) };
      const words = await get(FORMERLY);
      const own = Array.isArray(words) ? words.filter(word => typeof word === 'string') : [];
      return { policy: allowing('designer', own) };
    },
    change: policy => storage.set(KEY, policy),
  };
}

/** What somebody has decided for everybody. */
export function fixedSafety(policy: SafetyPolicy, fixedBy: SafetyDecider): PanelSafety {
  return { now: async () => ({ policy, fixedBy }) };
}
