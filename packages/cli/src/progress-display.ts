import type { Progress } from '@sana-studio/core';
import { bar, StatusLine, type TextOutput } from './status-line.ts';
import { duration } from './words.ts';

/** Shows how far a run is: a bar on a terminal, elsewhere a line for each phase. */
export class ProgressDisplay {
  readonly #line: StatusLine;
  readonly #told = new Set<string>();

  constructor(stream?: TextOutput) {
    this.#line = new StatusLine(stream);
  }

  update(progress: Progress): void {
    if (this.#line.isTerminal) this.#line.draw(progressLine(progress));
    else this.#tell(progress);
  }

  /** Takes the bar off the screen, so that something else can be printed. */
  clear(): void {
    this.#line.clear();
  }

  #tell({ phase, picture, pictures, steps }: Progress): void {
    const perPicture = phase === 'denoise' || phase === 'decode';
    const key = perPicture ? `${phase} ${picture}` : phase;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const amount = phase === 'denoise' ? `, ${steps} ${steps === 1 ? 'step' : 'steps'}` : '';
    const which = perPicture && pictures > 1 ? `picture ${picture + 1} of ${pictures}: ` : '';
    this.#line.tell(`${which}${PHASES[phase]}${amount}`);
  }
}

const PHASES: Readonly<Record<Progress['phase'], string>> = {
  load: 'load the networks',
  encode: 'encode the prompt',
  denoise: 'denoise',
  decode: 'decode',
};

function doing({ phase, step, steps, picture, pictures }: Progress): string {
  const current = Math.min(step + 1, steps);
  const what = {
    load: PHASES.load,
    encode: PHASES.encode,
    denoise: `denoise step ${current} of ${steps}`,
    decode: `decode tile ${current} of ${steps}`,
  }[phase];
  return pictures > 1 ? `picture ${picture + 1} of ${pictures}: ${what}` : what;
}

/** `████████░░░░░░░░  51 % · denoise step 11 of 20 · 4 s left` */
export function progressLine(progress: Progress): string {
  const left = progress.secondsLeft === undefined ? [] : [`${duration(progress.secondsLeft)} left`];
  return [bar(progress.fraction), doing(progress), ...left].join(' · ');
}
