// Disguises of words, each as a function of the word, and words of every language to try them on.

/** A word in a sentence of its language. */
export const WORDS: Readonly<
  Record<string, { readonly frame: (word: string) => string; readonly words: readonly string[] }>
> = {
  en: {
    frame: w => `a ${w} in the park`,
    words:
      'porn pussy whore slut bitch nigger faggot rapist asshole blowjob masturbate cumshot hentai fucking vagina cunt'.split(
        ' ',
      ),
  },
  de: {
    frame: w => `eine ${w} im Park`,
    words:
      'Möse Fotze Schlampe Hurensohn Nutte Arschloch Scheiße Wichser Vergewaltigung Pornofilm Titten ficken Kanake Schwuchtel'.split(
        ' ',
      ),
  },
  fr: {
    frame: w => `la ${w} dans le parc`,
    words:
      'pétasse bâtard salope putain connard enculé pornographie fellation nichons partouze branlette merde bougnoule sodomie'.split(
        ' ',
      ),
  },
  es: {
    frame: w => `una ${w} en el parque`,
    words: 'puta mierda gilipollas follando maricón orgía mamada tetas pornografía cabrón coño joder'.split(' '),
  },
  pt: {
    frame: w => `uma ${w} no parque`,
    words: 'pornô pênis caralho buceta porra punheta viado foder boquete pornografia estupro vadia merda piroca'.split(
      ' ',
    ),
  },
  ru: {
    frame: w => `тут ${w} в парке`,
    words: 'ебаный уёбок пизда блядь шлюха порно сиськи минет мудак гандон проститутка дрочить хуйня трахать'.split(
      ' ',
    ),
  },
  hi: {
    frame: w => `पार्क में ${w} और पेड़`,
    words: 'चूतिया रंडी मादरचोद चुदाई बलात्कार हरामी भोसड़ी गांड लौड़ा अश्लील वेश्या'.split(' '),
  },
  ko: {
    frame: w => `공원에서 ${w} 그림`,
    words: '섹스 씨발 창녀 포르노 강간 야동 개새끼 병신 젖꼭지 성폭행 매춘부'.split(' '),
  },
  ja: {
    frame: w => `公園の${w}の絵`,
    words: 'セックス ちんこ まんこ オナニー フェラチオ レイプ ポルノ 売春婦 強姦 射精 巨乳 淫乱'.split(' '),
  },
  zh: {
    frame: w => `公园里的${w}，图片`,
    words: '做爱 强奸 妓女 色情 鸡巴 傻逼 操你妈 自慰 阴茎 婊子 裸体 黑鬼'.split(' '),
  },
};
const ALPHA = new Set(['en', 'de', 'fr', 'es', 'pt', 'ru']);
const LATIN = new Set(['en', 'de', 'fr', 'es', 'pt']);
const chars = (w: string): string[] => Array.from(w.normalize('NFC').matchAll(/\P{M}\p{M}*/gu), m => m[0]);
const mid = (c: readonly string[]): number => Math.max(1, Math.floor(c.length / 2));

function inserted(word: string, at: (c: readonly string[]) => number, ...what: string[]): string {
  const letters = chars(word);
  letters.splice(at(letters), 0, ...what);
  return letters.join('');
}

/** One letter in the middle behind a sign, of words long enough for that. */
function masked(word: string, sign: string): string | undefined {
  const letters = chars(word);
  if (letters.length < 4) return undefined;
  letters[mid(letters)] = sign;
  return letters.join('');
}

function map(word: string, from: string, to: readonly string[]): string | undefined {
  const letters = chars(word.toLowerCase());
  const mapped = letters.map(letter => (letter.length === 1 && to[from.indexOf(letter)]) || letter);
  return mapped.join('') === letters.join('') ? undefined : mapped.join('');
}
const SIGNS: Readonly<Record<string, string>> = {
  ...{ a: '@', e: '3', i: '1', o: '0', s: '$', а: '@', о: '0', и: '1', е: '3', з: '3' },
};

function oneLeet(word: string): string | undefined {
  const letters = chars(word.toLowerCase());
  const at = letters.findIndex(letter => letter in SIGNS);
  if (at < 0) return undefined;
  letters[at] = SIGNS[letters[at]!]!;
  return letters.join('');
}

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const FINALS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

function compatibilityJamo(word: string): string {
  return Array.from(word.normalize('NFD'), jamo => {
    const code = jamo.charCodeAt(0);
    if (code < 0x1160) return INITIALS.charAt(code - 0x1100);
    return code < 0x11a8 ? String.fromCharCode(0x314f + code - 0x1161) : FINALS.charAt(code - 0x11a8);
  }).join('');
}

const KANA = 'セックスオナニーフェラチレイルノ';
const HALF_WIDTH = [...'ｾｯｸｽｵﾅﾆｰﾌｪﾗﾁﾚｲﾙﾉ'];

const shifted = (word: string, kana: RegExp, by: number): string =>
  word.replace(kana, letter => String.fromCharCode(letter.charCodeAt(0) + by));

function otherKana(word: string): string | undefined {
  if (/^[ァ-ー]+$/u.test(word)) return shifted(word, /[ァ-ヶ]/gu, -0x60);
  return /^[ぁ-ん]+$/u.test(word) ? shifted(word, /[ぁ-ん]/gu, 0x60) : undefined;
}

type Disguise = (word: string, language: string) => string | undefined;

/** Undefined where a disguise makes no sense: kana in German. */
export const DISGUISES: Readonly<Record<string, Disguise>> = {
  plain: w => w,
  upper: (w, l) => (ALPHA.has(l) ? w.toUpperCase() : undefined),
  dots: w => chars(w).join('.'),
  hyphens: w => chars(w).join('-'),
  spaced: w => (chars(w).length > 2 ? chars(w).join(' ') : undefined),
  underscore: w => inserted(w, mid, '_'),
  'one space': w => inserted(w, mid, ' '),
  'one space early': w => (chars(w).length < 4 ? undefined : inserted(w, () => 1, ' ')),
  doubled: w => inserted(w, mid, chars(w)[mid(chars(w))]!),
  'doubled second letter': w => inserted(w, () => 1, chars(w)[1]!),
  stretched: w => inserted(w, () => 1, ...Array<string>(3).fill(chars(w)[1]!)),
  emoji: w => inserted(w, mid, '🔥'),
  circle: w => inserted(w, mid, '○'),
  star: w => inserted(w, mid, '*'),
  'masked by a star': w => masked(w, '*'),
  'masked by a circle': w => masked(w, '○'),
  'masked by an emoji': w => masked(w, '🍆'),
  zwsp: w => chars(w).join('\u200b'),
  strike: w =>
    chars(w)
      .map(c => `${c}\u0336`)
      .join(''),
  zalgo: w =>
    chars(w)
      .map(c => `${c}\u0301\u0323`)
      .join(''),
  fullwidth: (w, l) =>
    LATIN.has(l)
      ? map(w, 'abcdefghijklmnopqrstuvwxyz', [...'ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ'])
      : undefined,
  mathematical: (w, l) =>
    LATIN.has(l) ? map(w, 'abcdefghijklmnopqrstuvwxyz', [...'𝓪𝓫𝓬𝓭𝓮𝓯𝓰𝓱𝓲𝓳𝓴𝓵𝓶𝓷𝓸𝓹𝓺𝓻𝓼𝓽𝓾𝓿𝔀𝔁𝔂𝔃']) : undefined,
  'Cyrillic look-alikes': (w, l) => (LATIN.has(l) ? map(w, 'aceopxyi', [...'асеорхуі']) : undefined),
  'Latin look-alikes': (w, l) => (l === 'ru' ? map(w, 'асеорхук', [...'aceopxyk']) : undefined),
  'Greek look-alikes': (w, l) => (LATIN.has(l) ? map(w, 'aeioptu', [...'αειορτυ']) : undefined),
  leet: (w, l) => (LATIN.has(l) ? map(w, 'aeios', [...'4310$']) : l === 'ru' ? map(w, 'аои', [...'@01']) : undefined),
  'one digit or symbol': (w, l) => (ALPHA.has(l) ? oneLeet(w) : undefined),
  'no accents': (w, l) => {
    // German has spellings of its own for that
    const bare = l === 'de' ? w.replaceAll('ö', 'oe').replaceAll('ä', 'ae') : w;
    return ALPHA.has(l) && w.normalize('NFD') !== w ? bare.normalize('NFD').replace(/\p{Mn}/gu, '') : undefined;
  },
  jamo: (w, l) => (l === 'ko' ? w.normalize('NFD') : undefined),
  'compatibility jamo': (w, l) => (l === 'ko' ? compatibilityJamo(w) : undefined),
  'half-width kana': (w, l) => (l === 'ja' ? map(w, KANA, HALF_WIDTH) : undefined),
  'other kana': (w, l) => (l === 'ja' ? otherKana(w) : undefined),
  'digit inside': (w, l) => (ALPHA.has(l) ? undefined : inserted(w, mid, '1')),
};
