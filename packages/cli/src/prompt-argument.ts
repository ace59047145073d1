import { SanaError } from '@sana-studio/core';

/** What invalid UTF-8 in arguments has become by the time a program sees them. */
const REPLACEMENT = '\ufffd';

export function notUnicode(): SanaError {
  return new SanaError('prompt-not-unicode:bytes');
}

/** @throws SanaError `prompt-not-unicode` */
export function checkArgument(text: string): string {
  if (text.includes(REPLACEMENT)) throw notUnicode();
  return text;
}
