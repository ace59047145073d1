import { freemem } from 'node:os';
import { resolve } from 'node:path';
import {
  encodePng,
  type GeneratedPicture,
  type GenerateOptions,
  generateRecovering,
  type MemoryTier,
  type PartialRequest,
  SanaError,
  SanaPipeline,
  safetyGuard,
} from '@sana-studio/core';
import { additionsOf, namedAdditions } from './additions.ts';
import { openAskerOf } from './asker.ts';
import { BestOf } from './captions/best-of.ts';
import type { BestOfFlags } from './captions/best-of-option.ts';
import { previewControl } from './control-preview.ts';
import { chooseRuntime, deviceName } from './device.ts';
import type { DeviceChoice } from './device-option.ts';
import { interruptible } from './interruption.ts';
import { MEMORY_SHARE } from './memory-share.ts';
import { openModelArgument } from './model-argument.ts';
import { openJudge } from './models/classifier.ts';
import type { PartFlags } from './part-option.ts';
import { placesOf } from './parts.ts';
import { PictureFiles } from './picture-files.ts';
import { readPolicyArgument } from './policy.ts';
import { ProgressDisplay } from './progress-display.ts';
import { readPrompt } from './prompt-input.ts';
import { type RequestFlags, requestOf } from './request-options.ts';
import { generateOnServer } from './server/generate-on-server.ts';
import { sizeLike } from './start-image.ts';
import { remarksOn, safetyNotes, unknownNotes, withheldNotes } from './telling.ts';

export interface GenerateFlags extends RequestFlags, PartFlags, BestOfFlags {
  readonly size?: { readonly width: number; readonly height: number };
  readonly device: DeviceChoice;
  readonly policy: string;
  readonly out?: string;
  readonly server?: string;
  readonly parallel?: number;
  readonly prompts?: string;
  readonly showWithheld?: boolean;
  readonly controlPreview?: string;
  readonly json?: boolean;
}

/** `sana generate`: paths of the pictures to standard output, everything else to standard error. */
export async function generate(words: readonly string[], flags: GenerateFlags): Promise<void> {
  if (flags.prompts !== undefined) {
    if (words.length > 0) throw new SanaError('request-invalid:prompts-and-words');
    const { batch } = await import('./batch/batch.ts');
    return batch(flags.prompts, flags);
  }
  const started = performance.now();
  const prompt = await readPrompt(words);
  // devices are looked for by a process of its own while the guard reads its vocabulary, which takes as long
  const choosing = flags.server === undefined ? chooseRuntime(flags.device) : undefined;
  choosing?.catch(() => {}); // said where it is needed
  const guard = await safetyGuard(await readPolicyArgument(flags.policy));
  // before a model is opened: what is refused costs nothing, unless the model has a say in it
  if (!guard.probe) guard.check(prompt);
  const { model: wanted, ...wishes } = await requestOf(flags);
  const bestOf = await BestOf.open(flags, wanted);
  const files = new PictureFiles(flags.out, bestOf ? (flags.keep ?? 1) : (wishes.count ?? 1));
  const put = async (picture: GeneratedPicture, index: number) =>
    files.save(await encodePng(picture, picture.request), picture, index);
  const tell = (path: string, picture: GeneratedPicture) =>
    process.stdout.write(`${flags.json ? JSON.stringify(report(path, picture)) : path}\n`);
  if (flags.controlPreview !== undefined) {
    const runtime = await (choosing ?? chooseRuntime(flags.device));
    return previewControl(flags.controlPreview, { ...wishes, model: wanted }, runtime, flags.size);
  }
  if (flags.server !== undefined) {
    const request = { ...wishes, ...flags.size, ...(bestOf && { count: bestOf.count }), model: wanted, prompt };
    const { server, parallel } = flags;
    const save = async (picture: GeneratedPicture, index: number) => {
      if (bestOf) process.stderr.write(`${await bestOf.look(picture, index)}\n`);
      else tell(await put(picture, index), picture);
    };
    const keepBest = async () => {
      for (const [index, picture] of bestOf?.kept.entries() ?? []) tell(await put(picture, index), picture);
    };
    const drawn = generateOnServer(request, { server, guard, save, parallel });
    const { pictures, where } = await drawn.finally(keepBest);
    bestOf?.assertCompared();
    process.stderr.write(summary(pictures, where, (performance.now() - started) / 1000));
    return;
  }

  const places = await placesOf(flags);
  const open = () => openModelArgument(wanted, places);
  // while devices are looked for; what is wrong with it is said after what is wrong with them
  let opening: ReturnType<typeof open> | undefined = open();
  opening.catch(() => {});
  const runtime = await choosing!;
  const judge = await openJudge(runtime, guard);
  const display = new ProgressDisplay();
  let saved = Promise.resolve();
  const write = async (picture: GeneratedPicture, index: number) => {
    const path = await put(picture, index);
    display.clear();
    tell(path, picture);
    for (const said of withheldNotes(picture)) process.stderr.write(`${said}\n`);
  };
  const save = async (picture: GeneratedPicture, index: number) => {
    if (!bestOf) return write(picture, index);
    const said = await bestOf.look(picture, index);
    display.clear();
    process.stderr.write(`${said}\n`);
  };
  const keepBest = async () => {
    await saved.catch(() => {});
    for (const [index, picture] of bestOf?.kept.entries() ?? []) await write(picture, index);
  };
  const attempt = async (request: PartialRequest, options: GenerateOptions, memoryTier: MemoryTier | undefined) => {
    const { model, name } = await (opening ?? open());
    opening = undefined;
    const pipeline = new SanaPipeline(runtime, model, {
      ...{ name, memoryTier, guard, judge, asker: await openAskerOf(guard) },
      memoryBudget: freemem() * MEMORY_SHARE,
      openAddition: additionsOf(namedAdditions(flags)),
      loraForm: 'merged',
    });
    if (memoryTier) {
      display.clear();
      process.stderr.write('The device ran out of memory or stopped: trying once more with less in it at a time.\n');
    }
    try {
      const { startImage, mask, outpaint, refine } = wishes;
      // what is changed, extended or refined has a size of its own
      const isFree = startImage && !mask && !outpaint && !refine;
      const size = flags.size ?? (isFree ? sizeLike(startImage, pipeline.defaults) : undefined);
      if (!memoryTier) {
        const remarks = await remarksOn(pipeline, { ...size, ...request }, name);
        process.stderr.write(remarks.map(remark => `${remark}\n`).join(''));
      }
      await pipeline.generate({ ...size, ...request }, options);
    } finally {
      await pipeline.dispose();
    }
  };
  try {
    const draw = (signal?: AbortSignal) =>
      generateRecovering({
        request: { ...wishes, prompt, ...(bestOf && { count: bestOf.count }) },
        options: {
          signal,
          showWithheld: flags.showWithheld,
          onProgress: progress => display.update(progress),
          onPicture: (picture, index) => {
            // one after the other, so that the paths come in the order of the seeds
            saved = saved.then(() => save(picture, index));
            saved.catch(() => {}); // heard below, when the run is over
          },
        },
        tier: runtime.memoryTier,
        attempt,
      });
    // of what is drawn the best is kept, also when it is stopped in the middle
    const pictures = await (bestOf ? interruptible(draw).finally(keepBest) : draw());
    await saved;
    bestOf?.assertCompared();
    display.clear();
    process.stderr.write(summary(pictures, deviceName(runtime), (performance.now() - started) / 1000));
  } finally {
    display.clear();
  }
}

/** A picture for programs: docs/cli.md lists what is in it. */
function report(path: string, picture: GeneratedPicture) {
  const { width, height, request, replaced } = picture;
  const { prompt, seed, model } = request;
  const notes = [...safetyNotes(picture), ...unknownNotes(picture), ...withheldNotes(picture)];
  return { path: resolve(path), width, height, prompt, seed, model, replaced: replaced.map(({ text }) => text), notes };
}

function summary(pictures: readonly GeneratedPicture[], where: string, seconds: number): string {
  const first = pictures[0]!;
  const { request, width, height } = first;
  const { steps } = request;
  const notes = [...safetyNotes(first), ...unknownNotes(first)].map(note => `${note}\n`);
  const time = `${seconds.toFixed(1)} s on ${where}`;
  return `${notes.join('')}${width} × ${height} pixels, ${seeds(pictures)}, ${steps} ${steps === 1 ? 'step' : 'steps'}, ${time}\n`;
}

function seeds(pictures: readonly GeneratedPicture[]): string {
  const [first, last] = [pictures[0]!.request, pictures.at(-1)!.request];
  const range = (from: number | undefined, to: number | undefined) =>
    from === to ? `seed ${from}` : `seeds ${from} to ${to}`;
  const { variation = 0, variationSeed } = first;
  const varied = variation > 0 ? `, varied by ${variation} towards ${range(variationSeed, last.variationSeed)}` : '';
  return `${range(first.seed, last.seed)}${varied}`;
}
