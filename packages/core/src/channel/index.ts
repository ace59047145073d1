export { Channel, type ChannelOptions, type Surroundings, type Wire } from './channel.ts';
export { type ContractOf, forward, type Method, type Read, type Served, serve } from './contract.ts';
export { transfer } from './live.ts';
export type { ErrorData, Message } from './message.ts';
export { anything, bytes, fields, flag, listOf, nothing, number, oneOf, optional, text } from './readers.ts';
export { openChannel, SURROUNDINGS } from './surroundings.ts';
export { portWire } from './wires.ts';
