import { SanaError } from '../errors.ts';
import { Channel, type ChannelOptions, type Surroundings, type Wire } from './channel.ts';

/** Of pages, workers and Node. Figma's sandbox brings its own. */
export const SURROUNDINGS: Surroundings = {
  errorOf: data => SanaError.fromData(data as Parameters<typeof SanaError.fromData>[0]),
  dataOf: error => SanaError.from(error).toData(),
  abortable: () => new AbortController(),
};

/** A channel over this end of a pipe, whose errors are SanaErrors. */
export function openChannel(wire: Wire, options: ChannelOptions): Channel {
  return new Channel(wire, options, SURROUNDINGS);
}
