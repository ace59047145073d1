/**
 * One step of any of the solvers, as the linear combination that it is. With x the latent, v the (guided) network
 * output for `inputScale · x` at `timestep`, m the estimate of the clean latent and z fresh noise:
 *
 *     m  = cleanFromX · x + cleanFromV · v
 *     x' = nextFromX · x + nextFromClean · m + nextFromPrevious · m_previous + nextFromNoise · z
 *
 * Higher orders look at older estimates, too, m_older0 being the one before m_previous. Solvers that go back to a latent of
 * their own, such as predictors with a corrector, keep it as an anchor:
 *
 *     a' = anchorFromX · x + anchorFromClean · m + anchorFromAnchor · a + anchorFromPrevious · m_previous + …
 *     x' = … + nextFromAnchor · a'
 */
export interface SolverStep {
  /** What the network is told, in the unit it was trained with (0…1000, or 0…1 for Sprint). */
  readonly timestep: number;
  readonly inputScale: number;
  readonly cleanFromX: number;
  readonly cleanFromV: number;
  readonly nextFromX: number;
  readonly nextFromClean: number;
  /** 0 on first-order steps. */
  readonly nextFromPrevious: number;
  /** 0 when the solver is deterministic; SCM draws fresh noise on every step all the same. */
  readonly nextFromNoise: number;
  /** What x' is made of: x' = image · (the clean latent) + noise · (noise of variance 1). Of the last x', 1 and 0. */
  readonly levelAfter: NoiseLevel;
  /** 0 where it is left out, as all that follow. */
  readonly nextFromOlder0?: number;
  readonly nextFromOlder1?: number;
  readonly nextFromAnchor?: number;
  readonly anchorFromX?: number;
  readonly anchorFromClean?: number;
  readonly anchorFromAnchor?: number;
  readonly anchorFromPrevious?: number;
  readonly anchorFromOlder0?: number;
  readonly anchorFromOlder1?: number;
}

export interface NoiseLevel {
  readonly image: number;
  readonly noise: number;
}

/** Everything a denoising run does, computed before it starts. */
export interface SolverPlan {
  readonly steps: readonly SolverStep[];
  /** Noise level of the first step, for starting from an image: x = imageWeight · z0 + noiseWeight · ε. */
  readonly imageWeight: number;
  readonly noiseWeight: number;
  /** True if each step consumes a fresh noise tensor from the generator (SCM, SDE). */
  readonly drawsNoise: boolean;
  /** True if the result is the last clean estimate m rather than the last x (SCM). */
  readonly resultIsClean: boolean;
  /** True if m is held within ±1 before it is used (thresholding). */
  readonly clipsClean: boolean;
  /** How many estimates before the previous one are kept. Default: 0. */
  readonly older?: 0 | 1 | 2;
  /** True if there is an anchor. */
  readonly anchored?: boolean;
}
