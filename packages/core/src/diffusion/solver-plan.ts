import type { SchedulerConfig } from '../checkpoint/config.ts';
import { SanaError } from '../errors.ts';
import { flowDpmSolverPlan } from './flow-dpm-solver.ts';
import { flowEulerPlan } from './flow-euler.ts';
import type { SolverPlan } from './plan.ts';
import { scmPlan } from './scm.ts';

export const SOLVERS = ['flow-dpm-solver', 'flow-euler', 'scm'] as const;

export type SolverName = (typeof SOLVERS)[number];

/** The solver that a checkpoint was published with. */
export function defaultSolver(config: SchedulerConfig): SolverName {
  switch (config._class_name) {
    case 'DPMSolverMultistepScheduler':
      return 'flow-dpm-solver';
    case 'FlowMatchEulerDiscreteScheduler':
      return 'flow-euler';
    case 'SCMScheduler':
      return 'scm';
  }
}

/** Flow models run with either flow solver; a consistency model only with its own sampler. */
export function solverFits(solver: SolverName, modelSolver: SolverName): boolean {
  return (solver === 'scm') === (modelSolver === 'scm');
}

export interface SolverRequest {
  /** 1…1000. */
  readonly steps: number;
  /** 0 < strength ≤ 1 when starting from an image; absent: all steps. */
  readonly strength?: number | undefined;
  /** Absent: the checkpoint's own. */
  readonly solver?: SolverName | undefined;
}

/**
 * Everything a denoising run with this checkpoint does, computed before it starts.
 *
 * @throws SanaError `request-invalid` when the checkpoint cannot run with the requested solver
 */
export function solverPlan(config: SchedulerConfig, request: SolverRequest): SolverPlan {
  const solver = request.solver ?? defaultSolver(config);
  if (config._class_name === 'SCMScheduler') {
    if (solver !== 'scm') throw solverMismatch(solver, 'scm');
    return scmPlan(request);
  }
  if (solver === 'scm') throw solverMismatch(solver, defaultSolver(config));
  const options = {
    steps: request.steps,
    strength: request.strength,
    shift: config._class_name === 'DPMSolverMultistepScheduler' ? config.flow_shift : config.shift,
    trainTimesteps: config.num_train_timesteps,
  };
  return solver === 'flow-euler' ? flowEulerPlan(options) : flowDpmSolverPlan(options);
}

/** The error of asking a model for a solver that it was not trained for. */
export function solverMismatch(solver: SolverName, modelSolver: SolverName): SanaError {
  const fitting = SOLVERS.filter(name => solverFits(name, modelSolver)).join(' or ');
  return new SanaError(
    'request-invalid',
    `This model cannot be sampled with ${solver}; choose ${fitting}, or leave the solver out.`,
    { field: 'solver', given: solver },
  );
}
