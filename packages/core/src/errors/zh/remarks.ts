import type { remarks as en } from '../en/remarks.ts';
import type { Translated } from '../wording.ts';

const table = {
  'prompt-cut': '提示词有 {tokens} 个词元，而模型最多读取 {limit} 个：从“{unread}”起不会读取。请缩短提示词。',
} as const;

export const remarks = table satisfies Translated<typeof en, typeof table>;
