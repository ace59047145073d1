import { bar, StatusLine, type TextOutput } from '../status-line.ts';

/** Until then nothing is said, and between two lines where nothing changes in place. */
const QUIET_MS = 1000;
const BETWEEN_LINES_MS = 10_000;

/** Says how far the reading of documents is, if it takes a while. */
export class PlanningDisplay {
  readonly #line: StatusLine;
  readonly #files: number;
  #next = performance.now() + QUIET_MS;

  constructor(files: number, stream?: TextOutput) {
    this.#line = new StatusLine(stream);
    this.#files = files;
  }

  /** @param index of the file, from 0 @param share of it that is done, 0…1 */
  update(file: string, index: number, share: number): void {
    const now = performance.now();
    if (now < this.#next) return;
    const which = this.#files > 1 ? ` (${index + 1} of ${this.#files} files)` : '';
    if (this.#line.isTerminal) {
      this.#line.draw(`${bar((index + share) / this.#files)} · read ${file}${which}`);
      return;
    }
    this.#line.tell(`read ${file}${which}, ${Math.floor(share * 100)} %`);
    this.#next = now + BETWEEN_LINES_MS;
  }

  /** Takes it off the screen, so that something else can be printed; of what comes after that, it says nothing for a while again. */
  clear(): void {
    this.#line.clear();
    this.#next = Math.max(this.#next, performance.now() + QUIET_MS);
  }
}
