import { type Anchor, anchorAt, type Place, type Range } from '@sana-studio/documents';
import { type TextDocument, Uri } from 'vscode';
import type { FollowedPlaces } from './followed-places.ts';
import { openDocument } from './open-document.ts';

/** A place as it is now: its document may have been renamed, and whatever stands above it have been changed. */
export type FollowedPlace = () => { readonly document: string; readonly anchor: Anchor };

/** Follows a place of a document's text as it is now. */
export function followPlace(places: FollowedPlaces, document: TextDocument, place: Place): FollowedPlace {
  const id = crypto.randomUUID();
  const now = { document: document.uri.toString(), anchor: anchorAt(document.getText(), place) };
  places.add(id, now);
  return () => places.get(id) ?? now;
}

/**
 * Asks something of a document until the answer is about its text as it is by then: whoever has pressed a key goes on typing
 * while it is read.
 * @param ranges what is asked about, in the text as it is now
 * @returns the answer, and the document that it is about
 * @throws SanaError what the question throws; `document-refused` if the document is not there any more
 */
export async function settled<Answer>(
  places: FollowedPlaces,
  given: TextDocument,
  ranges: readonly Range[],
  ask: (document: TextDocument, ranges: readonly Range[]) => Promise<Answer>,
): Promise<{ readonly document: TextDocument; readonly answer: Answer }> {
  const [whole, ...cursors] = [{ start: 0, end: 0 }, ...ranges].map(range =>
    followPlace(places, given, { kind: 'after', ...range }),
  );
  for (;;) {
    const document = given.isClosed ? await openDocument(Uri.parse(whole!().document)) : given;
    const { version } = document;
    const now = cursors.map(cursor => cursor().anchor.place);
    const answer = await ask(document, now);
    if (!document.isClosed && document.version === version) return { document, answer };
  }
}
