import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SanaError } from '../errors.ts';
import { remarks } from './en/remarks.ts';
import { sentences } from './en.ts';
import { ERROR_LANGUAGES, type ErrorData, harmless, type Reason, type Remark, sayRemark, sentence } from './index.ts';

const MAX_MESSAGE_BYTES = 8000;
const MAX_DATA_CHARACTERS = 12_000;
/** Everything that moves a cursor, begins an escape, turns a line around or is not seen. */
const HARMFUL = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;

const REASONS = Object.keys(sentences) as readonly Reason[];
const LOCALES = Object.keys(ERROR_LANGUAGES);
const NAMES = [
  ...new Set(REASONS.flatMap(reason => [...String(sentences[reason]).matchAll(/\{(\w+)\}/g)].map(m => m[1]!))),
];

const outsideText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\x1b[2J', '\x1b]8;;http://x\x07', '\u202e', '\r\n', '\ud83d', '\0', '‮', '\u{e0041}', '狐'),
  }),
  fc
    .tuple(fc.constantFrom('a', '狐', '🦊', '\u202e', '\x1b', '\ud83d'), fc.integer({ min: 0, max: 300_000 }))
    .map(([unit, times]) => unit.repeat(times)),
);
const fact: fc.Arbitrary<unknown> = fc.oneof(
  outsideText,
  fc.array(fc.oneof(outsideText, fc.double()), { maxLength: 5 }),
  fc.integer({ min: 0, max: 200_000 }).map(length => Array.from({ length }, (_, i) => i)),
  fc.anything({ withBigInt: true, withTypedArray: true, withMap: true }),
);
const facts = fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), outsideText, fc.constant('__proto__')), fact, {
  maxKeys: 6,
});

function assertReadable(text: string): void {
  expect(new TextEncoder().encode(text).length).toBeLessThan(MAX_MESSAGE_BYTES);
  expect(text).not.toMatch(HARMFUL);
}

describe('whatever comes from outside', () => {
  it('makes a message of at most 8 kB on one line, that does nothing to a terminal, and facts of a bounded size', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REASONS), facts, outsideText, (reason, data, message) => {
        const came = { code: reason.split(':')[0], reason, data, message } as ErrorData;
        const error = SanaError.fromData(came);
        assertReadable(error.message);
        for (const locale of LOCALES) {
          assertReadable(sentence(came, locale));
          assertReadable(sentence(error, locale));
        }
        expect(JSON.stringify(error.data).length).toBeLessThan(MAX_DATA_CHARACTERS);
        expect(structuredClone(error.toData()).data).toEqual(error.data);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('also where another program said it, or a version that has other reasons', () => {
    fc.assert(
      fc.property(outsideText, text => {
        assertReadable(SanaError.from(new Error(text)).message);
        const unknown = { code: 'device-lost', reason: 'device-lost:by-lightning', data: {}, message: text } as const;
        for (const locale of LOCALES) assertReadable(sentence(unknown, locale));
        assertReadable(SanaError.fromData(unknown).message);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it('also in remarks', () => {
    const names = fc.constantFrom(...Object.keys(remarks));
    fc.assert(
      fc.property(fc.oneof(names, outsideText), facts, (remark, data) => {
        for (const locale of LOCALES) assertReadable(sayRemark({ remark, data } as unknown as Remark, locale));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('may be what does not become text', () => {
    for (const file of [[{ toString: 1, valueOf: 1 }], { toString: 1 }, [[Object.create(null)]]]) {
      const came = { code: 'file-missing', reason: 'file-missing:path', data: { file }, message: '' } as const;
      assertReadable(SanaError.fromData(came).message);
    }
  });

  it('is bounded also where errors hold errors without an end, and takes no time', () => {
    const endless: Record<string, unknown> = {};
    for (let i = 0; i < 30; i++)
      endless[`problem${i}`] = { code: 'image-unreadable', data: endless, message: 'x'.repeat(1e6) };
    const start = performance.now();
    const { data } = SanaError.fromData({
      code: 'image-unreadable',
      reason: 'image-unreadable:file',
      data: endless,
      message: '',
    });
    expect(JSON.stringify(data).length).toBeLessThan(MAX_DATA_CHARACTERS);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('a text that is shown', () => {
  it('is the same where there is nothing in it to mind', () => {
    for (const text of ['vae/config.json', 'C:\\Bilder\\fuchs.png', '狐狸 🦊', 'قصر قديم', '👩‍👩‍👧‍👦'])
      expect(harmless(text)).toBe(text);
  });

  it('spells out what would not be seen, and keeps both ends of what is too long', () => {
    expect(harmless('a\x1b[31mb\u202ec\ud83d')).toBe('a\\u{1b}[31mb\\u{202e}c\\u{d83d}');
    expect(harmless('one\r\n\ttwo')).toBe('one two');
    const long = harmless(`begin${'x'.repeat(5000)}end`, 100);
    expect(long).toMatch(/^begin.*….*end$/);
    expect(long).toHaveLength(100);
  });
});
