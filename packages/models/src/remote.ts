import {
  isRepositoryName,
  isRevision,
  isWebAddress,
  type ModelPath,
  type RepositoryName,
  type Revision,
  SanaError,
  type WebAddress,
} from '@sana-studio/core';
import type { RepositoryHash } from './digest.ts';
import type { FolderNote, Piece } from './folder-note.ts';
import type { ByteRange } from './ranges.ts';

export interface RemoteFile {
  readonly path: ModelPath;
  /** Bytes. */
  readonly size: number;
  /** Where the place states one. */
  readonly hash?: RepositoryHash;
  /** Changes with the content (an entity tag or date), where there is no hash. */
  readonly validator?: string;
  /** Stretches of it with hashes of their own, where the place states them: then a part can be compared. */
  readonly pieces?: readonly Piece[];
}

/** A place that models come from: a repository of a hub, a folder on a server, a folder at hand. */
export interface Remote {
  /** What to call it in messages. */
  readonly label: string;
  /** @throws SanaError `model-not-found`, `access-denied`, `network-failed` */
  list(signal?: AbortSignal): Promise<readonly RemoteFile[]>;
  /** What it says of the model beside its files, once it was asked for them. */
  readonly note?: () => FolderNote | undefined;
  /** Whether it sends ranges of files; absent where it is known to. @throws SanaError as `list` */
  hasRanges?(file: RemoteFile, signal?: AbortSignal): Promise<boolean>;
  /** It sends files only from their beginning to their end: asking for a range costs all that is before it. */
  readonly wholeFiles?: boolean | undefined;
  /**
   * The bytes of a range, as they arrive. One attempt: what may succeed when tried again is a `network-failed` error
   * with `retry: true` among its data, and `retryAfter` in seconds where the server asks for it.
   */
  stream(file: RemoteFile, range: ByteRange, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Whether it has sent bytes of any file yet; absent where nothing has to be waited for. */
  readonly heard?: () => boolean;
}

/** Where a model comes from, as people and programs say it. */
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

/** Where a model comes from, as it is written down and asked: what was said, looked at. */
export type Source =
  | {
      readonly kind: 'hub';
      readonly repo: RepositoryName;
      readonly revision: Revision;
      readonly hubUrl: WebAddress;
    }
  | {
      readonly kind: 'url';
      readonly url: WebAddress;
      /** See Remote. */
      readonly wholeFiles?: true | undefined;
    }
  | { readonly kind: 'folder'; readonly label: string };

/** @throws SanaError `request-invalid` for what cannot be a part of an address */
export function parseSource(said: SourceSpec): Source {
  if (said.kind === 'folder') return said;
  if (said.kind === 'url') return { kind: 'url', url: isWebAddress(said.url) ? said.url : unusable(said.url) };
  const { repo, revision, hubUrl } = said;
  return {
    kind: 'hub',
    repo: isRepositoryName(repo) ? repo : unusable(repo),
    revision: isRevision(revision) ? revision : unusable(revision),
    hubUrl: isWebAddress(hubUrl) ? hubUrl : unusable(hubUrl),
  };
}

function unusable(name: string): never {
  throw new SanaError('request-invalid:location', { name });
}

/** What to call a place in messages. */
export function sourceName(source: SourceSpec): string {
  if (source.kind === 'hub') return `${source.repo} at ${source.hubUrl}`;
  return source.kind === 'url' ? source.url : source.label;
}

export const HUGGING_FACE = 'https://huggingface.co';

/** The address that a person typed or configured, without slashes at its end; undefined for what is no address of the web. */
export function webAddress(text: string): WebAddress | undefined {
  const address = withoutSlashes(text.trim());
  return isWebAddress(address) ? address : undefined;
}

/** Without slashes at its end. */
export function withoutSlashes(address: string): string {
  let end = address.length;
  while (address[end - 1] === '/') end--;
  return address.slice(0, end);
}
