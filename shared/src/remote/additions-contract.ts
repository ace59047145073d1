import { type ContractOf, fields, flag, listOf, nothing, oneOf, optional } from '@sana-studio/core/channel';
import type { AdditionEntry, PanelAdditions } from '../host.ts';
import { amount, blob, name } from './readers.ts';

const kind = oneOf(['lora', 'controlnet']);

const entry = fields({
  kind,
  id: name,
  title: name,
  totalBytes: optional(amount),
  bytes: amount,
  complete: flag,
  licences: listOf(name),
}) satisfies (value: unknown) => AdditionEntry;

const arrived = fields({ bytes: amount, totalBytes: amount });

/** What a page that keeps LoRAs and ControlNets can be asked. */
export const ADDITIONS: ContractOf<{ readonly additions: PanelAdditions }>['additions'] = {
  list: { args: [kind], result: listOf(entry) },
  lookUp: { args: [kind, name], result: entry },
  fetch: { args: [kind, name, fields({})], events: { onProgress: [arrived] }, result: nothing },
  acceptLicences: { args: [listOf(name)], result: nothing },
  about: {
    args: [name],
    result: optional(fields({ title: optional(name), words: listOf(name), picture: optional(blob) })),
  },
  remove: { args: [kind, name], result: nothing },
};
