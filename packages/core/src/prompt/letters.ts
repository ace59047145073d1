/** Scripts as far as words are concerned: a word goes on within a group of 100. */
export const SCRIPT = {
  other: 0,
  latin: 100,
  cyrillic: 101,
  greek: 102,
  hangul: 200,
  devanagari: 300,
  arabic: 400,
  han: 500,
  kana: 600,
  thai: 700,
} as const;
export type Script = (typeof SCRIPT)[keyof typeof SCRIPT];

/** A letter without its disguises. */
export interface Letter {
  readonly letter: string;
  readonly script: Script;
  /** With its diacritics, where it has any. */
  readonly accented: string;
  /** Where a syllable of Hangul begins and ends; true for every letter elsewhere. */
  readonly begins: boolean;
  readonly ends: boolean;
}

export enum Sign {
  letters,
  space,
  /** Ends a sentence or a line. */
  stop,
  /** Anything else that is seen. */
  mark,
  invisible,
}

/** What one character with its combining marks is. */
export interface Cluster {
  readonly sign: Sign;
  readonly letters: readonly Letter[];
  /** The letters as one: a syllable of Hangul is not taken apart. For a mark the mark itself. */
  readonly glyph: string;
  readonly capital: boolean;
}

// A character with its combining marks, a syllable spelled in conjoining jamo, or a half-width kana with its voicing mark.
const CLUSTER = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uff66-\uff9d][\uff9e\uff9f]?|\P{M}\p{M}{0,8}|\p{M}/uy;

// Letters in black circles and squares, which have no compatibility form.
const BLACK_LETTER = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Marks that stand on any script, such as the one that strikes letters through. */
const FOREIGN_MARK = /[\p{Script=Inherited}\p{Me}]/gu;
const STOP = /^[.!?;。！？；।|]$/u;

/** Letters of other scripts that look like Latin ones, and Latin letters whose stroke or hook is no combining mark. */
const LOOK_ALIKES =
  'аa вb еe кk мm нh оo рp сc тt уy уu хx іi їi јj ѕs ий ԁd ԛq ԝw һh ӏl пn гr шw αa βb γy εe ηn ικ ιi κk νv νn οo ρp σo τt υu υy χx ωw μm μu øo łl đd ħh ıi ɑa ɡg ƒf ɪi ɴn ʀr ʏy ᴄc ᴏo ᴜu ᴋk ꜱs ᴛt ᴇe ᴀa ϲc ςc ɩi ʟl ᴍm ᴘp ᴅd ʙb ɢg ʜh ᴊj ᴠv ᴡw ᴢz ьb';
/** Digits and symbols for letters, Latin and Cyrillic. */
const LEET = '4aач @aая 8bв 3eеэз €eе 6bбg 9gq 1ilиі !iи |il 0oоο 5s $s §s 7tт +tт 2z ¥y';

const stands = new Map<string, string>();
for (const pair of LOOK_ALIKES.split(' ')) {
  const [shown, meant] = [pair.charAt(0), pair.charAt(1)];
  stands.set(shown, (stands.get(shown) ?? '') + meant);
  stands.set(meant, (stands.get(meant) ?? '') + shown);
}
export const LEET_SIGNS = new Map(LEET.split(' ').map(signs => [signs.charAt(0), signs.slice(1)]));
for (const [sign, meant] of LEET_SIGNS) stands.set(sign, meant);

/** Whether a letter or sign of a text can stand for a letter of a word. */
export function standsFor(shown: string, meant: string): boolean {
  return shown === meant || stands.get(shown)?.includes(meant) === true;
}

/** Letters that may stand for each other share a number, so that one automaton finds them all; `standsFor` decides. */
const classes = new Map<string, number>();
for (const [shown, meant] of stands) {
  for (const letter of meant) {
    const [first, second] = [classOf(shown), classOf(letter)];
    if (first === second) continue;
    for (const [key, value] of classes) if (value === second) classes.set(key, first);
    classes.set(letter, first);
    classes.set(shown, first);
  }
}

export function classOf(letter: string): number {
  return classes.get(letter) ?? letter.charCodeAt(0);
}

function scriptOf(letter: string): Script {
  const code = letter.charCodeAt(0);
  if (code < 0x2b0 || (code >= 0x1d00 && code < 0x1f00) || (code >= 0xa720 && code < 0xa800)) return SCRIPT.latin;
  if (code < 0x400 || (code >= 0x1f00 && code < 0x2000)) return SCRIPT.greek;
  if (code < 0x530) return SCRIPT.cyrillic;
  if (code >= 0x600 && code < 0x780) return SCRIPT.arabic;
  if (code >= 0x900 && code < 0x980) return SCRIPT.devanagari;
  if (code >= 0xe00 && code < 0xe80) return SCRIPT.thai;
  if (code >= 0x1100 && code < 0x1200) return SCRIPT.hangul;
  if (code >= 0x3040 && code < 0x3100) return SCRIPT.kana;
  if (code >= 0x3400 && code < 0xfb00) return SCRIPT.han;
  return SCRIPT.other;
}

/** Consonants at the end of a syllable of Hangul, as those that begin one. */
const FINALS = 'ᄀᄁᆪᄂᆬᆭᄃᄅᆰᆱᆲᆳᆴᆵᆶᄆᄇᆹᄉᄊᄋᄌᄎᄏᄐᄑᄒ';

function hangul(glyph: string): Letter[] {
  const jamo = [...glyph.normalize('NFD')];
  return jamo.map((letter, at) => {
    const code = letter.charCodeAt(0) - 0x11a8;
    const plain = code >= 0 && code < FINALS.length ? FINALS.charAt(code) : letter;
    return { letter: plain, script: SCRIPT.hangul, accented: '', begins: at === 0, ends: at === jamo.length - 1 };
  });
}

/** Traditional characters and their simplified forms, pairwise: those that terms and what stands beside them have. */
const TRADITIONAL_TO_SIMPLIFIED =
  '體体愛爱賣卖黃黄雞鸡陰阴莖茎龜龟頭头騷骚貨货蕩荡婦妇處处脫脱屍尸殺杀謀谋納纳禮礼廢废豬猪醜丑賤贱獸兽戀恋兒儿內内臟脏鮮鲜顱颅斷断槍枪絞绞販贩搖摇姦奸強强擾扰顏颜動动嬌娇瀆渎應应窯窑媽妈幹干殘残腦脑癡痴場场亂乱倫伦寫写級级電电畫画門门們们個个學学師师醫医檢检館馆審审廟庙劍剑護护絲丝襪袜臥卧發发褲裤陽阳輪轮戶户濕湿後后養养穢秽縫缝癟瘪爛烂軍军貼贴營营亵亵褻亵齡龄無无嗎吗對对隻只馬马莊庄獄狱針针癮瘾斬斩開开腸肠連连環环島岛鬥斗過过還还邊边這这誰谁說说話话討讨厭厌滾滚圾圾樂乐舉举舔舔陣阵試试驗验淨净網网';
const simplified = new Map(
  TRADITIONAL_TO_SIMPLIFIED.match(/../gu)!.map(pair => [pair.charAt(0), pair.charAt(1)] as const),
);

/** Hiragana stands for both kinds of kana, short vowels of Devanagari for long ones, ё is е. */
function plain(letter: string): string {
  const code = letter.charCodeAt(0);
  if (code >= 0x30a1 && code <= 0x30f6) return String.fromCharCode(code - 0x60);
  if (letter === 'ी') return 'ि';
  if (letter === 'ू') return 'ु';
  if (letter === 'ँ') return 'ं';
  if (letter === 'ё') return 'е';
  // letters of Macedonian are what becomes of accents that are put on Russian
  if (letter === 'ќ') return 'к';
  if (letter === 'ѓ') return 'г';
  return simplified.get(letter) ?? letter;
}

function lettersOf(text: string): Letter[] {
  const letters: Letter[] = [];
  for (const glyph of text) {
    const script = scriptOf(glyph);
    if (script === SCRIPT.hangul || (glyph >= '가' && glyph <= '힣')) {
      letters.push(...hangul(glyph));
      continue;
    }
    const latin = script === SCRIPT.latin || script === SCRIPT.greek;
    const bare = latin ? glyph.normalize('NFD').charAt(0) : plain(glyph);
    // the nukta below a letter of Devanagari is left out by many
    if (bare === '\u093c') continue;
    letters.push({
      letter: bare,
      script: bare === glyph ? script : scriptOf(bare),
      accented: bare === glyph ? '' : glyph,
      begins: true,
      ends: true,
    });
  }
  return letters;
}

const ONE_LETTER = /^\p{L}$/u;
const LETTERS = /^[\p{L}\p{M}]+$/u;

function readCluster(raw: string): Cluster {
  const none = { letters: [], capital: false };
  if (/^\s+$/u.test(raw)) return { ...none, sign: Sign.space, glyph: ' ' };
  const visible = raw
    .replace(INVISIBLE, '')
    .replace(BLACK_LETTER, sign => String.fromCharCode(97 + ((sign.codePointAt(0)! - 0x1f150) % 32)));
  if (visible === '') return { ...none, sign: Sign.invisible, glyph: '' };
  const composed = visible.normalize('NFKC');
  if (/^\s/u.test(composed)) return { ...none, sign: Sign.space, glyph: ' ' };
  const lower = composed
    .replace(FOREIGN_MARK, mark => (mark === '\u3099' || mark === '\u309a' ? mark : ''))
    .toLowerCase()
    .normalize('NFC')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe');
  if (lower === '' || lower === '\u3099' || lower === '\u309a') return { ...none, sign: Sign.invisible, glyph: '' };
  if (!LETTERS.test(lower)) return { ...none, sign: STOP.test(lower) ? Sign.stop : Sign.mark, glyph: lower };
  const letters = lettersOf(lower);
  const capital = ONE_LETTER.test(visible) && visible !== visible.toLowerCase();
  const first = letters.length === 1 ? letters[0]!.letter : lower;
  return { sign: Sign.letters, letters, glyph: first, capital };
}

const known = new Map<string, Cluster>();
/** The same for clusters of one UTF-16 unit. */
const single = new Array<Cluster | undefined>(0x10000);

/** Reads a cluster; remembers what the usual ones are. */
function cluster(raw: string): Cluster {
  let read = known.get(raw);
  if (read === undefined) {
    read = readCluster(raw);
    if (known.size < 20_000) known.set(raw, read);
  }
  return read;
}

/** Letters, digits and signs that are a cluster if no mark follows them. */
function isPlain(code: number): boolean {
  if (code < 0x300) return code !== 0xad;
  return (
    (code >= 0x370 && code < 0x483) ||
    (code >= 0x3041 && code < 0x3097) ||
    (code >= 0x30a1 && code < 0x3400) ||
    (code >= 0x4e00 && code < 0xa000) ||
    (code >= 0xac00 && code < 0xd7a4)
  );
}

/** Calls `read` with every cluster of a text and its UTF-16 range. */
export function eachCluster(text: string, read: (cluster: Cluster, start: number, end: number) => void): void {
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (isPlain(code) && (at + 1 === text.length || isPlain(text.charCodeAt(at + 1)))) {
      let plainOne = single[code];
      if (plainOne === undefined) {
        plainOne = readCluster(text.charAt(at));
        single[code] = plainOne;
      }
      read(plainOne, at, at + 1);
      at += 1;
      continue;
    }
    CLUSTER.lastIndex = at;
    const raw = CLUSTER.exec(text)?.[0] ?? text.charAt(at);
    read(cluster(raw), at, at + raw.length);
    at += raw.length;
  }
}
