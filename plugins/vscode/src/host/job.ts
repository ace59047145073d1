import { type PartialRequest, SanaError } from '@sana-studio/core';
import { readPartial } from '@sana-studio/core/request';
import { type Anchor, anchorSchema, type FoundPrompt } from '@sana-studio/documents';
import * as z from 'zod/mini';

/** A picture that is to be made and put into a document. Plain data: it outlives a reload of the window. */
export interface Job {
  readonly id: string;
  readonly document: string;
  readonly anchor: Anchor;
  readonly alt: string;
  /** With its seed, so that the picture is the same if it has to be begun again. */
  readonly request: PartialRequest & { readonly seed: number };
  /** The file that the new one takes the place of. */
  readonly replaces?: string | undefined;
  /** Where its words were found. */
  readonly kind?: FoundPrompt['kind'] | undefined;
}

const requestSchema = z.pipe(
  z.unknown(),
  z.transform((value, context) => {
    try {
      return readPartial(value);
    } catch (error) {
      context.issues.push({ code: 'custom', message: SanaError.from(error).message, input: value });
      return z.NEVER;
    }
  }),
);

const jobsSchema = z.array(
  z.object({
    id: z.string(),
    document: z.string(),
    anchor: anchorSchema,
    alt: z.string(),
    request: requestSchema.check(z.refine(({ seed }) => seed !== undefined)),
    replaces: z.optional(z.string()),
    kind: z.optional(z.enum(['selection', 'paragraph', 'section', 'image', 'block', 'cover'])),
  }),
);

/** Those that were kept over a reload; none if something else was. */
export function storedJobs(value: unknown): readonly Job[] {
  return (jobsSchema.safeParse(value).data ?? []) as Job[];
}
