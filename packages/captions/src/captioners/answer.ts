import { SanaError, trimmedEnd } from '@sana-studio/core';
import type { CaptionWish } from '../caption.ts';
import { ALT_LENGTH } from './words.ts';

/** Tags in which models think aloud. One that is not closed was cut off while it thought. */
const THOUGHTS = ['think', 'thinking', 'reasoning'] as const;
const GREETING = /^(?:sure|certainly|of course|okay|ok|gern(?:e)?|natürlich|当然|好的)[!,.，。！]\s*/iu;
/** `Here is the alternative text:`, `Alt text:`, `**Caption:**` */
const INTRODUCTION =
  /^(?:here(?:’s|'s| is| are)|this is|hier ist|voici|aquí está|以下是|这是|alt(?:ernative)? text|alternativtext|alt|caption|description|beschreibung|bildbeschreibung|替代文本|描述)[^:：\n]{0,80}[:：]\s*/iu;
const EMPTY_WORDS =
  /^(?:(?:an?|the|this)\s)?(?:picture|image|photo(?:graph)?|illustration)\s(?:of|shows|showing|depicts|depicting|features|featuring)\s/iu;
/** Quotation marks, and those of emphasis and code. */
const MARKS = '"\'“”„«»‘’「」『』*_`';
/** What models answer instead of looking. */
const REFUSAL =
  /^(?:i(?:’|')?m sorry|i am sorry|sorry\b|i can(?:’|')?t\b|i cannot\b|i(?:’|')?m (?:unable|not able)|i am (?:unable|not able)|i don(?:’|')?t (?:see|have)|unfortunately,? i\b|as an ai\b|(?:es )?tut mir leid|ich kann (?:leider |das |dieses |dabei |ihnen |dir )*(?:nicht|kein)|leider kann ich|(?:je suis )?désolé|lo siento|no puedo\b|(?:很|非常)?抱歉|对不起|我无法|我不能|申し訳)/iu;
const NO_PICTURE =
  /\b(?:no (?:image|picture|photo)\b.{0,40}\b(?:provided|attached|uploaded|visible)|please (?:provide|upload|share|attach) (?:the|an?|your) (?:image|picture|photo))/iu;
/** Scripts in which two letters are a word. */
const SHORT_WORDS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What was said beside the thoughts; undefined if there were thoughts alone. */
export function spoken(answer: string): string | undefined {
  let rest = answer;
  for (const tag of THOUGHTS) {
    const [open, close] = [`<${tag}>`, `</${tag}>`];
    // some servers leave the opening tag out, which is in the model's template
    const end = rest.lastIndexOf(close);
    if (end >= 0) rest = `${rest.slice(0, Math.max(0, rest.indexOf(open)))}${rest.slice(end + close.length)}`;
    else if (rest.includes(open)) rest = rest.slice(0, rest.indexOf(open));
  }
  const said = rest.trim();
  return said === '' && answer.trim() !== '' ? undefined : said;
}

/** Who answered, and about what: for messages. */
export interface Answered {
  readonly model: string;
  readonly file: string;
}

/**
 * A model's answer as a caption on one line: without its thoughts, introduction, quotation marks and "an image of".
 * @throws SanaError `captioner-refused` for one that says nothing of the picture
 */
export function captionOf(answer: string, { purpose }: Pick<CaptionWish, 'purpose'>, who: Answered): string {
  const said = spoken(answer);
  if (said === undefined) throw new SanaError('captioner-refused:thinking', { ...who });
  const lines = said.split('\n').filter(line => !line.trimStart().startsWith('```'));
  const line = lines.join(' ').replace(/\s+/gu, ' ').trim();
  const plain = unquoted(unquoted(line).replace(GREETING, '').replace(INTRODUCTION, ''));
  if (plain.length < (SHORT_WORDS.test(plain) ? 2 : 3)) throw new SanaError('captioner-refused:empty', { ...who });
  if (REFUSAL.test(plain) || NO_PICTURE.test(plain)) {
    throw new SanaError('captioner-refused:declined', { ...who, said: plain.slice(0, 200) });
  }
  return purpose === 'alt' ? altText(plain) : plain;
}

function unquoted(text: string): string {
  const isMark = (character: string) => MARKS.includes(character);
  const from = [...text].findIndex(character => !isMark(character));
  return from < 0 ? '' : trimmedEnd([...text].slice(from).join(''), isMark).trim();
}

/** As an alternative text: without what a screen reader says itself, and short enough. */
export function altText(text: string): string {
  const words = text.replace(/\s+/gu, ' ').trim().replace(EMPTY_WORDS, '');
  const [first = ''] = words;
  const begun = words === text ? words : first.toUpperCase() + words.slice(first.length);
  if (begun.length <= ALT_LENGTH) return begun;
  const room = begun.slice(0, ALT_LENGTH);
  const sentence = Math.max(...['. ', '! ', '? ', '。', '！', '？'].map(end => room.lastIndexOf(end)));
  if (sentence > ALT_LENGTH / 3) return room.slice(0, sentence + 1);
  const space = room.slice(0, -1).lastIndexOf(' ');
  return `${(space > ALT_LENGTH / 3 ? room.slice(0, space) : wholeLetters(room)).replace(/[,;:，；：、]$/u, '')}…`;
}

/** As many whole letters, marks and joined emoji included, as leave room for one more. */
function wholeLetters(text: string): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    if (index + segment.length > ALT_LENGTH - 1) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
