import type { Colour } from './palette.ts';
import type { Style } from './style.ts';

/** One style that is kept in the document or beside it, so that what is drawn for it belongs together, whoever draws it. */
export interface DocumentStyle {
  /** Where it is kept, in the host's language, e.g. "This file". */
  readonly label: string;
  /** @returns undefined if there is none. @throws SanaError `style-unreadable` where it was damaged */
  read(): Promise<Style | undefined>;
  /** @param style undefined: none any more. @throws SanaError if it cannot be kept */
  write(style: Style | undefined): Promise<void>;
  /** The colours that the document has given names to, in its order. */
  colours?(): Promise<readonly Colour[]>;
}
