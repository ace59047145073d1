import { SanaError } from '../errors.ts';

/** A file that contradicts itself. @param what a clause without the full stop */
export function corruptFile(
  label: string,
  what: string,
  data: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): SanaError {
  return new SanaError('file-corrupt', `${label}: ${what}. Download the file again.`, { file: label, ...data }, cause);
}
