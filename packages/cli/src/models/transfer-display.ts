import type { TransferProgress } from '@sana-studio/models';
import { bar, StatusLine, type TextOutput } from '../status-line.ts';
import { byteWords, duration } from '../words.ts';

const PHASES: Readonly<Record<TransferProgress['phase'], string>> = {
  list: 'looking at what there is',
  download: 'fetching',
  verify: 'comparing',
};

/** Where nothing can be drawn, a line is printed each time so much more is done. */
const SHARE_PER_LINE = 0.1;

/** Shows how far a download is: a bar on a terminal, elsewhere a line for every tenth. */
export class TransferDisplay {
  readonly #line: StatusLine;
  readonly #phases: typeof PHASES;
  #told = '';
  #last: TransferProgress | undefined;

  /** @param phases other words for what is done */
  constructor(phases: Partial<typeof PHASES> = {}, stream?: TextOutput) {
    this.#line = new StatusLine(stream);
    this.#phases = { ...PHASES, ...phases };
  }

  /** What was reported last. */
  get last(): TransferProgress | undefined {
    return this.#last;
  }

  readonly update = (progress: TransferProgress): void => {
    this.#last = progress;
    const words = transferWords(progress, this.#phases);
    if (this.#line.isTerminal) this.#line.draw([bar(share(progress)), ...words].join(' · '));
    else this.#tell(`${progress.phase} ${Math.floor(share(progress) / SHARE_PER_LINE)}`, words);
  };

  clear(): void {
    this.#line.clear();
  }

  #tell(stage: string, words: readonly string[]): void {
    if (stage !== this.#told) this.#line.tell(words.join(' · '));
    this.#told = stage;
  }
}

function share({ phase, bytes, totalBytes }: TransferProgress): number {
  if (totalBytes === 0) return phase === 'list' ? 0 : 1;
  return bytes / totalBytes;
}

function transferWords(progress: TransferProgress, phases: typeof PHASES): string[] {
  const { phase, bytes, totalBytes, bytesPerSecond, secondsLeft } = progress;
  if (phase === 'list') return [phases.list];
  return [
    `${phases[phase]} ${byteWords(bytes)} of ${byteWords(totalBytes)}`,
    ...(bytesPerSecond === undefined ? [] : [`${byteWords(bytesPerSecond)}/s`]),
    ...(secondsLeft === undefined || bytes === totalBytes ? [] : [`${duration(secondsLeft)} left`]),
  ];
}
