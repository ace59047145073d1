import fc from 'fast-check';

/** A value that no writer of such a file means well with; large ones are described, and made when they are used. */
export type HostileValue =
  | { readonly value: 'plain'; readonly plain: unknown }
  | { readonly value: 'long-text'; readonly unit: string; readonly count: number }
  | { readonly value: 'long-list'; readonly item: unknown; readonly count: number }
  | { readonly value: 'deep'; readonly object: boolean; readonly count: number }
  | { readonly value: 'many-keys'; readonly count: number };

const NUMBERS = [0, -1, 1, 0.5, 7, 1e3, 65_536, 2 ** 31, 2 ** 32 + 1, 2 ** 53, 1e21, 1e308, -1e308, 5e-324];
const TEXTS = [
  '',
  '..',
  '../../../../tmp/outside',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '\\\\server\\share',
  'a/../../b',
  'CON',
  '__proto__',
  'constructor',
  '\0',
  '\u001b[2J',
  '\u202etxt.exe',
  '\ud800',
  '(a+)+$',
  '(.*)*x',
  'https://elsewhere.example/x',
  'F32',
  'float16',
  'NaN',
  'Infinity',
];

/** Code units and characters of every kind, halves of pairs as well. fast-check's own take 100 MB, which would hide what is measured. */
export function wildText(maxLength: number): fc.Arbitrary<string> {
  const point = fc.oneof(
    fc.nat({ max: 0x7f }),
    fc.nat({ max: 0x3ff }),
    fc.nat({ max: 0xffff }),
    fc.nat({ max: 0x10ffff }),
  );
  return fc.array(point, { maxLength }).map(points => String.fromCodePoint(...points));
}

export const hostileText = fc.oneof(fc.constantFrom(...TEXTS), wildText(40));

export const hostileValue: fc.Arbitrary<HostileValue> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      value: fc.constant('plain' as const),
      plain: fc.oneof(
        fc.constantFrom<unknown>(null, true, false, [], {}, [[]], ...NUMBERS),
        hostileText,
        fc.jsonValue({ maxDepth: 3 }),
      ),
    }),
  },
  fc.record({
    value: fc.constant('long-text' as const),
    unit: fc.constantFrom('a', '\\', '"', '\u00e9', ' ', '\n', '\u2764\ufe0f', '[', '\u2581'),
    count: fc.constantFrom(1000, 30_000, 300_000),
  }),
  fc.record({
    value: fc.constant('long-list' as const),
    item: fc.constantFrom<unknown>(0, 1, 1e9, '', 'EfficientViTBlock', null, [], {}),
    count: fc.constantFrom(33, 1000, 100_000),
  }),
  fc.record({ value: fc.constant('deep' as const), object: fc.boolean(), count: fc.constantFrom(50, 1000, 3000) }),
  fc.record({ value: fc.constant('many-keys' as const), count: fc.constantFrom(100, 20_000) }),
);

export function makeHostile(hostile: HostileValue): unknown {
  switch (hostile.value) {
    case 'plain':
      return hostile.plain;
    case 'long-text':
      return hostile.unit.repeat(hostile.count);
    case 'long-list':
      return new Array<unknown>(hostile.count).fill(hostile.item);
    case 'deep': {
      let inner: unknown = 1;
      for (let i = 0; i < hostile.count; i++) inner = hostile.object ? { a: inner } : [inner];
      return inner;
    }
    case 'many-keys':
      return Object.fromEntries(Array.from({ length: hostile.count }, (_, i) => [`key ${i}`, i]));
  }
}

/** A change of a JSON value: the walk says which child at each level, whatever there is. */
export interface JsonChange {
  readonly walk: readonly number[];
  readonly change: 'replace' | 'remove' | 'repeat' | 'wrap' | 'rename';
  readonly with: HostileValue;
}

export const jsonChanges: fc.Arbitrary<readonly JsonChange[]> = fc.array(
  fc.record({
    walk: fc.array(fc.nat({ max: 5000 }), { maxLength: 5 }),
    change: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'wrap', 'rename'),
    with: hostileValue,
  }),
  { minLength: 1, maxLength: 3 },
);

/** A copy of `json` with the changes made. */
export function changeJson(json: unknown, changes: readonly JsonChange[]): unknown {
  return changes.reduce((changed, change) => changeAt(changed, change, 0), json);
}

function changeAt(json: unknown, change: JsonChange, level: number): unknown {
  const children = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  if (level >= change.walk.length || children.length === 0) return changeHere(json, change);
  const at = change.walk[level]! % children.length;
  const [key, child] = children[at]!;
  const last = level === change.walk.length - 1;
  const replaced: [string, unknown][] =
    last && change.change === 'remove'
      ? []
      : last && change.change === 'rename'
        ? [[nameOf(change.with), child]]
        : [[key, changeAt(child, change, level + 1)]];
  if (last && change.change === 'repeat') replaced.push([`${key} again`, child]);
  const entries = [...children.slice(0, at), ...replaced, ...children.slice(at + 1)];
  if (Array.isArray(json)) return entries.map(([, value]) => value);
  // defined, not assigned: a key may be __proto__
  return Object.fromEntries(entries);
}

function changeHere(json: unknown, { change, with: hostile }: JsonChange): unknown {
  return change === 'wrap' ? [json, { a: json }] : change === 'replace' ? makeHostile(hostile) : json;
}

function nameOf(hostile: HostileValue): string {
  return hostile.value === 'plain' ? String(hostile.plain) : hostile.value;
}

/** JSON text in another spelling: what a parser meets that JSON.stringify never writes. */
export type JsonSpelling = 'plain' | 'twice' | 'python' | 'cut' | 'escapes' | 'marked' | 'spaces';

export const jsonSpelling = fc.constantFrom<JsonSpelling>(
  'plain',
  'plain',
  'plain',
  'plain',
  'twice',
  'python',
  'cut',
  'escapes',
  'marked',
  'spaces',
);

export function spellJson(json: unknown, spelling: JsonSpelling): string {
  // changed values may be what JSON leaves out at the top
  const text = JSON.stringify(json) ?? 'null';
  switch (spelling) {
    case 'plain':
      return text;
    case 'twice':
      return text.replace(/^\{("(?:[^"\\]|\\.){0,100}":)/, '{$1null,$1');
    case 'python':
      return text.replace(/:(\d+)/, ':-Infinity').replace(/:(\d+)/, ':NaN');
    case 'cut':
      return text.slice(0, text.length / 2);
    case 'escapes':
      return text.replace(/[a-f]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
    case 'marked':
      return `\ufeff${text}`;
    case 'spaces':
      return `${' '.repeat(20_000)}${text}`;
  }
}
