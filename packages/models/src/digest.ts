import { type ContentId, isContentId } from '@sana-studio/core';
import { createSHA1, createSHA256 } from 'hash-wasm';

/** The hash that a repository states for a whole file: of its bytes (Git LFS), or as a git blob (small files). */
export interface RepositoryHash {
  readonly algorithm: 'sha256' | 'git-sha1';
  readonly hex: ContentId;
}

/** A hash that is fed piece by piece. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** Lower-case hexadecimal. */
  digest(): string;
}

export type CreateHasher = (algorithm: 'sha1' | 'sha256') => Promise<Hasher>;

/** In WebAssembly, for hosts whose own hashes take only whole buffers. */
export const wasmHasher: CreateHasher = async algorithm => {
  const hasher = await (algorithm === 'sha1' ? createSHA1() : createSHA256());
  hasher.init();
  return { update: bytes => void hasher.update(bytes), digest: () => hasher.digest('hex') };
};

/** A hasher for what `hash` was made of, begun for a file of `size` bytes. */
export async function repositoryHasher(
  createHasher: CreateHasher,
  { algorithm }: Pick<RepositoryHash, 'algorithm'>,
  size: number,
): Promise<Hasher> {
  if (algorithm === 'sha256') return createHasher('sha256');
  const hasher = await createHasher('sha1');
  hasher.update(new TextEncoder().encode(`blob ${size}\0`));
  return hasher;
}

/** SHA-256 of bytes in memory. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<ContentId> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return asContentId(Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join(''));
}

/** What a hasher says, as a content's id. */
export function asContentId(digest: string): ContentId {
  if (isContentId(digest)) return digest;
  throw new TypeError(`${digest} is no hash`);
}
