import { freemem } from 'node:os';
import { type Runtime, type SafetyPolicy, SanaPipeline, safetyGuard } from '@sana-studio/core';
import type { PartialRequest } from '@sana-studio/core/request';
import type { DrawOptions } from '@sana-studio/serving/node';
import { openAskerOf } from '../asker.ts';
import { chooseRuntime } from '../device.ts';
import type { DeviceChoice } from '../device-option.ts';
import { MEMORY_SHARE } from '../memory-share.ts';
import { openModelArgument } from '../model-argument.ts';
import { openJudge } from '../models/classifier.ts';

/** What a server draws with: loaded when the first picture is asked for, and kept. */
export class LocalDrawing {
  readonly #reference: string | undefined;
  readonly #policy: SafetyPolicy;
  readonly #device: DeviceChoice;
  #pipeline: Promise<SanaPipeline> | undefined;

  constructor(reference: string | undefined, policy: SafetyPolicy, device: DeviceChoice) {
    this.#reference = reference;
    this.#policy = policy;
    this.#device = device;
  }

  /** @throws SanaError as the pipeline does */
  async draw(request: PartialRequest, { signal, previews, onPreview, onPicture }: DrawOptions): Promise<void> {
    this.#pipeline ??= this.#open();
    // who comes next tries again
    this.#pipeline.catch(() => {
      this.#pipeline = undefined;
    });
    const pipeline = await this.#pipeline;
    const steps = request.steps ?? pipeline.defaults.steps;
    await pipeline.generate(request, {
      signal,
      onPicture,
      ...(previews > 0 && {
        onPreview,
        previews: 'linear',
        // the last one would be the picture itself
        previewEvery: Math.max(1, Math.ceil(steps / (previews + 1))),
      }),
    });
  }

  async dispose(): Promise<void> {
    await (await this.#pipeline?.catch(() => undefined))?.dispose();
  }

  async #open(): Promise<SanaPipeline> {
    const runtime: Runtime = await chooseRuntime(this.#device);
    const guard = await safetyGuard(this.#policy);
    const judge = await openJudge(runtime, guard);
    const { model, name } = await openModelArgument(this.#reference);
    return new SanaPipeline(runtime, model, {
      ...{ name, guard, judge, asker: await openAskerOf(guard) },
      memoryBudget: freemem() * MEMORY_SHARE,
    });
  }
}
