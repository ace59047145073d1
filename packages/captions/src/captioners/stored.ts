import { requestFromPng, requestFromWebp, SanaError } from '@sana-studio/core';
import type { Captioner } from '../caption.ts';
import { PROMPT_TYPE } from '../select.ts';
import { altText } from './answer.ts';

/** The prompt that a picture of Sana Studio's was made from; undefined if there is none in it. */
export function storedPrompt(file: Uint8Array): string | undefined {
  return (requestFromPng(file) ?? requestFromWebp(file))?.prompt;
}

/** What drew a picture of Sana Studio's; undefined if it says nothing of that. */
export function storedModel(file: Uint8Array): string | undefined {
  return (requestFromPng(file) ?? requestFromWebp(file))?.model;
}

/** Says of a picture what it was made from: the first candidate for what was made here, and free. */
export function storedCaptioner(label: string): Captioner {
  return {
    type: PROMPT_TYPE,
    label,
    where: 'here',
    available: async () => ({ state: 'ready' }),
    async caption({ bytes, name }, { purpose }) {
      const prompt = storedPrompt(bytes);
      if (prompt === undefined) throw new SanaError('image-unreadable:no-request', { file: name });
      return [{ text: purpose === 'alt' ? altText(prompt) : prompt, type: PROMPT_TYPE, by: label }];
    },
  };
}
