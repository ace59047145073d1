import { freemem } from 'node:os';
import {
  type GeneratedPicture,
  generateRecovering,
  type OpenAddition,
  type PartialRequest,
  type PartPlaces,
  type PictureJudge,
  type Progress,
  type PromptGuard,
  type Runtime,
  SanaPipeline,
} from '@sana-studio/core';
import { openAskerOf } from './asker.ts';
import { chooseRuntime } from './device.ts';
import type { DeviceChoice } from './device-option.ts';
import { MEMORY_SHARE } from './memory-share.ts';
import { openModelArgument } from './model-argument.ts';
import { openJudge } from './models/classifier.ts';
import { remarksOn, unknownNotes } from './telling.ts';

/** Draws one picture after the other, here or on a server. */
export interface Drawer {
  /** @throws SanaError */
  draw(
    request: PartialRequest,
    onProgress: (progress: Progress) => void,
    note: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<GeneratedPicture>;
  dispose(): Promise<void>;
}

/** Draws one picture after the other, and loads a model once as long as they want the same. */
export class Drawing implements Drawer {
  readonly #device: DeviceChoice;
  readonly #guard: PromptGuard;
  readonly #places: PartPlaces;
  readonly #openAddition: OpenAddition;
  #runtime: Runtime | undefined;
  #judge: PictureJudge | undefined;
  #loaded: { readonly key: string; readonly pipeline: SanaPipeline; readonly name: string } | undefined;

  /** @param places parts from elsewhere, for every model @param openAddition what may be opened beside it */
  constructor(device: DeviceChoice, guard: PromptGuard, places: PartPlaces, openAddition: OpenAddition) {
    this.#device = device;
    this.#guard = guard;
    this.#places = places;
    this.#openAddition = openAddition;
  }

  /** @throws SanaError as the pipeline does, and if the model is not here */
  async draw(
    { model, ...request }: PartialRequest,
    onProgress: (progress: Progress) => void,
    note: (text: string) => void,
    signal?: AbortSignal,
  ): Promise<GeneratedPicture> {
    this.#runtime ??= await chooseRuntime(this.#device);
    const runtime = this.#runtime;
    this.#judge ??= await openJudge(runtime, this.#guard);
    const [picture] = await generateRecovering({
      request: { ...request, count: 1 },
      options: { onProgress, signal },
      tier: runtime.memoryTier,
      attempt: async (wanted, options, memoryTier) => {
        const { pipeline, name } = await this.#load(runtime, model, memoryTier);
        if (!memoryTier) for (const remark of await remarksOn(pipeline, wanted, name)) note(remark);
        await pipeline.generate(wanted, options);
      },
    });
    for (const said of unknownNotes(picture!)) note(said);
    return picture!;
  }

  async #load(runtime: Runtime, wanted: string | undefined, memoryTier: Runtime['memoryTier'] | undefined) {
    const key = JSON.stringify([wanted, memoryTier]);
    if (this.#loaded?.key === key) return this.#loaded;
    await this.dispose();
    const { model, name } = await openModelArgument(wanted, this.#places);
    const pipeline = new SanaPipeline(runtime, model, {
      ...{ name, memoryTier, guard: this.#guard, judge: this.#judge, asker: await openAskerOf(this.#guard) },
      memoryBudget: freemem() * MEMORY_SHARE,
      openAddition: this.#openAddition,
    });
    this.#loaded = { key, pipeline, name };
    return this.#loaded;
  }

  async dispose(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await loaded?.pipeline.dispose();
  }
}
