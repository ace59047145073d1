import { SanaError } from '@sana-studio/core';
import { failureLine } from './failure-line.ts';

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
