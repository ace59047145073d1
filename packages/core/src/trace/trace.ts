import * as z from 'zod/mini';
import type { ModelFolder } from '../checkpoint/layout/model-folder.ts';
import type { StoredTensorReader } from '../checkpoint/tensors/tensor-data.ts';
import { SanaError } from '../errors.ts';
import { readForeign } from '../foreign.ts';
import { ProgramCache } from '../runtime/program-cache.ts';
import type { Runtime } from '../runtime/session.ts';
import { traceAutoencoder } from './trace-autoencoder.ts';
import { traceRun } from './trace-run.ts';
import { traceText } from './trace-text.ts';
import { traceTransformer } from './trace-transformer.ts';

/** A tensor by the reference's name for it. */
export interface TracedTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** Called with each tensor as soon as it has been computed. */
export type Emit = (name: string, shape: readonly number[], data: Float32Array | Int32Array) => void;

/** expected.json of a reference folder: what was computed there and from what. */
const noteSchema = z.object({
  variant: z.string(),
  height: z.int(),
  width: z.int(),
  steps: z.int(),
  guidance_scale: z.number(),
  prompts: z.array(z.string()),
  complex_human_instruction: z.array(z.string()),
  tensors: z.record(z.string(), z.array(z.int())),
});

export type ReferenceNote = z.output<typeof noteSchema>;

/** @throws SanaError `config-invalid` */
export function parseReferenceNote(json: unknown): ReferenceNote {
  const read = readForeign(noteSchema, json);
  if (read.fits) return read.value;
  throw new SanaError('config-invalid:reference', { field: read.field, detail: read.problem });
}

/** Everything that a part of the trace works with. */
export interface TraceContext {
  readonly model: ModelFolder;
  readonly note: ReferenceNote;
  /** The reference's tensors, of which only the inputs are read here. */
  readonly expected: StoredTensorReader;
  readonly programs: ProgramCache;
  readonly emit: Emit;
}

/**
 * Computes every tensor that a reference folder names from its inputs: token ids and hidden states, the transformer's
 * blocks and output, the autoencoder both ways, the noise of seed 42, the latent after every step, the picture.
 * @throws whatever a run of the pipeline throws
 */
export async function traceReference(
  runtime: Runtime,
  model: ModelFolder,
  note: ReferenceNote,
  expected: StoredTensorReader,
  emit: Emit,
): Promise<void> {
  const programs = new ProgramCache(runtime, Number.POSITIVE_INFINITY);
  const context = { model, note, expected, programs, emit };
  try {
    await traceText(context);
    await traceTransformer(context);
    await traceAutoencoder(context);
    await traceRun(context);
  } finally {
    await programs.dispose();
  }
}
