import type { SanaError } from '@sana-studio/core';

/** What goes wrong with every other picture as well. */
const OF_ALL: ReadonlySet<string> = new Set([
  'cancelled',
  'captioner-blind',
  'captioner-busy',
  'access-denied',
  'network-failed',
  'file-unwritable',
  'scorer-unfit',
  'captioner-unavailable:not-reached',
  'captioner-unavailable:model',
  'captioner-unavailable:no-route',
  'captioner-unavailable:ended',
  'captioner-unavailable:permission',
  'captioner-unavailable:blocked',
  'captioner-unavailable:gone',
]);

/** Whether whoever captions many pictures stops at this error: the next picture would be answered the same. */
export function isOfAll({ code, reason }: SanaError): boolean {
  return OF_ALL.has(code) || OF_ALL.has(reason);
}
