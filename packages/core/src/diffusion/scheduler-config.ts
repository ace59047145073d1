import * as z from 'zod/mini';
import { flowDpmConfig } from './flow-dpm-solver.ts';
import { flowEulerConfig } from './flow-euler.ts';
import { flowHeunConfig } from './flow-heun.ts';
import { flowUniPcConfig } from './flow-unipc.ts';
import { scmConfig } from './scm.ts';

/** What scheduler/scheduler_config.json may say; its class decides which fields it has. */
export const schedulerSchema = z.discriminatedUnion('_class_name', [
  flowDpmConfig(),
  flowUniPcConfig(),
  flowHeunConfig(),
  flowEulerConfig(),
  scmConfig(),
]);

export type SchedulerConfig = z.output<typeof schedulerSchema>;
