import { type Anchor, movedAnchor } from '@sana-studio/documents';
import { type Disposable, type FileRenameEvent, type TextDocumentChangeEvent, Uri } from 'vscode';
import { renamedUri } from './open-document.ts';

/** Places of the panel whose pictures may still come. */
const MOST = 1000;

interface Followed {
  readonly document: string;
  readonly anchor: Anchor;
}

/**
 * Where the places that the panel was offered are by now: pictures for others, and the person, write above them, and the same words
 * may stand in several. One that is not followed any more, such as after a reload, is looked for by its words alone.
 */
export class FollowedPlaces {
  /** By the id of the offer, the latest last. */
  readonly #places = new Map<string, Followed>();

  /** @param changes of documents that are open */
  follow(changes: (listener: (event: TextDocumentChangeEvent) => void) => Disposable): Disposable {
    return changes(({ document, contentChanges }) => {
      const uri = document.uri.toString();
      const moves = contentChanges.map(({ rangeOffset: start, rangeLength, text }) => {
        return { start, end: start + rangeLength, text };
      });
      for (const [id, { document: own, anchor }] of this.#places) {
        if (own === uri) this.#places.set(id, { document: own, anchor: moves.reduce(movedAnchor, anchor) });
      }
    });
  }

  add(id: string, place: Followed): void {
    this.#places.delete(id);
    this.#places.set(id, place);
    const [oldest] = this.#places.keys();
    if (this.#places.size > MOST) this.#places.delete(oldest!);
  }

  /** Documents have other names from now on. */
  renamed(event: Pick<FileRenameEvent, 'files'>): void {
    for (const [id, { document, anchor }] of this.#places) {
      this.#places.set(id, { document: renamedUri(Uri.parse(document), event).toString(), anchor });
    }
  }

  get(id: string): Followed | undefined {
    return this.#places.get(id);
  }
}

/** Those of the extension. */
export const followedPlaces = new FollowedPlaces();
