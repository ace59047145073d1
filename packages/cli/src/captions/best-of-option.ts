import { Option } from 'commander';
import type { DeviceChoice } from '../device-option.ts';
import { few, together } from '../option-values.ts';
import { ENDPOINT, endpointModel, scorerName } from './caption-names.ts';

export interface BestOfFlags {
  readonly endpoint?: string;
  readonly sendTo?: readonly string[];
  readonly bestOf?: number;
  readonly keep?: number;
  readonly scorer?: string;
  readonly server?: string;
  readonly device: DeviceChoice;
}

const OTHER_WAYS = ['count', 'prompts'];

export const bestOfOptions = (): readonly Option[] => [
  new Option('--best-of <n>', 'draw as many, and keep those that show the prompt best')
    .argParser(few)
    .conflicts(OTHER_WAYS),
  new Option('--keep <n>', 'of --best-of; default: 1').argParser(few),
  new Option(
    '--scorer <scorer>',
    'what tells for --best-of: sana-mini (its own pictures), clip-vit-l14 or clip-vit-b32 (with :FOLDER if it is elsewhere), or endpoint:MODEL, which is asked whether it sees the prompt',
  ).argParser(text => (endpointModel(text) === undefined ? scorerName(text) : text)),
  new Option('--endpoint <url>', `of endpoint:MODEL; default: ${ENDPOINT}`),
  new Option('--send-to <host>', 'another computer that pictures may be sent to; several times for several').argParser(
    together,
  ),
];
