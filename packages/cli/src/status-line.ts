const BAR_WIDTH = 24;
const DEFAULT_COLUMNS = 80;

/** A terminal, or a file or pipe, which has no columns. */
export type TextOutput = Pick<NodeJS.WriteStream, 'write'> & {
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
};

/** One line of a terminal that changes in place. */
export class StatusLine {
  readonly #stream: TextOutput;
  #shown = '';

  constructor(stream: TextOutput = process.stderr) {
    this.#stream = stream;
  }

  /** False for files and pipes: there only `tell` makes sense. */
  get isTerminal(): boolean {
    return this.#stream.isTTY ?? false;
  }

  draw(line: string): void {
    // a line that wraps could not be taken back
    const fitting = line.slice(0, Math.max((this.#stream.columns ?? DEFAULT_COLUMNS) - 1, 1));
    if (fitting === this.#shown) return;
    this.#shown = fitting;
    this.#stream.write(`\r${fitting}\x1b[K`);
  }

  /** Takes the line off the screen, so that something else can be printed. */
  clear(): void {
    if (this.#shown) this.#stream.write('\r\x1b[K');
    this.#shown = '';
  }

  /** Prints a line that stays. */
  tell(line: string): void {
    this.clear();
    this.#stream.write(`${line}\n`);
  }
}

/** `████████░░░░░░░░  51 %` @param fraction 0…1 */
export function bar(fraction: number): string {
  const filled = Math.round(fraction * BAR_WIDTH);
  const percent = `${Math.floor(fraction * 100)}`.padStart(3);
  return `${'█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)} ${percent} %`;
}
