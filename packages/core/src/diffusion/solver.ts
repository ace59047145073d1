import type { SolverPlan } from './plan.ts';
import type { SchedulerConfig } from './scheduler-config.ts';

/** What a request says about a denoising run. */
export interface SolverRequest {
  /** Steps of the whole schedule, 1…1000. */
  readonly steps: number;
  /** Share of the schedule that is run when starting from an image, 0 < strength ≤ 1; absent: all of it. */
  readonly strength?: number | undefined;
}

/** What a checkpoint's scheduler says, whichever solver then runs. */
export interface NoiseSchedule {
  /** Moves noise levels towards 1; 1 leaves them. */
  readonly shift: number;
  /** Times the network was trained on, 1000 in every published checkpoint. */
  readonly trainTimesteps: number;
  /** `thresholding` in diffusers: estimates of the clean latent stay within ±1. */
  readonly clipsClean: boolean;
}

/** One way to integrate from noise to a latent. */
export interface Solver {
  /** What the network was trained to follow: rectified flow, or a consistency model's arc. */
  readonly trajectory: 'flow' | 'consistency';
  /** Steps that the reference pipeline takes by default with it. */
  readonly steps: number;
  /** Its class in diffusers. */
  readonly scheduler: SchedulerConfig['_class_name'];
  /** Whether who was published with a scheduler of that class, set like this, runs with it by default; absent: always. */
  readonly isOf?: (config: SchedulerConfig) => boolean;
  /** Everything a run does, computed before it starts. */
  plan(request: SolverRequest & NoiseSchedule): SolverPlan;
}
