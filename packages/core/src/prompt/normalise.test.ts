import { describe, expect, test } from 'vitest';
import { SanaError } from '../errors.ts';
import { checkPrompt, MAX_PROMPT_LENGTH, normalisePrompt } from './normalise.ts';

describe('normalisePrompt', () => {
  // Right-hand sides: repr(text.lower().strip()) of Python 3.11.
  test.each([
    ['  Mixed CASE, trailing space  ', 'mixed case, trailing space'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΣΑΣ Σ', 'σας σ'],
    ["ΑΣ'Β", "ασ'β"],
    ['ΑΣ:Α', 'ασ:α'],
    ['ΑΣ\u00ad', 'ας\u00ad'],
    ['ΑΣ\u0345', 'ας\u0345'],
    ['ΑΣ1', 'ας1'],
    ['A\u0301Σ.', 'a\u0301ς.'],
    ['\u0130STANBUL', 'i\u0307stanbul'],
    ['ẞ STRASSE', 'ß strasse'],
    ['ǅ Ⅷ Ⓐ', 'ǆ ⅷ ⓐ'],
    ['\u13a0', '\uab70'],
    ['\u212a\u212b', 'kå'],
    ['\u{10400}', '\u{10428}'],
    ['Two\nLines\t', 'two\nlines'],
    ['', ''],
    [' \u3000\t', ''],
  ])('%j becomes what Python makes of it', (prompt, expected) => {
    expect(normalisePrompt(prompt)).toBe(expected);
  });

  test('strips exactly the code points that Python strips', () => {
    const stripped: number[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (normalisePrompt(String.fromCodePoint(code)) === '') stripped.push(code);
    }
    // [c for c in range(0x110000) if chr(c).strip() == '']
    expect(stripped).toEqual([
      0x9, 0xa, 0xb, 0xc, 0xd, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004,
      0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
    ]);
  });
});

describe('checkPrompt', () => {
  const refusal = (prompt: string): SanaError => {
    try {
      checkPrompt(prompt);
    } catch (error) {
      if (error instanceof SanaError) return error;
    }
    throw new Error('the prompt was accepted');
  };

  test('accepts the longest prompt, emoji included', () => {
    expect(() => checkPrompt('🙂'.repeat(MAX_PROMPT_LENGTH / 2))).not.toThrow();
    expect(() => checkPrompt('')).not.toThrow();
  });

  test('refuses one unit more', () => {
    const { code, data } = refusal('a'.repeat(20_001));
    expect([code, data.length, data.limit]).toEqual(['prompt-too-long', 20_001, 20_000]);
  });

  test('refuses a million characters without reading them', () => {
    const prompt = `${'🙂'.repeat(500_000)}\ud800`;
    refusal('warm up'.repeat(20_000));
    // the best of some, because others may have the processor in between
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now();
      expect(refusal(prompt).code).toBe('prompt-too-long');
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(1);
  });

  test.each([
    ['a high half at the end', 'ok 🙂 \ud83d', 6],
    ['a low half at the start', '\ude42 ok', 0],
    ['halves in the wrong order', 'a\ude42\ud83d', 1],
    ['a high half before a letter', '🙂\ud83dz', 2],
  ])('says where %s stands', (_, prompt, offset) => {
    const error = refusal(prompt);
    expect([error.code, error.data.offset]).toEqual(['prompt-not-unicode', offset]);
    expect(error.message).toContain(`offset ${offset}`);
  });
});
