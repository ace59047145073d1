import { type SafetyChoice, SanaError, unlessAborted } from '@sana-studio/core';
import type { DeviceChoice, ModelSource, SanaEngine } from '@sana-studio/core/worker';
import type { PanelEngine } from '../host.ts';
import { oftenEnough } from './often-enough.ts';
import { asFiles, type PictureEncoder } from './picture-files.ts';

export interface CoreEngineOptions {
  readonly engine: SanaEngine;
  /** Where a model of the chooser is. @throws SanaError `model-not-found` */
  readonly sourceOf: (model: string) => ModelSource | Promise<ModelSource>;
  readonly encode: PictureEncoder;
  /** Default: `auto`. */
  readonly device?: DeviceChoice | undefined;
  /** As in PipelineOptions. */
  readonly memoryBudget?: number | undefined;
  /** As in LoadOptions; asked for before each run where it can change meanwhile. */
  readonly safety?: SafetyChoice | (() => Promise<SafetyChoice>) | undefined;
  /** URL of the folder with ONNX Runtime's WebAssembly files; default: beside the engine's worker. */
  readonly wasmBase?: string | undefined;
}

/** The core's engine as the panel wants it: models by name, pictures as files. */
export function corePanelEngine(options: CoreEngineOptions): PanelEngine {
  const { engine, sourceOf, encode, device, memoryBudget, safety, wasmBase } = options;
  /** What was loaded last, to be opened anew when the policy is another. */
  let opened: { readonly model: string; readonly policy: string } | undefined;
  const policyNow = async () => (typeof safety === 'function' ? safety() : safety);
  const load: PanelEngine['load'] = async (model, { signal }) => {
    opened = undefined;
    const [source, policy] = await Promise.all([sourceOf(model), policyNow()]);
    // opening a model is short: nobody waits for it to stop
    const loading = engine.load(source, { name: model, device, memoryBudget, safety: policy, wasmBase }, signal);
    const {
      defaults,
      sizes,
      usesNegativePrompt,
      device: used,
      note,
      threads,
    } = await unlessAborted(loading, signal, () => new SanaError('cancelled:loading'));
    opened = { model, policy: JSON.stringify(policy) };
    // people look at the form before they ask for a picture
    engine.warmUp();
    return { defaults, ...sizes, usesNegativePrompt, device: used, note, threads };
  };
  return {
    load,
    read: (prompt, asked) => engine.read(prompt, asked),
    async generate(request, { signal, onPicture, ...told }) {
      const { onProgress, onPreview } = oftenEnough(told);
      if (opened && opened.policy !== JSON.stringify(await policyNow()))
        await load(opened.model, { signal, onProgress: () => {} });
      await asFiles(encode, onPicture, onDrawn =>
        engine.generate(request, {
          signal,
          onProgress,
          // after each step: they cost next to nothing
          ...(onPreview && { onPreview, previews: 'linear' as const }),
          onPicture: onDrawn,
        }),
      );
    },
  };
}
