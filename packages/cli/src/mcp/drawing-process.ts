import { SanaError, safetyGuard } from '@sana-studio/core';
import { additionsOf } from '../additions.ts';
import { Drawing } from '../drawing.ts';
import type { FromDrawing, ToDrawing } from './drawing-child.ts';

// A process of its own: while a model computes this one hears little, and whoever started it ends it at once.
const aborts = new Map<number, AbortController>();
let drawing: Drawing | undefined;

const say = (message: FromDrawing) => {
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
};

process.on('message', async (message: ToDrawing) => {
  if ('abort' in message) {
    aborts.get(message.abort)?.abort();
    return;
  }
  const { at, request, device, policy } = message;
  const abort = new AbortController();
  aborts.set(at, abort);
  try {
    drawing ??= new Drawing(device, await safetyGuard(policy), {}, additionsOf([]));
    const picture = await drawing.draw(
      request,
      progress => say({ at, progress }),
      note => say({ at, note }),
      abort.signal,
    );
    say({ at, picture });
  } catch (error) {
    say({ at, problem: SanaError.from(error).toData() });
  } finally {
    aborts.delete(at);
  }
});
process.on('disconnect', () => process.exit());
