import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePythonJson } from '../checkpoint/files/python-json.ts';
import { parseSchedulerConfig } from '../checkpoint/layout/config.ts';
import { TorchGenerator } from './noise.ts';
import type { SolverPlan } from './plan.ts';
import type { SchedulerConfig } from './scheduler-config.ts';
import { type SolverName, solverPlan } from './solvers.ts';

interface Truth {
  readonly flow: readonly {
    readonly solver: SolverName;
    readonly steps: number;
    readonly shift: number;
    readonly first: number;
    readonly stride: number;
    readonly sigmas: readonly number[];
    readonly timesteps: readonly number[];
    readonly result: number;
  }[];
  readonly scm: readonly {
    readonly steps: number;
    readonly first: number;
    readonly seed: number;
    readonly image: number;
    readonly timesteps: readonly number[];
    readonly result: readonly number[];
  }[];
}

function read<T>(url: string): T {
  return parsePythonJson(readFileSync(new URL(url, import.meta.url), 'utf8')) as T;
}

const truth = read<Truth>('./solvers.fixture.json');
const scmConfig = parseSchedulerConfig({ _class_name: 'SCMScheduler' }, 'scheduler_config.json');

function dpmConfig(shift: number): SchedulerConfig {
  const flow = { prediction_type: 'flow_prediction', use_flow_sigmas: true, flow_shift: shift };
  return parseSchedulerConfig({ _class_name: 'DPMSolverMultistepScheduler', ...flow }, 'scheduler_config.json');
}

function eulerConfig(shift: number): SchedulerConfig {
  return parseSchedulerConfig({ _class_name: 'FlowMatchEulerDiscreteScheduler', shift }, 'scheduler_config.json');
}

/** Applies a plan to one number with the network v(x, t) = 0.5x − 0.25 + 0.0005·t; returns x after every step. */
function trajectory(plan: SolverPlan, x: number, timeScale = 1, noise: () => number = () => 0): number[] {
  let previous = 0;
  return plan.steps.map(step => {
    const v = 0.5 * step.inputScale * x - 0.25 + 0.0005 * step.timestep * timeScale;
    const clean = step.cleanFromX * x + step.cleanFromV * v;
    x =
      step.nextFromX * x +
      step.nextFromClean * clean +
      step.nextFromPrevious * previous +
      (plan.drawsNoise ? step.nextFromNoise * noise() : 0);
    previous = clean;
    return plan.resultIsClean ? clean : x;
  });
}

/** Leaves `kept` of `steps` steps, in the middle of the range of strengths that do. */
function strengthKeeping(kept: number, steps: number): number {
  return kept === steps ? 1 : (kept - 0.5) / steps;
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs(actual[i]! - value)).toBeLessThan(tolerance);
}

describe('the flow solvers', () => {
  it.each(truth.flow)('$solver runs $steps steps with shift $shift from step $first as the reference does', run => {
    const config = run.solver === 'euler' ? eulerConfig(run.shift) : dpmConfig(run.shift);
    const strength = strengthKeeping(run.steps - run.first, run.steps);
    const plan = solverPlan(config, { steps: run.steps, strength });
    const every = <T>(values: readonly T[]) => values.filter((_, i) => i % run.stride === 0);
    expect(plan.steps.length).toBe(run.steps - run.first);
    const exact = run.solver === 'dpm2' ? 1e-12 : 1e-4;
    expectClose(every(plan.steps.map(step => step.timestep)), run.timesteps, exact);
    expectClose(every([...plan.steps.map(step => -step.cleanFromV), 0]), run.sigmas, 6e-8);
    expect(plan.noiseWeight).toBeCloseTo(run.sigmas[0]!, 7);
    expect(plan.imageWeight).toBeCloseTo(1 - run.sigmas[0]!, 7);
    expect(Math.abs(trajectory(plan, 1).at(-1)! - run.result)).toBeLessThan(2e-6);
  });

  it.each([
    [4, 3, [0.92503, 0.826956, 0.708211, 0.531526]],
    [
      20,
      3,
      [
        0.987073, 0.973526, 0.959372, 0.944509, 0.928916, 0.912527, 0.895303, 0.877198, 0.858191, 0.838231, 0.817338,
        0.795498, 0.772803, 0.749371, 0.72544, 0.701469, 0.67813, 0.656866, 0.640621, 0.621777,
      ],
    ],
    [
      20,
      6,
      [
        0.993478, 0.986439, 0.978839, 0.970587, 0.961606, 0.95178, 0.940999, 0.929122, 0.915979, 0.90136, 0.885023,
        0.866661, 0.845937, 0.822413, 0.795657, 0.76518, 0.730812, 0.693279, 0.657308, 0.609789,
      ],
    ],
  ])('Flow-DPM-Solver follows the golden trajectory of %i steps with shift %i', (steps, shift, expected) => {
    expectClose(trajectory(solverPlan(dpmConfig(shift), { steps }), 1), expected, 1e-6);
  });

  it.each(['sana', 'sana15', 'sana4k'])('has the noise levels and times of the reference run %s', name => {
    const folder = `../../../../test/reference/${name}`;
    const expected = read<{ steps: number; sigmas: number[]; timesteps: number[] }>(`${folder}/expected.json`);
    const config = parseSchedulerConfig(read(`${folder}/model/scheduler/scheduler_config.json`), name);
    const { steps } = solverPlan(config, { steps: expected.steps });
    expect(steps.map(step => step.timestep)).toEqual(expected.timesteps);
    expectClose([...steps.map(step => -step.cleanFromV), 0], expected.sigmas, 6e-8);
  });

  it('runs a checkpoint with the other flow solver at the same shift', () => {
    const request = { steps: 28, solver: 'euler' } as const;
    expect(solverPlan(dpmConfig(3), request)).toEqual(solverPlan(eulerConfig(3), request));
  });

  it.each([
    ['dpm2', 1],
    ['dpm2', 0.4],
    ['euler', 1],
  ] as const)(
    '%s says after each step what of the picture and the noise is left, at strength %d',
    (solver, strength) => {
      const [clean, noise] = [0.7, -1.3];
      const plan = solverPlan(dpmConfig(3), { steps: 9, solver, strength });
      let x = plan.imageWeight * clean + plan.noiseWeight * noise;
      for (const step of plan.steps) {
        // of a network that always knows the clean latent
        const m = step.cleanFromX * x + step.cleanFromV * (noise - clean);
        x = step.nextFromX * x + (step.nextFromClean + step.nextFromPrevious) * m;
        expect(x).toBeCloseTo(step.levelAfter.image * clean + step.levelAfter.noise * noise, 6);
      }
      expect(plan.steps.at(-1)!.levelAfter).toEqual({ image: 1, noise: 0 });
    },
  );

  it.each([
    ['dpm1', 'DPMSolverMultistepScheduler', { solver_order: 1 }],
    ['dpm3', 'DPMSolverMultistepScheduler', { solver_order: 3 }],
    ['sde-dpm', 'DPMSolverMultistepScheduler', { algorithm_type: 'sde-dpmsolver++' }],
    ['unipc', 'UniPCMultistepScheduler', {}],
    ['unipc3', 'UniPCMultistepScheduler', { solver_order: 3 }],
    ['heun', 'FlowMatchHeunDiscreteScheduler', {}],
  ] as const)('runs %s by choice as a checkpoint does that names it', (solver, name, fields) => {
    const flow = name.startsWith('FlowMatch')
      ? { shift: 3 }
      : { prediction_type: 'flow_prediction', use_flow_sigmas: true, flow_shift: 3 };
    const config = parseSchedulerConfig({ _class_name: name, ...flow, ...fields }, 'scheduler_config.json');
    for (const request of [{ steps: 8 }, { steps: 20, strength: 0.4 }, { steps: 1 }]) {
      expect(solverPlan(dpmConfig(3), { ...request, solver })).toEqual(solverPlan(config, request));
    }
  });

  it('leads every solver to the same picture as there are more steps', () => {
    const end = (solver: SolverName, steps: number) => {
      const plan = solverPlan(dpmConfig(3), { steps, solver });
      let [x, anchor] = [1, 0];
      let before = [0, 0, 0];
      for (const step of plan.steps) {
        const v = 0.5 * x - 0.25 + 0.0005 * step.timestep;
        const clean = step.cleanFromX * x + step.cleanFromV * v;
        const of = (to: 'next' | 'anchor') =>
          (step[`${to}FromX`] ?? 0) * x +
          (step[`${to}FromClean`] ?? 0) * clean +
          (step[`${to}FromPrevious`] ?? 0) * before[0]! +
          (step[`${to}FromOlder0`] ?? 0) * before[1]! +
          (step[`${to}FromOlder1`] ?? 0) * before[2]!;
        anchor = of('anchor') + (step.anchorFromAnchor ?? 0) * anchor;
        x = of('next') + (step.nextFromAnchor ?? 0) * anchor;
        before = [clean, ...before.slice(0, 2)];
      }
      return x;
    };
    const exact = end('euler', 1000);
    for (const solver of ['dpm1', 'dpm2', 'dpm3', 'unipc', 'unipc3', 'heun'] as const) {
      expect(Math.abs(end(solver, 200) - exact)).toBeLessThan(5e-3);
      // those of higher orders come closer with few steps than the first order does
      if (solver !== 'dpm1') {
        expect(Math.abs(end(solver, 12) - exact)).toBeLessThan(Math.abs(end('dpm1', 12) - exact));
      }
    }
  });

  it.each([1e-300, 1e-9, 0.001, 0.04])('keeps at least one step at strength %d', strength => {
    for (const config of [dpmConfig(3), eulerConfig(3), scmConfig]) {
      expect(solverPlan(config, { steps: 20, strength }).steps.length).toBe(1);
    }
  });

  it('has finite weights for every number of steps that can be asked for', () => {
    const ways = (['dpm1', 'dpm2', 'dpm3', 'sde-dpm', 'unipc', 'unipc3', 'heun', 'euler'] as const).flatMap(solver =>
      [dpmConfig(3), dpmConfig(1), eulerConfig(6)].map(config => ({ config, solver })),
    );
    for (const { config, solver } of [...ways, { config: scmConfig, solver: 'scm' as const }]) {
      for (const steps of [1, 2, 3, 5, 15, 100, 999, 1000]) {
        const plan = solverPlan(config, { steps, solver });
        expect(plan.steps.length).toBe(solver === 'heun' ? 2 * steps - 1 : steps);
        for (const { levelAfter, ...weights } of plan.steps) {
          expect([...Object.values(weights), ...Object.values(levelAfter)].every(Number.isFinite)).toBe(true);
        }
      }
    }
  });
});

describe('SCM', () => {
  it.each(truth.scm)('runs $steps steps from step $first as the reference does', run => {
    const plan = solverPlan(scmConfig, {
      steps: run.steps,
      strength: strengthKeeping(run.steps - run.first, run.steps),
    });
    expectClose(
      plan.steps.map(step => step.timestep),
      run.timesteps,
      2e-7,
    );
    const count = run.result.length;
    const generator = new TorchGenerator(run.seed);
    const start = generator.randn(count);
    const fresh = plan.steps.map(() => generator.randn(count));
    const results = run.result.map((_, i) => {
      const x = run.first === 0 ? start[i]! : plan.imageWeight * run.image + plan.noiseWeight * start[i]!;
      let step = 0;
      return trajectory(plan, x, 1000, () => fresh[step++]![i]!).at(-1)!;
    });
    expectClose(results, run.result, 5e-6);
  });

  it('starts with the image at weight 0.2675 when one of two steps is kept', () => {
    const plan = solverPlan(scmConfig, { steps: 2, strength: 0.5 });
    expect(plan.steps.length).toBe(1);
    expect(plan.imageWeight).toBeCloseTo(0.267499, 6);
    expect(plan.noiseWeight).toBeCloseTo(0.963558, 6);
  });

  it('tells the network the times of the reference run', () => {
    const angles = read<{ timesteps: number[] }>('../../../../test/reference/sprint/expected.json').timesteps;
    const times = solverPlan(scmConfig, { steps: 2 }).steps.map(step => step.timestep);
    expectClose(
      times.map(t => Math.atan2(t, 1 - t)),
      angles,
      1e-7,
    );
  });

  it.each([
    [scmConfig, 'dpm2'],
    [scmConfig, 'euler'],
    [dpmConfig(3), 'scm'],
  ] as const)('refuses a solver the model was not trained for', (config, solver) => {
    expect(() => solverPlan(config, { steps: 2, solver })).toThrow(
      expect.objectContaining({ code: 'request-invalid' }),
    );
  });
});
