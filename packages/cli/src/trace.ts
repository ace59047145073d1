import {
  compare,
  DEFAULT_TOLERANCES,
  isWithin,
  SanaError,
  type TracedTensor,
  traceReference,
  type WritableTensor,
  writeSafetensors,
} from '@sana-studio/core';
import { chooseRuntime } from './device.ts';
import type { DeviceChoice } from './device-option.ts';
import { openReferenceFolder, readExpected } from './reference-folder.ts';
import { tableRow } from './table.ts';
import { checkWritable, writeWhole } from './whole-file.ts';

export interface TraceFlags {
  readonly device: DeviceChoice;
  readonly out?: string;
  readonly original?: boolean;
  readonly tolerance?: number;
  readonly json?: boolean;
}

/** In the sentence about tensors that differ. */
const MAX_NAMES = 5;

type Verdict = 'ok' | 'differs' | 'missing' | 'input';

interface Line {
  readonly name: string;
  readonly shape: readonly number[];
  /** null where nothing was computed, or where no number can say how far it is. */
  readonly maxAbs: number | null;
  readonly maxRel: number | null;
  readonly verdict: Verdict;
}

/** What the reference fed to its parts; so does the trace. */
const INPUTS: ReadonlySet<string> = new Set([
  'dit.latent',
  'dit.hidden',
  'dit.mask',
  'dit.timestep',
  'dit.guidance',
  'ae.image',
  'ae.latent',
]);

/**
 * `sana trace`: recomputes what a reference folder names, and prints how far each tensor is.
 * @throws SanaError `reference-differs` when one is further than allowed, not finite, or was not computed
 */
export async function trace(folder: string, flags: TraceFlags): Promise<void> {
  if (flags.out !== undefined) checkWritable(flags.out);
  const reference = await openReferenceFolder(folder, flags.original ?? false);
  try {
    const { model, note } = reference;
    const expected = await readExpected(reference);
    const runtime = await chooseRuntime(flags.device);
    const { tolerance: limit } = flags;
    const tolerances =
      limit === undefined ? DEFAULT_TOLERANCES[runtime.target] : { relative: limit, noise: limit, picture: limit };

    const names = [...expected.keys()];
    const widths = [longest(names), longest([...expected.values()].map(({ shape }) => `[${shape}]`)), 9, 9];
    const print = (cells: readonly string[]) => {
      if (!flags.json) process.stdout.write(`${tableRow(cells, widths)}\n`);
    };
    const lines: Line[] = [];
    const add = (line: Line) => {
      lines.push(line);
      print([line.name, `[${line.shape}]`, scientific(line.maxAbs), scientific(line.maxRel), line.verdict]);
    };

    print(['tensor', 'shape', 'max abs', 'max rel', '']);
    const found = new Map<string, TracedTensor>();
    await traceReference(runtime, model, note, reference.expected, (name, shape, data) => {
      const wanted = expected.get(name);
      if (!wanted) return;
      found.set(name, { shape, data: data.slice() });
      const difference = compare(name, wanted.data, data);
      const ok = isWithin(difference, tolerances) && `${shape}` === `${wanted.shape}`;
      add({ ...difference, shape: wanted.shape, verdict: ok ? 'ok' : 'differs' });
    });
    for (const [name, { shape }] of expected) {
      const verdict = INPUTS.has(name) ? 'input' : 'missing';
      if (!found.has(name)) add({ name, shape, maxAbs: null, maxRel: null, verdict });
    }

    if (flags.out !== undefined) writeWhole(flags.out, tensorFile(expected, found));
    const failed = lines
      .filter(({ verdict }) => verdict === 'differs' || verdict === 'missing')
      .map(({ name }) => name);
    if (flags.json) {
      const report = { folder, device: runtime.device, tolerances, ok: failed.length === 0, tensors: lines };
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    }
    if (failed.length > 0) {
      const more = failed.length > MAX_NAMES ? ` and ${failed.length - MAX_NAMES} more` : '';
      throw new SanaError('reference-differs', {
        failed: failed.length,
        all: lines.length,
        items: failed.slice(0, MAX_NAMES).join(', ') + more,
        tensors: failed,
      });
    }
  } finally {
    await reference.close();
  }
}

function longest(texts: readonly string[]): number {
  return Math.max(...texts.map(text => text.length));
}

function scientific(error: number | null): string {
  return error === null ? '–' : error === 0 ? '0' : error.toExponential(2);
}

/** All names of the reference: what was computed, and the inputs as they were. */
function tensorFile(expected: ReadonlyMap<string, TracedTensor>, found: ReadonlyMap<string, TracedTensor>): Uint8Array {
  const tensors = new Map<string, WritableTensor>();
  for (const [name, given] of expected) {
    const tensor = found.get(name) ?? (INPUTS.has(name) ? given : undefined);
    if (!tensor) continue;
    const { shape, data } = tensor;
    const isIds = name.endsWith('.ids');
    tensors.set(name, { shape, dtype: isIds ? 'I32' : 'F32', data: isIds ? data : Float32Array.from(data) });
  }
  return writeSafetensors(tensors);
}
