import { BUDGETS, overBudget, parseJson, readForeign, SanaError } from '@sana-studio/core';
import * as z from 'zod/mini';
import { type AdditionSpec, additionSpec } from './addition-spec.ts';
import type { Context } from './context.ts';
import { type ModelSpec, parseModelReference } from './model-spec.ts';
import { statusError } from './range-client.ts';
import { webAddress, withoutSlashes } from './remote.ts';

/** What a team's list of models is called, beside their folders. */
export const TEAM_LIST = 'sana-models.json';

/** As it is written. */
const EXAMPLE = '{"version": 1, "models": [{"folder": "sana-0.6b"}]}';

const name = z.string().check(z.minLength(1), z.maxLength(1000));

const listSchema = z.object({
  version: z.literal(1),
  models: z.array(
    z.object({
      /** Beside the list, or an address. */
      folder: name,
      /** Default: what its folder says. */
      title: z.optional(name),
    }),
  ),
  loras: z.optional(
    z.array(
      z.object({
        /** Beside the list, or an address. */
        file: z.optional(name),
        /** `owner/name` and perhaps a file in it, on the Hugging Face Hub. */
        hub: z.optional(name),
        title: z.optional(name),
        /** Of the file. */
        sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
      }),
    ),
  ),
});

/** What a team offers. */
export interface TeamList {
  readonly models: readonly ModelSpec[];
  readonly loras: readonly AdditionSpec[];
}

/** Where the list is: at an address that names it, or in the folder of that address. */
function listAddress(address: string): string {
  const base = webAddress(address);
  if (base === undefined) throw new SanaError('request-invalid:team', { url: address });
  return base.endsWith('.json') ? base : `${base}/${TEAM_LIST}`;
}

function parseTeamList(text: string, url: string): TeamList {
  let value: unknown;
  try {
    value = parseJson(text, url);
  } catch (cause) {
    if (cause instanceof SanaError) throw cause;
    throw new SanaError(
      'network-failed:no-team-list',
      { url, field: '', problem: 'no JSON', example: EXAMPLE, retry: false },
      cause,
    );
  }
  const read = readForeign(listSchema, value);
  if (!read.fits) throw new SanaError('network-failed:no-team-list', { url, ...read, example: EXAMPLE, retry: false });
  const { models, loras = [] } = read.value;
  if (models.length + loras.length > BUDGETS.teamModels.most) throw overBudget('teamModels', url);
  const specs = models.map(({ folder, title }) => {
    const address = URL.canParse(folder, url) ? withoutSlashes(new URL(folder, url).href) : folder;
    const spec = parseModelReference(address);
    return title === undefined ? spec : { ...spec, title };
  });
  return { models: specs, loras: loras.map(lora => loraSpec(lora, url)) };
}

function loraSpec(
  { file, hub, title, sha256 }: { readonly [Key in 'file' | 'hub' | 'title' | 'sha256']?: string | undefined },
  url: string,
): AdditionSpec {
  const reference = hub ?? (file !== undefined && URL.canParse(file, url) ? new URL(file, url).href : '');
  const spec = additionSpec('lora', reference);
  if (!spec) throw new SanaError('model-not-found:reference', { reference: reference || (file ?? '') });
  return { ...spec, ...(title !== undefined && { title }), ...(sha256 !== undefined && { sha256 }) };
}

/**
 * The models and LoRAs that a team offers.
 * @param address of the list, or of the folder in which it is
 * @throws SanaError `request-invalid` for what is no address, `network-failed`, `over-budget`
 */
export async function readTeamList(context: Context, address: string, signal?: AbortSignal): Promise<TeamList> {
  const url = listAddress(address);
  return context.questions().ask(
    url,
    {},
    async ({ response, text }) => {
      if (!response.ok) throw statusError(url, response.status, response.headers);
      return parseTeamList(await text(), url);
    },
    cause => new SanaError('network-failed:unreachable', { url, retry: true }, cause),
    signal,
  );
}
