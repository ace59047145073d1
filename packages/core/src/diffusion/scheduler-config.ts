import * as z from 'zod/mini';
import { flowDpmConfig } from './flow-dpm-solver.ts';
import { flowEulerConfig } from './flow-euler.ts';
import { scmConfig } from './scm.ts';

/** What scheduler/scheduler_config.json may say; its class decides which fields it has. */
export const schedulerSchema = z.discriminatedUnion('_class_name', [flowDpmConfig(), flowEulerConfig(), scmConfig()]);

export type SchedulerConfig = z.output<typeof schedulerSchema>;
