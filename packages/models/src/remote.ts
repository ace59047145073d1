import type { RepositoryHash } from './digest.ts';
import type { ByteRange } from './ranges.ts';

export interface RemoteFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Where the place states one. */
  readonly hash?: RepositoryHash;
  /** Changes with the content (an entity tag or date), where there is no hash. */
  readonly validator?: string;
}

/** A place that models come from: a repository of a hub, a folder on a server, a folder at hand. */
export interface Remote {
  /** What to call it in messages. */
  readonly label: string;
  /** @throws SanaError `model-not-found`, `access-denied`, `network-failed` */
  list(signal?: AbortSignal): Promise<readonly RemoteFile[]>;
  /**
   * The bytes of a range, as they arrive. One attempt: what may succeed when tried again is a `network-failed` error
   * with `retry: true` among its data, and `retryAfter` in seconds where the server asks for it.
   */
  stream(file: RemoteFile, range: ByteRange, signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

/** Where a model comes from, as it is written down. */
export type SourceSpec =
  | {
      readonly kind: 'hub';
      /** `owner/name`. */
      readonly repo: string;
      /** Branch, tag or commit; once listed, always a commit. */
      readonly revision: string;
      /** Base URL of the hub or its mirror. */
      readonly hubUrl: string;
    }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'folder'; readonly label: string };

export const HUGGING_FACE = 'https://huggingface.co';

/** The address that a person typed or configured, without slashes at its end; undefined for what is no address of the web. */
export function webAddress(text: string): string | undefined {
  const address = text.trim().replace(/\/+$/, '');
  return /^https?:\/\//.test(address) && URL.canParse(address) ? address : undefined;
}
