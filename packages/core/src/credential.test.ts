import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Credential } from './credential.ts';
import { isConfidential } from './server/address.ts';

const letter = fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code));

/** The ways in which JSON may write a letter. */
function spellings(letter: string): string[] {
  const plain = JSON.stringify(letter).slice(1, -1);
  const code = letter.charCodeAt(0).toString(16).padStart(4, '0');
  return [plain, `\\u${code}`, `\\u${code.toUpperCase()}`, ...(letter === '/' ? ['\\/'] : [])];
}

const spelled = letter.chain(own => fc.tuple(fc.constant(own), fc.constantFrom(...spellings(own))));

it('a secret is hidden in what comes back, however JSON writes it', () => {
  const slash = ['/', '\\/'] as const;
  const letters = fc.array(fc.oneof(spelled, fc.constant(slash)), { minLength: 8, maxLength: 24 });
  fc.assert(
    fc.property(letters, letters => {
      const secret = letters.map(([own]) => own).join('');
      const written = letters.map(([, spelling]) => spelling).join('');
      const bytes = new TextEncoder().encode(`{"error": "wrong key ${written} of ${written}!"}`);
      new Credential('https://draw.example', secret).hideIn(bytes);
      const { error } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly error: string };
      expect(error).not.toContain(secret);
      expect(error).toMatch(/^wrong key \*{8,} of \*{8,}!$/);
    }),
    { seed: 1, examples: [[Array.from({ length: 8 }, () => slash)]] },
  );
});

it.each([
  ['https://draw.example', true],
  ['http://127.0.0.1:30000', true],
  ['http://127.8.9.1', true],
  ['http://localhost:5180', true],
  ['http://[::1]:5180', true],
  ['http://draw.example', false],
  ['http://127.0.0.1.example', false],
  ['http://localhost.example', false],
  ['ftp://localhost', false],
])('whether nobody can listen at %s: %s', (address, isSo) => {
  expect(isConfidential(address)).toBe(isSo);
});
