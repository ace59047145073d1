import { readForeign, SanaError } from '@sana-studio/core';
import { type Connection, isPage, jsonOf, refusalOf } from '@sana-studio/core/server';
import * as z from 'zod/mini';
import type { DialectName } from './dialect.ts';

export interface ServedModel {
  /** What requests call it; undefined: the server has one, and no name for it. */
  readonly id: string | undefined;
}

/** What a server says it is. */
export interface ServerDescription {
  readonly dialect: DialectName;
  /** Those that draw; empty where the server tells of none. */
  readonly models: readonly ServedModel[];
}

const text = z.optional(z.nullable(z.string()));

const listing = z.object({
  data: z.array(
    z.object({
      id: text,
      owned_by: text,
      pipeline_class: text,
      task_type: text,
      model_type: text,
      mode: text,
    }),
  ),
});

type Listed = z.output<typeof listing>['data'][number];

const openApi = z.object({ paths: z.record(z.string(), z.unknown()) });

/**
 * Asks a server which models it has, and what engine it is.
 * @throws SanaError `access-denied`, `network-failed`, `server-busy`, `server-failed`; `model-unsupported` for an engine
 *   that ruins the pictures of Sana's models
 */
export async function discover(connection: Connection, signal?: AbortSignal): Promise<ServerDescription> {
  const answer = await connection.ask('/v1/models', { signal, patience: 'listing', length: 'hubAnswer' });
  const { host, key } = connection;
  // engines with a route of their own for pictures need not have a list
  if (answer.status === 404 || answer.status === 405)
    return { dialect: await byRoutes(connection, signal), models: [] };
  if (answer.status !== 200) {
    const refusal = refusalOf(answer, host, { key });
    // so a proxy answers who shows no key
    if (answer.status === 500 && key !== 'shown')
      throw new SanaError('access-denied:server-perhaps', { server: host }, refusal);
    throw refusal;
  }
  if (isPage(answer)) throw new SanaError('server-failed:page', { server: host });
  const read = readForeign(listing, jsonOf(answer, host));
  if (!read.fits) throw new SanaError('server-failed:listing', { server: host, field: read.field || 'data' });
  const drawing = read.value.data.filter(draws);
  const dialect = dialectOf(drawing) ?? (await byRoutes(connection, signal));
  if (dialect === 'sglang' && drawing.every(isNative)) {
    throw new SanaError('model-unsupported:native-backend', { server: host });
  }
  const usable = drawing.filter(model => !isNative(model));
  return { dialect, models: usable.map(({ id }) => ({ id: id ?? undefined })) };
}

/** Whether a model makes pictures of words, as far as its server tells. */
function draws({ task_type: task, model_type: type, mode }: Listed): boolean {
  return (
    (task ?? 'T2I') === 'T2I' && (type ?? 'image') === 'image' && (mode ?? 'image_generation') === 'image_generation'
  );
}

function dialectOf(models: readonly Listed[]): DialectName | undefined {
  const owners = new Set(models.map(model => model.owned_by));
  if (owners.has('sglang')) return 'sglang';
  if (owners.has('xinference')) return 'xinference';
  if (owners.has('nvidia')) return 'dynamo';
  if (owners.has('sana-studio')) return 'sana';
  // names and owners of others say nothing of how they take a seed
  return models.length > 0 && !owners.has(null) ? 'openai' : undefined;
}

/** SGLang's own implementation leaves out the instruction and the tables of positions. */
const isNative = ({ owned_by: owner, pipeline_class: pipeline }: Listed): boolean =>
  owner === 'sglang' && typeof pipeline === 'string' && pipeline !== 'DiffusersPipeline';

async function byRoutes(connection: Connection, signal?: AbortSignal): Promise<DialectName> {
  const answer = await connection.ask('/openapi.json', { signal, patience: 'listing', length: 'hubAnswer' });
  const read = readForeign(openApi, answer.status === 200 ? jsonOf(answer, connection.host) : undefined);
  return read.fits && Object.hasOwn(read.value.paths, '/predict') ? 'hf-serve' : 'openai';
}
