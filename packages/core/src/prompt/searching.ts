// What the guard loads at its first use: the vocabulary, and what finds its terms.

export { customWords } from './custom-words.ts';
export { findTerms } from './find-terms.ts';
export { buildVocabulary, partFor } from './vocabulary/vocabulary.ts';
