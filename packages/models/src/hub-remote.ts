import { HubApiError, listFiles, modelInfo } from '@huggingface/hub';
import { SanaError } from '@sana-studio/core';
import { Backoff } from './backoff.ts';
import { cancelled, systemClock } from './clock.ts';
import { type HttpOptions, RangeClient, statusError } from './range-client.ts';
import type { Remote, RemoteFile, SourceSpec } from './remote.ts';

export type HubSource = Extract<SourceSpec, { kind: 'hub' }>;

const COMMIT = /^[0-9a-f]{40}$/;

/** A failed question to the hub as an error that says what to do. */
function hubError(source: HubSource, error: unknown): SanaError {
  if (error instanceof SanaError) return error;
  if (error instanceof HubApiError) {
    const data = { repo: source.repo, hub: source.hubUrl, status: error.statusCode };
    // The hub does not tell a repository that does not exist from one that is private.
    if (error.statusCode === 404 || error.statusCode === 401) {
      return new SanaError(
        'model-not-found',
        `${source.hubUrl} has no repository ${source.repo} at ${source.revision}, or does not show it. Check the name; private ones need an access token.`,
        data,
        error,
      );
    }
    return statusError(error.url, error.statusCode, new Headers());
  }
  return new SanaError(
    'network-failed',
    `${source.hubUrl} cannot be reached. Check the connection, or give the address of a mirror.`,
    { hub: source.hubUrl, retry: true },
    error,
  );
}

async function withRetries<T>(source: HubSource, options: HttpOptions, ask: () => Promise<T>, signal?: AbortSignal) {
  const backoff = new Backoff({ clock: options.clock ?? systemClock });
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (signal?.aborted) throw cancelled(error);
      await backoff.wait(hubError(source, error), signal);
    }
  }
}

function credentials({ token }: HttpOptions): { accessToken: string } | Record<string, never> {
  return token === undefined ? {} : { accessToken: token };
}

function questions(options: HttpOptions, signal?: AbortSignal): typeof globalThis.fetch {
  const { fetch = globalThis.fetch } = options;
  return (input, init) => fetch(input, { ...init, ...(signal && { signal }) });
}

/**
 * The source with its revision replaced by the commit that it stands for now, so that parts of two commits never mix
 * however long a download takes.
 */
export async function pinRevision(source: HubSource, options: HttpOptions, signal?: AbortSignal): Promise<HubSource> {
  if (COMMIT.test(source.revision)) return source;
  const { repo, revision, hubUrl } = source;
  const fetch = questions(options, signal);
  const ask = () =>
    modelInfo({ name: repo, revision, hubUrl, fetch, additionalFields: ['sha'], ...credentials(options) });
  const { sha } = await withRetries(source, options, ask, signal);
  return { ...source, revision: COMMIT.test(sha) ? sha : revision };
}

/** A repository of the Hugging Face Hub or of a server that mirrors its interface. */
export function hubRemote(source: HubSource, options: HttpOptions): Remote {
  const { repo, revision, hubUrl } = source;
  const client = new RangeClient(options);
  return {
    label: `${repo} at ${hubUrl}`,
    async list(signal) {
      const ask = async () => {
        const files: RemoteFile[] = [];
        const fetch = questions(options, signal);
        for await (const entry of listFiles({
          repo,
          revision,
          hubUrl,
          fetch,
          recursive: true,
          ...credentials(options),
        })) {
          if (entry.type !== 'file') continue;
          const { path, lfs, oid } = entry;
          // Small files are plain git blobs, whose object id is a hash as well.
          const hash = lfs
            ? ({ algorithm: 'sha256', hex: lfs.oid } as const)
            : oid !== undefined && ({ algorithm: 'git-sha1', hex: oid } as const);
          files.push({ path, size: lfs?.size ?? entry.size, ...(hash && { hash }) });
        }
        return files;
      };
      return withRetries(source, options, ask, signal);
    },
    stream(file, range, signal) {
      const path = file.path.split('/').map(encodeURIComponent).join('/');
      return client.stream(
        `${hubUrl}/${repo}/resolve/${encodeURIComponent(revision)}/${path}`,
        range,
        file.size,
        signal,
      );
    },
  };
}
