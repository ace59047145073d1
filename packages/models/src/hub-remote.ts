import { SanaError } from '@sana-studio/core';
import * as z from 'zod/mini';
import { $ZodError } from 'zod/v4/core';
import { Backoff } from './backoff.ts';
import { cancelled, systemClock } from './clock.ts';
import { type HttpOptions, RangeClient, statusError } from './range-client.ts';
import type { Remote, RemoteFile, SourceSpec } from './remote.ts';

export type HubSource = Extract<SourceSpec, { kind: 'hub' }>;

const COMMIT = /^[0-9a-f]{40}$/;

/** Fewer than for a download that is under way: somebody is waiting to hear whether there is such a model. */
const ATTEMPTS = 5;

const revisionSchema = z.object({ sha: z.optional(z.string()) });

const bytes = z.int().check(z.nonnegative());

const treeSchema = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: z._default(bytes, 0),
    oid: z.optional(z.string()),
    lfs: z.optional(z.object({ oid: z.string(), size: bytes })),
  }),
);

/** The address of the next page of a listing (RFC 8288). */
function nextPage(headers: Headers): string | undefined {
  return /<([^>]+)>\s*;[^,]*\brel="?next"?/.exec(headers.get('link') ?? '')?.[1];
}

/**
 * Asks the hub's interface, with retries.
 * @throws SanaError `model-not-found`, `access-denied`, `network-failed`, `cancelled`
 */
async function ask<Schema extends z.ZodMiniType>(
  source: HubSource,
  url: string,
  schema: Schema,
  options: HttpOptions,
  signal?: AbortSignal,
): Promise<{ readonly value: z.output<Schema>; readonly headers: Headers }> {
  const { fetch = globalThis.fetch, clock = systemClock, token } = options;
  const backoff = new Backoff({ clock, attempts: ATTEMPTS });
  const headers = { ...(token !== undefined && { Authorization: `Bearer ${token}` }) };
  for (;;) {
    try {
      const response = await fetch(url, { headers, ...(signal && { signal }) });
      if (!response.ok) throw refusal(source, url, response);
      return { value: schema.parse(await response.json()), headers: response.headers };
    } catch (error) {
      if (signal?.aborted) throw cancelled(error);
      await backoff.wait(error instanceof SanaError ? error : unintelligible(source, error), signal);
    }
  }
}

/** The hub does not tell a repository that does not exist from one that is private. */
function refusal(source: HubSource, url: string, { status, headers }: Response): SanaError {
  if (status !== 404 && status !== 401) return statusError(url, status, headers);
  return new SanaError('model-not-found:repository', {
    hub: source.hubUrl,
    repo: source.repo,
    revision: source.revision,
    status,
  });
}

function unintelligible({ hubUrl }: HubSource, cause: unknown): SanaError {
  const speaks = cause instanceof $ZodError || cause instanceof SyntaxError;
  const reason = speaks ? 'network-failed:no-hub' : 'network-failed:hub-unreachable';
  return new SanaError(reason, { hub: hubUrl, retry: !speaks }, cause);
}

/**
 * The source with its revision replaced by the commit that it stands for now, so that parts of two commits never mix
 * however long a download takes.
 */
export async function pinRevision(source: HubSource, options: HttpOptions, signal?: AbortSignal): Promise<HubSource> {
  if (COMMIT.test(source.revision)) return source;
  const { repo, revision, hubUrl } = source;
  const url = `${hubUrl}/api/models/${repo}/revision/${encodeURIComponent(revision)}`;
  const { sha = '' } = (await ask(source, url, revisionSchema, options, signal)).value;
  return { ...source, revision: COMMIT.test(sha) ? sha : revision };
}

/**
 * A repository of the Hugging Face Hub or of a server that mirrors its interface. Two questions of that interface are
 * all that is needed; the official client, @huggingface/hub, resolves to its Node build in browser bundles.
 */
export function hubRemote(source: HubSource, options: HttpOptions): Remote {
  const { repo, revision, hubUrl } = source;
  const client = new RangeClient(options);
  return {
    label: `${repo} at ${hubUrl}`,
    async list(signal) {
      const files: RemoteFile[] = [];
      const first = `${hubUrl}/api/models/${repo}/tree/${encodeURIComponent(revision)}?recursive=true`;
      for (let url: string | undefined = first; url !== undefined; ) {
        const { value, headers }: { value: z.output<typeof treeSchema>; headers: Headers } = await ask(
          source,
          url,
          treeSchema,
          options,
          signal,
        );
        for (const { type, path, size, oid, lfs } of value) {
          if (type !== 'file') continue;
          // Small files are plain git blobs, whose object id is a hash as well.
          const hash = lfs
            ? ({ algorithm: 'sha256', hex: lfs.oid } as const)
            : oid !== undefined && ({ algorithm: 'git-sha1', hex: oid } as const);
          files.push({ path, size: lfs?.size ?? size, ...(hash && { hash }) });
        }
        url = nextPage(headers);
      }
      return files;
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
