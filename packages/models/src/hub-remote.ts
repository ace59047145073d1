import {
  BUDGETS,
  type ContentId,
  isContentId,
  isModelPath,
  isRevision,
  overBudget,
  parseJson,
  readForeign,
  SanaError,
} from '@sana-studio/core';
import * as z from 'zod/mini';
import type { RepositoryHash } from './digest.ts';
import type { Questions } from './questions.ts';
import { type HttpOptions, RangeClient, statusError } from './range-client.ts';
import type { Remote, RemoteFile, Source } from './remote.ts';

export type HubSource = Extract<Source, { kind: 'hub' }>;

const COMMIT = /^[0-9a-f]{40}$/;

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

type Entry = z.output<typeof treeSchema>[number];

/**
 * Asks the hub's interface, with retries.
 * @throws SanaError `model-not-found`, `access-denied`, `network-failed`, `over-budget`, `cancelled`
 */
async function ask<Schema extends z.ZodMiniType>(
  questions: Questions,
  source: HubSource,
  url: string,
  schema: Schema,
  signal?: AbortSignal,
): Promise<{ readonly value: z.output<Schema>; readonly headers: Headers }> {
  const { hubUrl } = source;
  return questions.ask(
    url,
    {},
    async ({ response, text }) => {
      if (!response.ok) throw refusal(source, url, response);
      const read = readForeign(schema, understood(source, await text()));
      if (!read.fits) throw new SanaError('network-failed:no-hub', { hub: hubUrl, retry: false, ...read });
      return { value: read.value, headers: response.headers };
    },
    cause => new SanaError('network-failed:hub-unreachable', { hub: hubUrl, retry: true }, cause),
    signal,
  );
}

function understood({ hubUrl }: HubSource, text: string): unknown {
  let value: unknown;
  try {
    value = parseJson(text, hubUrl);
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    throw new SanaError('network-failed:no-hub', { hub: hubUrl, retry: false }, cause);
  }
  // a schema would tell of every single one what is wrong with it
  if (Array.isArray(value) && value.length > BUDGETS.listedFiles.most) throw overBudget('listedFiles', hubUrl);
  return value;
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

/**
 * The source with its revision replaced by the commit that it stands for now, so that parts of two commits never mix
 * however long a download takes.
 */
export async function pinRevision(source: HubSource, questions: Questions, signal?: AbortSignal): Promise<HubSource> {
  if (COMMIT.test(source.revision)) return source;
  const { repo, revision, hubUrl } = source;
  const url = `${hubUrl}/api/models/${repo}/revision/${encodeURIComponent(revision)}`;
  const { sha } = (await ask(questions, source, url, revisionSchema, signal)).value;
  // some mirrors do not say it
  if (sha === undefined) return source;
  if (isRevision(sha) && COMMIT.test(sha)) return { ...source, revision: sha };
  throw new SanaError('network-failed:listed-commit', { hub: hubUrl, repo, value: sha });
}

/** A hash as the hub states it: a malformed one is no hash, and everything that would be kept has that name. */
function stated(hubUrl: string, { path, oid, lfs }: Entry): RepositoryHash | undefined {
  const value = lfs?.oid ?? oid;
  if (value === undefined) return undefined;
  // Small files are plain git blobs, whose object id is a hash as well.
  const algorithm = lfs ? 'sha256' : 'git-sha1';
  if (isContentId(value) && value.length === DIGITS[algorithm]) return { algorithm, hex: value };
  throw new SanaError('network-failed:listed-hash', { hub: hubUrl, file: path, value });
}

const DIGITS: Readonly<Record<RepositoryHash['algorithm'], ContentId['length']>> = { sha256: 64, 'git-sha1': 40 };

/** The files among a listing's entries. Those whose names a model's files cannot have are left out, as all others are. */
function filesOf(hubUrl: string, entries: readonly Entry[]): readonly RemoteFile[] {
  return entries.flatMap(entry => {
    const { type, path, size, lfs } = entry;
    if (type !== 'file' || !isModelPath(path)) return [];
    const hash = stated(hubUrl, entry);
    return [{ path, size: lfs?.size ?? size, ...(hash && { hash }) }];
  });
}

interface Link {
  readonly target: string;
  readonly parameters: readonly string[];
}

/** Cut at a separator, except within quotes and addresses. */
function cutAt(separator: string, text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  let closing: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (closing !== undefined) closing = character === closing ? undefined : closing;
    else if (character === '"') closing = '"';
    else if (character === '<') closing = '>';
    if (closing !== undefined || character !== separator) continue;
    pieces.push(text.slice(from, at));
    from = at + 1;
  }
  return [...pieces, text.slice(from)];
}

/** What a Link header says (RFC 8288). */
function linksOf(header: string): readonly Link[] {
  return cutAt(',', header).map(link => {
    const [address = '', ...parameters] = cutAt(';', link).map(part => part.trim());
    return { target: address.slice(1, -1), parameters };
  });
}

/**
 * The address of the next page of a listing, which is of the same server: nobody else is asked for it.
 * @throws SanaError `network-failed` for any other address
 */
function nextPage(hubUrl: string, url: string, headers: Headers): string | undefined {
  const next = linksOf(headers.get('link') ?? '').find(({ parameters }) =>
    parameters.some(parameter => ['rel=next', 'rel="next"'].includes(parameter.toLowerCase())),
  );
  if (!next) return undefined;
  const address = URL.canParse(next.target, url) ? new URL(next.target, url) : undefined;
  if (address?.origin === new URL(hubUrl).origin && !address.username && !address.password) return address.href;
  throw new SanaError('network-failed:other-origin', { hub: hubUrl, other: address?.origin ?? next.target });
}

/**
 * A repository of the Hugging Face Hub or of a server that mirrors its interface. Two questions of that interface are
 * all that is needed; the official client, @huggingface/hub, resolves to its Node build in browser bundles.
 */
export function hubRemote(source: HubSource, options: HttpOptions, questions: Questions): Remote {
  const { repo, revision, hubUrl } = source;
  const label = `${repo} at ${hubUrl}`;
  const client = new RangeClient(options);
  return {
    label,
    heard: () => client.heard,
    async list(signal) {
      const files = new Map<string, RemoteFile>();
      let url: string | undefined = `${hubUrl}/api/models/${repo}/tree/${encodeURIComponent(revision)}?recursive=true`;
      let listed = 0;
      for (let page = 1; url !== undefined; page++) {
        if (page > BUDGETS.listingPages.most) throw overBudget('listingPages', label);
        const answer: { value: readonly Entry[]; headers: Headers } = await ask(
          questions,
          source,
          url,
          treeSchema,
          signal,
        );
        listed += answer.value.length;
        if (listed > BUDGETS.listedFiles.most) throw overBudget('listedFiles', label);
        for (const file of filesOf(hubUrl, answer.value)) files.set(file.path, file);
        url = nextPage(hubUrl, url, answer.headers);
      }
      return [...files.values()];
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
