// What errors and remarks say to people, in each language. Apart from the core's index, so that only what talks to people
// bundles the languages.

export { fetchSentences } from '#languages';
export type { ErrorCode, ErrorData, Reason, Remark } from '../errors.ts';
export { harmless } from './outside.ts';
export { ERROR_LANGUAGES, sayRemark, sentence } from './sentence.ts';
