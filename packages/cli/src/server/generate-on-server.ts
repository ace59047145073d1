import type { GeneratedPicture, PartialRequest, PromptGuard } from '@sana-studio/core';
import { harmless, sayRemark } from '@sana-studio/core/errors';
import { DIALECTS, type DialectName, type RemoteModel } from '@sana-studio/serving';
import { interruptible } from '../interruption.ts';
import { bar, StatusLine } from '../status-line.ts';
import { duration } from '../words.ts';
import { serverEngines } from './server-engine.ts';

export interface OnServer {
  /** What `--server` says. */
  readonly server: string;
  readonly guard: PromptGuard;
  /** Keeps a picture. Called for one after the other. */
  readonly save: (picture: GeneratedPicture, index: number) => Promise<void>;
  readonly parallel?: number | undefined;
}

/**
 * Draws on a server. What leaves this computer is told before it does.
 * @returns the pictures, each of which was saved, and where they were made
 */
export async function generateOnServer(
  { model: wanted, ...request }: PartialRequest,
  { server, guard, save, parallel }: OnServer,
): Promise<{ readonly pictures: readonly GeneratedPicture[]; readonly where: string }> {
  const engine = (await serverEngines(server, guard))();
  const display = new StatusLine();
  const started = performance.now();
  let saved = Promise.resolve();
  const keep = async (picture: GeneratedPicture, index: number) => {
    display.clear();
    for (const remark of picture.remarks) process.stderr.write(`${sayRemark(remark, 'en')}\n`);
    await save(picture, index);
  };
  try {
    return await interruptible(async signal => {
      const model = await engine.load(wanted, signal);
      // what is refused is not told to leave
      const remarks = engine.remarks(request);
      process.stderr.write(`${leaving(model)}\n`);
      for (const remark of remarks) process.stderr.write(`${sayRemark(remark, 'en')}\n`);
      try {
        const pictures = await engine.generate(request, {
          signal,
          parallel,
          onProgress: ({ step, steps, fraction }) => {
            if (!display.isTerminal) return;
            const seconds = (performance.now() - started) / 1000;
            const left = step > 0 && step < steps ? ` · ${duration((seconds / step) * (steps - step))} left` : '';
            display.draw(`${bar(fraction)} · ${step} of ${steps} here, the others are drawn by ${model.host}${left}`);
          },
          onPicture: (picture, index) => {
            saved = saved.then(() => keep(picture, index));
            saved.catch(() => {}); // heard below, when the run is over
          },
        });
        return { pictures, where: `${model.host} (${engineName(model.server.dialect)})` };
      } finally {
        // what is finished is written, whatever became of the others
        await saved;
      }
    });
  } finally {
    display.clear();
  }
}

export function engineName(dialect: DialectName): string {
  return DIALECTS[dialect].title;
}

/** What goes to a server, in a sentence. */
export function leaving({ host, server, defaults }: RemoteModel): string {
  return `The prompt, the negative prompt and the numbers of the request go to ${host} (${engineName(server.dialect)}, model ${harmless(defaults.model)}), and nothing else.`;
}
