import { SanaError } from '@sana-studio/core';

/** One line for people, with the code for programs. Names out of files may hold anything, so control characters go. */
export function failureLine(message: string, code: string): string {
  return `sana: ${message.replace(/\p{Cc}+/gu, ' ').trim()} [${code}]`;
}

/** What to print about an error: one line, and with SANA_DEBUG also where it came from. */
export function describeFailure(error: unknown): string {
  const failure = SanaError.from(error);
  const advice =
    failure.code === 'internal' ? ' This is a fault in sana: report it with the output of SANA_DEBUG=1.' : '';
  const line = failureLine(failure.message + advice, failure.code);
  if (!process.env.SANA_DEBUG) return line;
  const cause = failure.cause instanceof Error ? failure.cause.stack : undefined;
  return [line, failure.stack, cause].filter(Boolean).join('\n');
}
