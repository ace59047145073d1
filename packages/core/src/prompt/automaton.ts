/** More than there are letters in all words. */
const LETTERS = 4096;

/**
 * Finds all of many words in one pass (A. Aho, M. Corasick, Communications of the ACM 18, 1975). Words are rows of
 * numbers below 0x10000.
 */
export class Automaton {
  /** Letters of the words, numbered from 1, so that a state and a letter make a small number. */
  readonly #letters = new Uint16Array(0x10000);
  readonly #next = new Map<number, number>();
  /** The longest end of a state's row that is the beginning of a word, too. */
  readonly #fall: number[] = [0];
  /** The nearest state among those ends, where a word ends. */
  readonly #shorter: number[] = [0];
  readonly #words: (number[] | undefined)[] = [undefined];

  constructor(words: readonly Uint16Array[]) {
    const parents: number[] = [0];
    const letters: number[] = [0];
    const byDepth: number[][] = [];
    let known = 0;
    words.forEach((word, index) => {
      let state = 0;
      for (let depth = 0; depth < word.length; depth++) {
        const code = word[depth]!;
        if (this.#letters[code] === 0) this.#letters[code] = ++known;
        const letter = this.#letters[code]!;
        const key = state * LETTERS + letter;
        let next = this.#next.get(key);
        if (next === undefined) {
          next = this.#words.length;
          this.#next.set(key, next);
          this.#words.push(undefined);
          parents.push(state);
          letters.push(letter);
          const level = byDepth[depth];
          if (level) level.push(next);
          else byDepth[depth] = [next];
        }
        state = next;
      }
      const ending = this.#words[state];
      if (ending) ending.push(index);
      else this.#words[state] = [index];
    });
    for (const state of byDepth.flat()) {
      const parent = parents[state]!;
      const fall = parent === 0 ? 0 : this.#step(this.#fall[parent]!, letters[state]!);
      this.#fall[state] = fall;
      this.#shorter[state] = this.#words[fall] ? fall : this.#shorter[fall]!;
    }
  }

  #step(from: number, letter: number): number {
    let state = from;
    for (;;) {
      const next = this.#next.get(state * LETTERS + letter);
      if (next !== undefined) return next;
      if (state === 0) return 0;
      state = this.#fall[state]!;
    }
  }

  /** Calls `found` with the index of every word and the index behind its last number. */
  search(text: Uint16Array, found: (word: number, end: number) => void): void {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const letter = this.#letters[text[at]!]!;
      state = letter === 0 ? 0 : this.#step(state, letter);
      if (state === 0) continue;
      for (let hit = this.#words[state] ? state : this.#shorter[state]!; hit !== 0; hit = this.#shorter[hit]!) {
        for (const word of this.#words[hit]!) found(word, at + 1);
      }
    }
  }
}
