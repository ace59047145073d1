import { SanaError } from '../errors.ts';
import { flowDpmSolver, sdeDpmSolver } from './flow-dpm-solver.ts';
import { flowEuler } from './flow-euler.ts';
import { flowHeun } from './flow-heun.ts';
import { flowUniPc } from './flow-unipc.ts';
import type { SolverPlan } from './plan.ts';
import type { SchedulerConfig } from './scheduler-config.ts';
import { scm } from './scm.ts';
import type { NoiseSchedule, Solver, SolverRequest } from './solver.ts';

/** Every solver there is, by its name in requests. */
const TABLE = {
  dpm1: flowDpmSolver(1),
  dpm2: flowDpmSolver(2),
  dpm3: flowDpmSolver(3),
  'sde-dpm': sdeDpmSolver,
  unipc: flowUniPc(2),
  unipc3: flowUniPc(3),
  heun: flowHeun,
  euler: flowEuler,
  scm,
} as const satisfies Readonly<Record<string, Solver>>;

export type SolverName = keyof typeof TABLE;

export const SOLVERS = Object.keys(TABLE) as readonly SolverName[];

/** Schedulers of diffusers that there is a solver for. */
export const SCHEDULERS: readonly string[] = [...new Set(SOLVERS.map(name => TABLE[name].scheduler))];

/** What the solver of a scheduler follows, if there is one. @param scheduler `_class_name` of scheduler_config.json */
export function trajectoryOf(scheduler: string): Solver['trajectory'] | undefined {
  return Object.values(TABLE).find(solver => solver.scheduler === scheduler)?.trajectory;
}

/** The solver that a checkpoint was published with. */
export function defaultSolver(config: SchedulerConfig): SolverName {
  return SOLVERS.find(name => {
    const solver: Solver = TABLE[name];
    return solver.scheduler === config._class_name && (solver.isOf?.(config) ?? true);
  })!;
}

/** How many steps the reference pipeline takes by default. */
export function defaultSteps(solver: SolverName): number {
  return TABLE[solver].steps;
}

/** Flow models run with either flow solver; a consistency model only with its own sampler. */
export function solverFits(solver: SolverName, modelSolver: SolverName): boolean {
  return TABLE[solver].trajectory === TABLE[modelSolver].trajectory;
}

/**
 * Everything a denoising run with this checkpoint does, computed before it starts.
 *
 * @param request its solver may be absent: the checkpoint's own
 * @throws SanaError `request-invalid` when the checkpoint cannot run with the requested solver
 */
export function solverPlan(
  config: SchedulerConfig,
  { steps, strength, solver }: SolverRequest & { readonly solver?: SolverName | undefined },
): SolverPlan {
  const own = defaultSolver(config);
  const chosen = solver ?? own;
  if (!solverFits(chosen, own)) throw solverMismatch(chosen, own);
  return TABLE[chosen].plan({ steps, strength, ...noiseSchedule(config) });
}

/** The error of asking a model for a solver that it was not trained for. */
export function solverMismatch(solver: SolverName, modelSolver: SolverName): SanaError {
  const fitting = SOLVERS.filter(name => solverFits(name, modelSolver));
  return new SanaError('request-invalid:solver', { field: 'sampler', given: solver, fitting });
}

function noiseSchedule(config: SchedulerConfig): NoiseSchedule {
  const { num_train_timesteps: trainTimesteps } = config;
  const clipsClean = 'thresholding' in config && config.thresholding;
  if ('flow_shift' in config) return { shift: config.flow_shift, trainTimesteps, clipsClean };
  return { shift: 'shift' in config ? config.shift : 1, trainTimesteps, clipsClean };
}
