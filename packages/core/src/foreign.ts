// Reading what somebody else wrote: configurations, messages of another realm. By zod/mini, of which a bundle holds only
// what it uses, and which has no sentences of its own.

import type * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

export type Read<T> =
  | { readonly fits: true; readonly value: T }
  /** `field`: the path of the first that does not fit, joined by dots, '' for the whole; `problem`: English, no full stop. */
  | { readonly fits: false; readonly field: string; readonly problem: string };

/** The value as the schema describes it, defaults filled in, or what is wrong with it. */
export function readForeign<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): Read<z.output<Schema>> {
  const result = schema.safeParse(value, { error: en().localeError });
  if (result.success) return { fits: true, value: result.data };
  const [issue] = result.error.issues;
  return { fits: false, field: issue?.path.join('.') ?? '', problem: issue?.message ?? 'not understood' };
}
