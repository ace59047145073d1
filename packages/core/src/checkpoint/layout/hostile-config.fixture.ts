// Configurations as an enemy writes them: every field there, of the right kind or nearly, and of any size.

import { AWKWARD_NUMBERS, below, pick, type Random, several } from '../../random.fixture.ts';
import { nested } from '../formats/hostile.fixture.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type ConfigJson = { readonly [name: string]: Json };

const NUMBERS = [...AWKWARD_NUMBERS, 3, 32, 64, 100, 1000, 8192, 65_536];
const WORDS = ['ResBlock', 'EfficientViTBlock', 'conv', 'silu', '', '__proto__', 'x'.repeat(3000)];

function wild(random: Random): Json {
  const kind = below(random, 8);
  if (kind < 3) return pick(random, NUMBERS);
  if (kind === 3) return pick(random, WORDS);
  if (kind === 4) return pick<Json>(random, [null, true, {}, [], [[]]]);
  if (kind === 5) return JSON.parse(nested(pick(random, [3, 60, 500]))) as Json;
  const item = random() < 0.5 ? pick(random, NUMBERS) : pick(random, WORDS);
  return new Array<Json>(pick(random, [1, 6, 7, 300, 3000])).fill(item);
}

/** A value like this one, in lists at one place or all over. */
function changed(value: Json, random: Random): Json {
  if (!Array.isArray(value) || random() < 0.2) return typeof value === 'number' ? pick(random, NUMBERS) : wild(random);
  const at = below(random, value.length);
  const everywhere = random() < 0.3;
  return value.map((item, index) => (everywhere || index === at ? changed(item, random) : item));
}

/** `config` with up to five fields changed, left out or added. */
export function hostileConfig(config: ConfigJson, random: Random): ConfigJson {
  const names = Object.keys(config);
  const changes = several(random, 4, () => pick(random, names));
  const entries = [...names.filter(() => random() < 0.99), pick(random, names)].map(name => [
    name,
    changes.includes(name) ? changed(config[name]!, random) : config[name]!,
  ]);
  return Object.fromEntries(entries) as ConfigJson;
}
