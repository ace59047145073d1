import * as z from 'zod/mini';
import type { SchedulerConfig } from '../../diffusion/scheduler-config.ts';
import { SCHEDULERS, trajectoryOf } from '../../diffusion/solvers.ts';
import { type Remark, SanaError } from '../../errors.ts';
import { FAMILIES, familyOf, familyOfPipeline, type ModelFamily, pipelineNames } from '../../families/families.ts';
import { readForeign } from '../../foreign.ts';
import type { Folder } from '../tensors/tensors.ts';
import { readRequiredJson } from './component-files.ts';
import { parseSchedulerConfig, type TransformerConfig } from './config.ts';

export const SCHEDULER_PATH = 'scheduler/scheduler_config.json';

const named = z.object({ _class_name: z.string().check(z.maxLength(100)) });

/** What a model is, and how it is sampled. */
export interface Identity {
  readonly family: ModelFamily;
  readonly scheduler: SchedulerConfig;
  /** What had to be decided where the folder contradicts itself, or is not done. */
  readonly remarks: readonly Remark[];
}

/**
 * The pipeline that a folder names in model_index.json.
 * @throws SanaError `file-missing`, `config-invalid`, `model-unsupported`
 */
export async function readPipeline(folder: Folder): Promise<{ readonly name: string; readonly family: ModelFamily }> {
  const file = 'model_index.json';
  const index = readForeign(named, await readRequiredJson(folder, file));
  if (!index.fits) throw new SanaError('config-invalid:index', { folder: folder.label, file });
  const name = index.value._class_name;
  const family = familyOfPipeline(name);
  if (family) return { name, family };
  throw new SanaError('model-unsupported:pipeline', {
    folder: folder.label,
    pipeline: name,
    pipelines: pipelineNames(),
  });
}

/**
 * Decides what a model is. The transformer's weights know best: a pipeline of another family is only a name, and a
 * scheduler that the family was not trained for draws something wrong, so the family's own takes its place.
 * @param folder what model_index.json names and what scheduler_config.json contains
 * @param elsewhere set where the transformer is not the folder's: the shift that it proves
 * @throws SanaError `config-invalid` when the scheduler is not known, or says what is not supported
 */
export function identify(
  folder: { readonly pipeline: string; readonly scheduler: unknown },
  transformer: TransformerConfig,
  elsewhere?: { readonly flowShift: number | undefined },
): Identity {
  const name = familyOf(transformer);
  const family = FAMILIES[name];
  const remarks: Remark[] = [];
  if (Object.hasOwn(family.pipelines, folder.pipeline)) remarks.push(...family.pipelines[folder.pipeline]!);
  else if (!elsewhere) {
    remarks.push({ remark: 'pipeline-differs', data: { pipeline: folder.pipeline, family: family.title } });
  }
  const found = schedulerName(folder.scheduler);
  let taken = folder.scheduler;
  if (trajectoryOf(found) !== family.trajectory) {
    const own = family.scheduler(transformer);
    remarks.push({ remark: 'scheduler-replaced', data: { found, family: family.title, taken: own._class_name } });
    taken = own;
  }
  const scheduler = parseSchedulerConfig(taken, SCHEDULER_PATH);
  const flowShift = elsewhere?.flowShift;
  const shifted =
    flowShift !== undefined && 'flow_shift' in scheduler ? { ...scheduler, flow_shift: flowShift } : scheduler;
  return { family: name, scheduler: shifted, remarks };
}

function schedulerName(scheduler: unknown): string {
  const read = readForeign(named, scheduler);
  if (!read.fits) {
    throw new SanaError('config-invalid:scheduler', { file: SCHEDULER_PATH, field: read.field, detail: read.problem });
  }
  const name = read.value._class_name;
  if (trajectoryOf(name)) return name;
  throw new SanaError('config-invalid:scheduler-class', {
    file: SCHEDULER_PATH,
    scheduler: name,
    schedulers: SCHEDULERS,
  });
}
