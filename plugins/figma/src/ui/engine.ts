import { SanaError } from '@sana-studio/core';
import type { PanelEngine } from '@sana-studio/shared';
import { LARGEST_SIDE } from '../contract.ts';

/** Refuses sizes that Figma would not take, before minutes are spent on them. */
export function boundedEngine(engine: PanelEngine): PanelEngine {
  const { read } = engine;
  return {
    ...(read && { read: (prompt, options) => read.call(engine, prompt, options) }),
    load: (model, options) => engine.load(model, options),
    async generate(request, options) {
      const { width = 0, height = 0 } = request;
      if (Math.max(width, height) > LARGEST_SIDE) {
        const field = width > height ? 'width' : 'height';
        throw new SanaError('size-out-of-range:document', { field, max: LARGEST_SIDE });
      }
      return engine.generate(request, options);
    },
  };
}
