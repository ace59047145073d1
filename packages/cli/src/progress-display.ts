import type { Progress } from '@sana-studio/core';

const BAR_WIDTH = 24;
const DEFAULT_COLUMNS = 80;

/** A terminal, or a file or pipe, which has no columns. */
type TextOutput = Pick<NodeJS.WriteStream, 'write'> & {
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
};

/** Shows how far a run is: a bar on a terminal, elsewhere a line for each phase. */
export class ProgressDisplay {
  readonly #stream: TextOutput;
  readonly #told = new Set<string>();
  #line = '';

  constructor(stream: TextOutput = process.stderr) {
    this.#stream = stream;
  }

  update(progress: Progress): void {
    if (this.#stream.isTTY) this.#draw(progressLine(progress));
    else this.#tell(progress);
  }

  /** Takes the bar off the screen, so that something else can be printed. */
  clear(): void {
    if (this.#line) this.#stream.write('\r\x1b[K');
    this.#line = '';
  }

  #draw(line: string): void {
    // a line that wraps could not be taken back
    const fitting = line.slice(0, Math.max((this.#stream.columns ?? DEFAULT_COLUMNS) - 1, 1));
    if (fitting === this.#line) return;
    this.#line = fitting;
    this.#stream.write(`\r${fitting}\x1b[K`);
  }

  #tell({ phase, picture, pictures, steps }: Progress): void {
    const perPicture = phase === 'denoise' || phase === 'decode';
    const key = perPicture ? `${phase} ${picture}` : phase;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const amount = phase === 'denoise' ? `, ${steps} ${steps === 1 ? 'step' : 'steps'}` : '';
    const which = perPicture && pictures > 1 ? `picture ${picture + 1} of ${pictures}: ` : '';
    this.#stream.write(`${which}${PHASES[phase]}${amount}\n`);
  }
}

const PHASES: Readonly<Record<Progress['phase'], string>> = {
  download: 'download',
  load: 'load the networks',
  encode: 'encode the prompt',
  denoise: 'denoise',
  decode: 'decode',
};

function doing({ phase, step, steps, picture, pictures }: Progress): string {
  const current = Math.min(step + 1, steps);
  const what = {
    download: PHASES.download,
    load: PHASES.load,
    encode: PHASES.encode,
    denoise: `denoise step ${current} of ${steps}`,
    decode: `decode tile ${current} of ${steps}`,
  }[phase];
  return pictures > 1 ? `picture ${picture + 1} of ${pictures}: ${what}` : what;
}

/** `████████░░░░░░░░  51 % · denoise step 11 of 20 · 4 s left` */
export function progressLine(progress: Progress): string {
  const filled = Math.round(progress.fraction * BAR_WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
  const percent = `${Math.floor(progress.fraction * 100)}`.padStart(3);
  const left = progress.secondsLeft === undefined ? [] : [`${duration(progress.secondsLeft)} left`];
  return [`${bar} ${percent} %`, doing(progress), ...left].join(' · ');
}

/** @param seconds rounded up, so that nothing takes 0 s */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
