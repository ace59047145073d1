import { serverAddress } from '@sana-studio/core/server';

/** A model on a server. */
export interface ServerReference {
  /** As `serverAddress` gives it. */
  readonly server: string;
  /** What the server calls it; undefined: the one that it has. */
  readonly model: string | undefined;
}

/** What requests call a model on a server: `https://gpu.example:30000#sana-0.6b`. */
export function serverReference({ server, model = '' }: ServerReference): string {
  return `${server}#${model}`;
}

/** @returns undefined for what names no model on a server, such as the id of one that is here */
export function readServerReference(id: string): ServerReference | undefined {
  const at = id.indexOf('#');
  if (at < 0 || !/^https?:/.test(id)) return undefined;
  try {
    return { server: serverAddress(id.slice(0, at)), model: id.slice(at + 1) || undefined };
  } catch {
    return undefined;
  }
}
