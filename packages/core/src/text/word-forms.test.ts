import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areForms } from './word-forms.ts';

describe('forms of words', () => {
  it.each([
    ['hunde', 'hund'],
    ['äpfel', 'apfel'],
    ['häuser', 'haus'],
    ['butterflies', 'butterfly'],
    ['chevaux', 'cheval'],
    ['corações', 'coração'],
    ['кошку', 'кошка'],
    ['собакой', 'собака'],
    ['कुत्ते', 'कुत्ता'],
    ['बिल्लियाँ', 'बिल्ली'],
  ])('%s is one of %s', (form, name) => {
    expect(areForms(form, name)).toBe(true);
  });

  it.each([
    ['robot', 'rose'],
    ['catapult', 'cat'],
    ['at', 'at'],
    ['grandmother', 'grandfather'],
    ['кит', 'кот'],
  ])('%s is none of %s', (word, name) => {
    expect(areForms(word, name)).toBe(false);
  });

  it('does not depend on which is which', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeäа́'), maxLength: 8 });
    fc.assert(fc.property(word, word, (a, b) => areForms(a, b) === areForms(b, a)));
  });
});
