import { controlPicture, encodePng, planSize, type Runtime, SanaError, SanaPipeline } from '@sana-studio/core';
import type { PartialRequest } from '@sana-studio/core/request';
import { openModelArgument } from './model-argument.ts';
import { writeWhole } from './whole-file.ts';

/**
 * Writes what a ControlNet is going to see of the control picture, in the size that is drawn.
 * @param size that was asked for; default: the model's
 * @throws SanaError `request-invalid` where there is no control picture, and what opening a model throws
 */
export async function previewControl(
  file: string,
  { control, controlFrom = 'map', model: wanted }: Omit<PartialRequest, 'prompt'>,
  runtime: Runtime,
  size: { readonly width: number; readonly height: number } | undefined,
): Promise<void> {
  if (!control) {
    const facts = { flag: 'control-preview', other: 'control', add: 'control <file>' };
    throw new SanaError('request-invalid:alone', facts);
  }
  const { model, name } = await openModelArgument(wanted);
  const pipeline = new SanaPipeline(runtime, model, { name });
  try {
    const { width, height } = size ?? pipeline.defaults;
    const { generatedWidth, generatedHeight } = planSize({ width, height, ...pipeline.sizes });
    const seen = controlPicture(control, controlFrom, { width: generatedWidth, height: generatedHeight });
    writeWhole(file, await encodePng(seen));
    process.stdout.write(`${file}\n`);
    process.stderr.write(
      `${generatedWidth} × ${generatedHeight} pixels, as the ControlNet sees them. Nothing was drawn.\n`,
    );
  } finally {
    await pipeline.dispose();
  }
}
