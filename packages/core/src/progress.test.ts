import { describe, expect, it } from 'vitest';
import { type Phase, PhaseTimes, type Progress, ProgressMeter, type RunPlan } from './progress.ts';

/** Seconds that each part of the run under test takes. */
interface Device {
  readonly load: number;
  readonly encode: number;
  readonly firstStep: number;
  readonly step: number;
  readonly tile: number;
  readonly tiles: number;
}

const laptop: Device = { load: 3, encode: 1, firstStep: 9, step: 0.5, tile: 0.4, tiles: 4 };

const plan: RunPlan = { loads: 3, encodes: 1, pictures: 2, steps: 20, pixels: 1024 * 1024 };

interface Moment extends Progress {
  /** Seconds since the run began. */
  readonly at: number;
}

/** Runs the plan on a device with a clock of its own; returns every report. */
function run(device: Device, runPlan: RunPlan, times = new PhaseTimes()): Moment[] {
  let clock = 5000;
  const meter = new ProgressMeter(runPlan, times, () => clock);
  const moments: Moment[] = [];
  const phase = (name: Phase, durations: readonly number[], picture = 0) => {
    for (let i = 0; i <= durations.length; i++) {
      clock += (i > 0 ? durations[i - 1]! : 0) * 1000;
      moments.push({ ...meter.report(name, i, durations.length, picture), at: clock / 1000 - 5 });
    }
  };
  phase('load', [device.load]);
  for (let i = 0; i < runPlan.encodes; i++) phase('encode', [device.encode]);
  phase('load', [device.load]);
  const steps = Array.from({ length: runPlan.steps }, (_, i) => (i === 0 ? device.firstStep : device.step));
  for (let picture = 0; picture < runPlan.pictures; picture++) phase('denoise', steps, picture);
  phase('load', [device.load]);
  for (let picture = 0; picture < runPlan.pictures; picture++) {
    phase('decode', Array(device.tiles).fill(device.tile), picture);
  }
  return moments;
}

describe('ProgressMeter', () => {
  it.each([
    ['a slow device', plan, { ...laptop, step: 40, firstStep: 45, load: 0.1 }],
    ['one picture of one step', { ...plan, pictures: 1, steps: 1 }, laptop],
    ['remembered prompts', { ...plan, encodes: 0 }, laptop],
  ])('goes from 0 to 1 without ever going back: %s', (_, runPlan, device) => {
    const fractions = run(device, runPlan).map(({ fraction }) => fraction);
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBe(1);
    expect(fractions.slice(0, -1).every(fraction => fraction >= 0 && fraction < 1)).toBe(true);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  it('says which step of which picture', () => {
    const moment = run(laptop, plan).find(
      ({ phase, picture, step }) => phase === 'denoise' && picture === 1 && step === 7,
    );
    expect(moment).toMatchObject({ steps: 20, pictures: 2 });
  });

  it('gives no estimate before a step was measured', () => {
    const moments = run(laptop, plan);
    const first = moments.findIndex(({ secondsLeft }) => secondsLeft !== undefined);
    expect(moments[first]).toMatchObject({ phase: 'denoise', step: 2, picture: 0 });
    expect(moments.slice(first).every(({ secondsLeft }) => secondsLeft !== undefined)).toBe(true);
    expect(moments.at(-1)!.secondsLeft).toBe(0);
  });

  it('is not misled by the first step, which compiles', () => {
    const third = run(laptop, { ...plan, pictures: 1 }).find(({ phase, step }) => phase === 'denoise' && step === 3)!;
    // 17 steps of 0.5 s, a load of 3 s, and decoding, known only from what it usually costs next to denoising.
    expect(third.secondsLeft).toBeGreaterThan(17 * 0.5 + 3);
    expect(third.secondsLeft).toBeLessThan(17 * 0.5 + 3 + 4 * 0.5);
  });

  it('knows a run like the one before from its start', () => {
    const times = new PhaseTimes();
    const device = { ...laptop, firstStep: laptop.step };
    run(device, plan, times);
    const moments = run(device, plan, times);
    const end = moments.at(-1)!.at;
    for (const { at, fraction, secondsLeft } of moments) {
      expect(secondsLeft).toBeCloseTo(end - at, 6);
      expect(fraction).toBeCloseTo(at / end, 6);
    }
  });

  it('expects a picture of four times the area to take about four times as long to make', () => {
    const times = new PhaseTimes();
    run({ ...laptop, firstStep: 0.5 }, plan, times);
    const meter = new ProgressMeter({ ...plan, loads: 0, encodes: 0 }, times, () => 0);
    const large = new ProgressMeter({ ...plan, loads: 0, encodes: 0, pixels: 4 * plan.pixels }, times, () => 0);
    const ratio = large.report('denoise', 0, 20).secondsLeft! / meter.report('denoise', 0, 20).secondsLeft!;
    expect(ratio).toBeGreaterThan(3.5);
    expect(ratio).toBeLessThan(4);
  });

  it('follows a device that becomes slower', () => {
    const times = new PhaseTimes();
    run(laptop, plan, times);
    const slow = run({ ...laptop, step: 10, firstStep: 10 }, { ...plan, pictures: 1 }, times);
    const tenth = slow.find(({ phase, step }) => phase === 'denoise' && step === 10)!;
    expect(tenth.secondsLeft).toBeGreaterThan(90);
    expect(tenth.secondsLeft).toBeLessThan(130);
  });
});
