// Asking a server that somebody chose: its address, one question, and why it refused.

export { hostOf, isConfidential, serverAddress } from './address.ts';
export { type Answer, Connection, type ConnectionOptions, type KeyUse, type Question } from './connection.ts';
export { detailOf, isPage, jsonOf, refusalOf, retryAfterOf } from './refusal.ts';
