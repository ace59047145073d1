import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SanaError } from '../errors.ts';
import { requestFromPng } from '../image/png-request.ts';
import { requestFromWebp } from '../image/webp-request.ts';
import {
  completeRequest,
  FIELD_NAMES,
  fieldOf,
  fromWordsAlone,
  type GenerateRequest,
  type PartialRequest,
  parseRequest,
  readPartial,
  readStored,
  requestJson,
  type StoredRequest,
  stored,
} from './index.ts';
import { miniDefaults } from './request.fixture.ts';

/** Files as version 0.1.0 wrote them: what people have on their disks. */
const kept: Readonly<Record<'plain' | 'started', Readonly<Record<'json' | 'png' | 'webp', string>>>> = JSON.parse(
  readFileSync(new URL('kept.fixture.json', import.meta.url), 'utf8'),
);
const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

const PLAIN = {
  prompt: '念去去千里烟波 🐶',
  negativePrompt: 'blurry',
  width: 64,
  height: 32,
  steps: 7,
  guidanceScale: 2.5,
  seed: 2 ** 53 - 1,
  count: 1,
  model: 'sana-mini',
  sampler: 'euler',
};
const STARTED = {
  prompt: 'a fox',
  negativePrompt: '',
  width: 256,
  height: 256,
  steps: 2,
  guidanceScale: 4.5,
  seed: 7,
  count: 3,
  model: 'sprint-0.6b',
  sampler: 'scm',
  strength: 0.25,
  startedFromImage: true,
};

describe('what was kept with pictures before', () => {
  it.each([
    ['plain', PLAIN],
    ['started', STARTED],
  ] as const)('is read from PNG, WebP and JSON: %s', (name, expected) => {
    const { json, png, webp } = kept[name];
    expect(parseRequest(json)).toEqual(expected);
    expect(requestFromPng(bytes(png))).toEqual(expected);
    expect(requestFromWebp(bytes(webp))).toEqual(expected);
  });

  it('without the other picture, nothing remains that belongs to it', () => {
    const { strength: _, startedFromImage: __, ...alone } = STARTED;
    expect(fromWordsAlone(parseRequest(kept.started.json)!)).toEqual(alone);
  });
});

/** Seeded, so that a failure can be repeated. */
function generator(seed: number) {
  let state = seed;
  const below = (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const among = <T>(values: readonly T[]) => values[below(values.length)]!;
  return { below, among };
}

function randomRequest(seed: number): GenerateRequest {
  const { below, among } = generator(seed);
  const [width, height] = [among([undefined, 32, 1000]), among([undefined, 8192, 33])];
  const sides = { width: width ?? 32, height: height ?? 64 };
  const origin = { name: 'photo.jpg', sha256: 'c0ffee00'.repeat(8) };
  const pixels = () => ({ ...sides, data: new Uint8ClampedArray(4 * sides.width * sides.height) });
  const startImage = among([undefined, { width: 1, height: 2, data: new Uint8ClampedArray(8) }, origin]);
  const started = startImage && ('sha256' in startImage ? { ...pixels(), origin } : startImage);
  const isMasked = started !== undefined && started.height > 2 && below(2) === 0;
  return completeRequest(
    {
      ...(isMasked && { mask: pixels(), feather: among([undefined, 0, 8]) }),
      prompt: among(['a cat', '🐶', '', 'بيت', '\u0000"\\\n</sana:request>']),
      negativePrompt: among([undefined, 'blurry']),
      width: isMasked ? sides.width : width,
      height: isMasked ? sides.height : height,
      steps: 1 + below(1000),
      guidanceScale: below(1000) / 10,
      seed: among([0, 2 ** 53 - 1, below(2 ** 31)]),
      count: 1 + below(16),
      startImage: started,
      strength: among([undefined, 1, 0.001 + below(900) / 1000]),
      variation: among([undefined, 0, 1, below(900) / 1000]),
      variationSeed: among([undefined, 0, below(2 ** 31)]),
    },
    miniDefaults,
  );
}

describe('a stored request', () => {
  it('is read back as what was stored, whatever was asked for', () => {
    for (let seed = 0; seed < 300; seed++) {
      const request = randomRequest(seed);
      const expected = stored(request);
      expect(readStored(JSON.parse(requestJson(request)))).toEqual(expected);
      expect(expected).not.toHaveProperty('startImage');
      expect(expected).not.toHaveProperty('mask');
      expect(expected.startedFromImage).toEqual(request.startImage && (request.startImage.origin ?? true));
      expect(expected.maskedByImage).toBe(request.mask ? true : undefined);
      expect(fromWordsAlone(expected)).not.toHaveProperty('feather');
      expect(stored(expected)).toEqual(expected);
    }
  });

  it('keeps a variation with its seed, also without the pixels, and is refused when that seed is missing', () => {
    const varied = stored(completeRequest({ ...STARTED, sampler: 'dpm2', variation: 0.3 }, miniDefaults));
    expect(varied.variationSeed).toEqual(expect.any(Number));
    expect(fromWordsAlone(varied)).toEqual(varied);
    expect(readStored(varied)).toEqual(varied);
    const { variationSeed: _, ...lost } = varied;
    expect(readStored(lost)).toBeUndefined();
    const { variation: __, variationSeed: ___, ...plain } = varied;
    expect(readStored({ ...plain, variationSeed: 3 })).toEqual(plain);
  });

  it('loses fields of a later version, and is refused when one is missing or cannot be used', () => {
    const json = JSON.parse(kept.plain.json);
    expect(readStored({ ...json, later: 1 })).toEqual(PLAIN);
    for (const missing of ['prompt', 'width', 'steps', 'seed', 'model']) {
      expect(readStored({ ...json, [missing]: undefined })).toBeUndefined();
    }
    expect(readStored({ ...json, steps: 0 })).toBeUndefined();
    for (const other of [null, 7, 'text', [], {}]) expect(readStored(other)).toBeUndefined();
  });
});

describe('a request from outside', () => {
  const JUNK: readonly unknown[] = [
    null,
    undefined,
    -1,
    0,
    1.5,
    Number.NaN,
    2 ** 60,
    '',
    'x',
    '\ud800',
    [],
    {},
    { width: 1, height: 1, data: new Uint8ClampedArray(4) },
    { length: 1e9 },
    () => 1,
    true,
    'scm',
    256,
    Symbol.iterator,
    9n,
  ];

  it('is read field by field, or refused with an error that names one', () => {
    const { below, among } = generator(11);
    let read = 0;
    for (let i = 0; i < 3000; i++) {
      const names = [...FIELD_NAMES, 'later', 'constructor', '__proto__'].filter(
        () => below(Math.ceil(FIELD_NAMES.length / 4)) === 0,
      );
      const value = Object.fromEntries([
        ...names.map(name => [name, among(JUNK)]),
        ['prompt', among(['a cat', 'b', 7])],
      ]);
      try {
        const partial = readPartial(value);
        read++;
        expect(Object.keys(partial).every(name => (FIELD_NAMES as readonly string[]).includes(name))).toBe(true);
        for (const [name, field] of Object.entries(partial)) {
          expect(fieldOf(name as keyof PartialRequest).kind.read(field)).toEqual(field);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(SanaError);
      }
    }
    expect(read).toBeGreaterThan(50);
    for (const other of [null, 7, 'text', undefined]) expect(() => readPartial(other)).toThrow(SanaError);
  });
});

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <Truth extends true>(truth: Truth) => truth;

it('has the types that its table says', () => {
  interface Complete {
    readonly prompt: string;
    readonly negativePrompt: string;
    readonly width: number;
    readonly height: number;
    readonly steps: number;
    readonly guidanceScale: number;
    readonly seed: number;
    readonly count: number;
    readonly model: string;
  }
  type Pag = 'pagScale' | 'pagLayers' | 'pagAdaptive';
  type Controlled = 'control' | 'controlnet' | 'controlFrom' | 'controlScale' | 'controlStart' | 'controlEnd';
  type Painted = 'mask' | 'feather' | 'outpaint';
  type Beside =
    | 'startImage'
    | 'strength'
    | 'sampler'
    | 'style'
    | 'variation'
    | 'variationSeed'
    | Painted
    | Controlled
    | 'loras'
    | 'refine'
    | 'quality'
    | Pag;
  expect([
    holds<
      Equal<{ [K in keyof Omit<GenerateRequest, Beside>]: GenerateRequest[K] }, { [K in keyof Complete]: Complete[K] }>
    >(true),
    holds<Equal<Pick<GenerateRequest, 'strength'>, { readonly strength?: number }>>(true),
    holds<Equal<Pick<GenerateRequest, 'variation'>, { readonly variation?: number }>>(true),
    holds<Equal<Pick<GenerateRequest, 'style'>, { readonly style?: string }>>(true),
    holds<
      Equal<
        keyof StoredRequest,
        | Exclude<keyof GenerateRequest, 'startImage' | 'mask' | 'control'>
        | 'startedFromImage'
        | 'maskedByImage'
        | 'controlledByImage'
      >
    >(true),
    holds<Equal<PartialRequest['prompt'], string>>(true),
    holds<Equal<PartialRequest['seed'], number | undefined>>(true),
  ]).toEqual(Array(7).fill(true));
});
