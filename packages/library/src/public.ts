// What both places have.

export { type ErrorCode, type Remark, SanaError } from '@sana-studio/core';
export { sayRemark, sentence } from '@sana-studio/core/errors';
export type * from './api.ts';
export type { RequestFields } from './request-fields.ts';
export { type CreateEngine, type SharedEngine, sharedEngine } from './shared-engine.ts';
