import type { ErrorData, Surroundings } from '@sana-studio/core/channel';
import type { Refusal } from '../contract.ts';

/** Thrown when the document must stay as it is; the page says why in the person's language. */
export class Refused extends Error {
  readonly refusal: Refusal;
  /** Of the layer that it is about. */
  readonly label: string;

  constructor(refusal: Refusal, label = '') {
    super(refusal);
    this.refusal = refusal;
    this.label = label;
  }
}

/** Figma tells its reasons in sentences only. */
const KNOWN: readonly (readonly [RegExp, Refusal])[] = [
  [/does not exist/, 'removed'],
  [/too large/i, 'too-large'],
  [/image.*(type|format)|unsupported/i, 'not-a-picture'],
  [/overrid+en on an instance|inside of an instance/, 'not-overridable'],
  [/read-only|object is not extensible|unloaded font/, 'not-writable'],
  [/quota|exceed/i, 'storage-full'],
];

/** What a failure of Figma's means. @param label of the layer that it is about */
export function refusedBy(error: unknown, label: string): Refused {
  if (error instanceof Refused) return error;
  const message = error instanceof Error ? error.message : String(error);
  // for whoever looks into the console: people are told in their own words
  console.warn(message);
  return new Refused(KNOWN.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed', label);
}

/** What the channel itself has to say. */
class ChannelError extends Error {
  readonly told: ErrorData;

  constructor(told: ErrorData) {
    super(told.message);
    this.told = told;
  }
}

/** Errors of the sandbox as they cross: without sentences, which the page has in the person's language. */
export const SURROUNDINGS: Surroundings = {
  errorOf: data => new ChannelError(data),
  dataOf(error) {
    if (error instanceof ChannelError) return error.told;
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof Refused)) return { code: 'internal', message, data: {} };
    const { refusal, label } = error;
    const code = refusal === 'storage-full' ? 'storage-full' : 'document-refused';
    return { code, message, data: { refusal, label } };
  },
};
