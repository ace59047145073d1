/**
 * A text in the form that disguises have in common, every unit of it traceable to the original: compatibility forms
 * (full width, ligatures, mathematical letters) resolved, lower case, invisible characters gone, ё as е.
 */
export interface FoldedText {
  readonly text: string;
  /** UTF-16 range in the original for every UTF-16 unit of `text`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

// A character with its combining marks, a syllable spelled in conjoining jamo, or a half-width kana with its voicing mark.
const CLUSTER = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uff66-\uff9d][\uff9e\uff9f]?|\P{M}\p{M}{0,8}|\p{M}/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

// Letters in black circles and squares, which have no compatibility form.
const BLACK_LETTER = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu;

function foldCluster(cluster: string): string {
  const letters = cluster.replace(BLACK_LETTER, sign =>
    String.fromCharCode(97 + ((sign.codePointAt(0)! - 0x1f150) % 32)),
  );
  return letters.replace(INVISIBLE, '').normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}

export function foldText(original: string): FoldedText {
  if (/^\p{ASCII}*$/u.test(original)) {
    const starts = Uint32Array.from(original, (_, unit) => unit);
    return { text: original.toLowerCase(), starts, ends: starts.map(unit => unit + 1) };
  }
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const folded = new Map<string, string>();
  for (const { 0: cluster, index } of original.matchAll(CLUSTER)) {
    let piece = folded.get(cluster);
    if (piece === undefined) {
      piece = foldCluster(cluster);
      folded.set(cluster, piece);
    }
    pieces.push(piece);
    for (let unit = 0; unit < piece.length; unit++) {
      starts.push(index);
      ends.push(index + cluster.length);
    }
  }
  return { text: pieces.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

// Letters of other scripts that look like Latin ones, and Latin letters whose stroke or hook is not a combining mark.
const LOOK_ALIKES = new Map(
  [
    ...'аa вb еe кk мm нh оo рp сc тt уy хx іi їi јj ѕs ԁd ԛq ԝw һh ӏl пn иu зz ьb'.split(' '),
    ...'αa βb γy εe ηn ικi κk νv οo ρp σo τt υu χx ωw μu ιi'.split(' ').filter(pair => pair.length === 2),
    ...'øo łl đd ħh ıi ɑa ɡg ƒf ɪi ɴn ʀr ʏy ᴄc ᴏo ᴜu ᴋk ꜱs ᴛt ᴇe ᴀa'.split(' '),
  ].map(pair => [pair.charAt(0), pair.charAt(1)]),
);

/**
 * A Latin word without its disguises: no diacritics, look-alikes from Cyrillic and Greek resolved. A word without any
 * Latin letter comes back unchanged, because there the other script is meant.
 */
export function plainLatin(word: string): string {
  if (/^[a-z]*$/.test(word)) return word;
  if (!/\p{Script=Latin}/u.test(word)) return word;
  const bare = word.normalize('NFD').replace(/\p{Mn}/gu, '');
  return bare.replace(/[^a-z]/g, letter => LOOK_ALIKES.get(letter) ?? letter);
}

/** A word with every run of a letter shortened to one, and the lengths of those runs. */
export function letterRuns(word: string): { letters: string; lengths: number[] } {
  let letters = '';
  const lengths: number[] = [];
  for (const letter of word) {
    if (letters.endsWith(letter)) lengths[lengths.length - 1]! += 1;
    else {
      letters += letter;
      lengths.push(1);
    }
  }
  return { letters, lengths };
}
