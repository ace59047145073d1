import { type ContractOf, fields, flag, listOf, nothing, oneOf, optional, type Read } from '@sana-studio/core/channel';
import { FIELD_NAMES } from '@sana-studio/core/request';
import type { NamedServer, PanelServer, PanelServers, ServerReport } from '../host.ts';
import { amount, name } from '../remote/readers.ts';

const named: Read<NamedServer> = fields({ address: name, key: optional(name) });

const server: Read<PanelServer> = fields({
  address: name,
  host: name,
  engine: name,
  models: listOf(name),
  hasKey: flag,
  isSetting: optional(flag),
});

const drawn = fields({ width: amount, height: amount });
const sizes = oneOf(['as-asked', 'swapped']);

const report: Read<ServerReport> = fields({
  host: name,
  engine: name,
  models: listOf(name),
  model: optional(name),
  recognised: flag,
  size: value => (typeof value === 'string' ? sizes(value) : drawn(value)),
  seed: oneOf(['same', 'differs']),
  seconds: amount,
  format: oneOf(['PNG', 'JPEG', 'WebP']),
  likeHere: flag,
  lacks: listOf(oneOf(FIELD_NAMES)),
});

/** What a panel can ask of a place that asks servers. */
export const SERVERS: ContractOf<{ readonly servers: PanelServers }>['servers'] = {
  watch: { args: [fields({})], events: { onServers: [listOf(server)] }, result: nothing },
  test: { args: [named, optional(name), fields({})], result: report },
  use: { args: [named, fields({ keep: optional(flag) })], result: server },
  forget: { args: [name], result: nothing },
};
