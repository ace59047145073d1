// Weights as an enemy makes them: right in their outer form, endless, nested or contradictory inside.

import { AWKWARD_NUMBERS, ascii, below, joined, mutated, pick, type Random, several } from '../../random.fixture.ts';
import { safetensorsBytes } from './checkpoint.fixture.ts';

const NAMES = ['weight', '__proto__', '__metadata__', 'constructor', '', '../../x', 'a\u001b[2J', 'x'.repeat(5000)];
const DTYPES: readonly unknown[] = ['F32', 'BF16', 'F8_E4M3', 'toString', '', 7, null, [], {}, ['F32']];
/** Levels of lists, more than a recursive reader has room for. */
const DEEP = 20_000;

/** A file with `header` before `data`, whatever the header is; `length` may lie about it. */
export function withHeaderText(
  header: string,
  data: Uint8Array = new Uint8Array(0),
  length?: number,
): Uint8Array<ArrayBuffer> {
  const text = ascii(header);
  const prefix = new Uint8Array(8);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(length ?? text.length), true);
  return joined(prefix, text, data);
}

/** JSON of a value that is nested that deep. */
export function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

function shape(random: Random): string {
  return JSON.stringify(several(random, random() < 0.1 ? 2000 : 4, () => pick(random, AWKWARD_NUMBERS)));
}

function entry(random: Random): string {
  if (random() < 0.1) return pick(random, ['null', '7', '[]', '""', nested(60), nested(DEEP)]);
  const dtype = random() < 0.1 ? nested(pick(random, [60, DEEP])) : JSON.stringify(pick(random, DTYPES));
  const sizes = random() < 0.5 ? '[1]' : shape(random);
  return `{"dtype":${dtype},"shape":${sizes},"data_offsets":${random() < 0.5 ? '[0,4]' : shape(random)}}`;
}

/** Safetensors files with wild headers; some say another length of it, some are damaged besides. */
export function hostileSafetensors(random: Random): Uint8Array {
  if (random() < 0.3) {
    const bytes = new Uint8Array(16);
    const whole = safetensorsBytes([{ name: pick(random, NAMES), dtype: 'F32', shape: [4], bytes }]);
    return random() < 0.7 ? mutated(whole, random) : whole;
  }
  const entries = several(
    random,
    random() < 0.05 ? 5000 : 5,
    () => `${JSON.stringify(pick(random, NAMES))}:${entry(random)}`,
  );
  const length =
    random() < 0.1
      ? Math.floor(
          Math.abs(
            pick(
              random,
              AWKWARD_NUMBERS.filter(n => n < 2 ** 53),
            ),
          ),
        )
      : undefined;
  return withHeaderText(`{${entries.join(',')}}`, new Uint8Array(below(random, 9)), length);
}

/** The list of a checkpoint's shards, with names that lead elsewhere and values that are no names. */
export function hostileShardIndex(random: Random): string {
  const shard = () =>
    pick(random, [
      '"a.safetensors"',
      '"../../../etc/passwd"',
      '"/etc/passwd"',
      '"a\\\\b"',
      '"\\u0000"',
      '7',
      'null',
      nested(70),
      '{}',
    ]);
  const entries = several(random, random() < 0.1 ? 3000 : 4, () => `${JSON.stringify(pick(random, NAMES))}:${shard()}`);
  return pick(random, [
    `{"weight_map":{${entries.join(',')}}}`,
    `{"weight_map":[${entries.length}]}`,
    nested(DEEP),
    '',
  ]);
}
