import type { SafetyPolicy } from '@sana-studio/core';
import {
  fixedSafety,
  type PanelEngine,
  type PanelSafety,
  type PanelStorage,
  personSafety,
  type RemoteParts,
} from '@sana-studio/shared';

/**
 * What is done about inappropriate words in Figma: what the engine page has fixed goes before what the plugin was built
 * with, and that before what the person decides, which is kept with the plugin.
 */
export function pluginSafety(
  guard: RemoteParts['guard'],
  storage: PanelStorage,
  built: SafetyPolicy | undefined,
): PanelSafety {
  const own = built ? fixedSafety(built, 'plugin') : personSafety(storage);
  return {
    ...own,
    async now() {
      const there = await guard.now();
      return there.fixedBy ? there : own.now();
    },
  };
}

/** An engine that draws by the policy as it is then. One that cannot be told of it draws nothing. */
export function guardedEngine(engine: PanelEngine, guard: RemoteParts['guard'], safety: PanelSafety): PanelEngine {
  const { read } = engine;
  const tell = async () => guard.use((await safety.now()).policy);
  return {
    ...(read && { read: (prompt, options) => read.call(engine, prompt, options) }),
    async load(model, options) {
      await tell();
      return engine.load(model, options);
    },
    async generate(request, options) {
      await tell();
      return engine.generate(request, options);
    },
  };
}
