import { GAP, type Unit } from './letter-stream.ts';
import { SCRIPT } from './letters.ts';
import { isUnspaced } from './vocabulary/compile.ts';

/** Letters on either side that a segment is looked for in, and how many of them at a cut say nothing. */
const WINDOW = 48;
const MARGIN = 12;

/** Letters are hiragana, whatever they were. */
const isKatakana = ({ letter, accented }: Unit): boolean => accented !== '' || letter === 'ー';

/** Made at first use: it takes a tenth of the time that the command line needs to begin. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Where words begin in scripts that write no spaces, for units of one text. Each run of such letters is segmented when it
 * is first asked about, without what stands between its letters.
 */
export class Segments {
  readonly #units: readonly Unit[];
  /** 0 unknown, 1 a word begins here, 2 none does. */
  readonly #known: Uint8Array;

  constructor(units: readonly Unit[]) {
    this.#units = units;
    this.#known = new Uint8Array(units.length + 1);
  }

  /** Whether a word begins with the unit. */
  begins(at: number): boolean {
    const unit = this.#units[at];
    const before = this.#units[at - 1];
    if (!unit || !before || unit.gap === GAP.wide || !isUnspaced(unit) || !isUnspaced(before)) return true;
    if (unit.script === SCRIPT.kana && before.script === SCRIPT.kana && isKatakana(unit) !== isKatakana(before))
      return true;
    if (this.#known[at] === 0) this.#segment(at);
    return this.#known[at] === 1;
  }

  /** Whether no word begins between the two units: they are part of one word. */
  within(from: number, to: number): boolean {
    for (let at = from + 1; at < to; at++) if (this.begins(at)) return false;
    return true;
  }

  #segment(at: number): void {
    const units = this.#units;
    const joins = (index: number): boolean =>
      index < units.length && units[index]!.gap !== GAP.wide && isUnspaced(units[index]!);
    let from = at;
    while (from > 0 && at - from < WINDOW && joins(from) && isUnspaced(units[from - 1]!)) from -= 1;
    const cut = from > 0 && joins(from) && isUnspaced(units[from - 1]!);
    let text = '';
    const offsets: number[] = [];
    let to = from;
    for (; to - at < WINDOW && (to === from || joins(to)) && to < units.length; to++) {
      const unit = units[to]!;
      offsets.push(text.length);
      text += (unit.accented || unit.letter).repeat(unit.run);
    }
    segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
    const starts = new Set<number>();
    for (const { index } of segmenter.segment(text)) starts.add(index);
    // near where the text was cut a segment may be part of a longer one
    const first = cut ? MARGIN : 0;
    const last = joins(to) ? offsets.length - MARGIN : offsets.length;
    for (let index = first; index < last; index++) this.#known[from + index] = starts.has(offsets[index]!) ? 1 : 2;
  }
}
