import { SanaError } from './errors.ts';
import { isConfidential } from './server/address.ts';

/** What a header may hold, and every real token has. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Letters. Servers without keys are given “none” or “test” for one, which may stand anywhere. */
const SHORTEST = 8;
const ASTERISK = 0x2a;
const BACKSLASH = 0x5c;
const U = 0x75;

/** Where a secret that begins at `at` ends, as JSON may write it (`/` as `\/` or `\u002f`) or as it is; undefined: another text. */
function endOf(secret: Uint8Array, bytes: Uint8Array, at: number): number | undefined {
  let end: number | undefined = at;
  for (const byte of secret) {
    end = afterLetter(byte, bytes, end);
    if (end === undefined) break;
  }
  if (end !== undefined) return end;
  return secret.every((byte, index) => bytes[at + index] === byte) ? at + secret.length : undefined;
}

function afterLetter(byte: number, bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== BACKSLASH) return bytes[at] === byte ? at + 1 : undefined;
  if (bytes[at + 1] === U) return codeAt(bytes, at + 2) === byte ? at + 6 : undefined;
  return bytes[at + 1] === byte ? at + 2 : undefined;
}

const codeAt = (bytes: Uint8Array, at: number) =>
  Number.parseInt(String.fromCharCode(...bytes.subarray(at, at + 4)), 16);

/**
 * A secret, together with the one origin (scheme, host and port) that it belongs to. It is in no copy, no message and no
 * JSON of this object, and goes nowhere else: `headersFor` is the only way to it.
 */
export class Credential {
  readonly origin: string;
  readonly #secret: string;

  /** @param address any of the origin that the secret belongs to */
  constructor(address: string, secret: string) {
    this.origin = new URL(address).origin;
    this.#secret = secret;
  }

  /** Whether it was given for this address, however that is reached. */
  isOf(address: string): boolean {
    return URL.canParse(address) && new URL(address).origin === this.origin;
  }

  /**
   * Overwrites it with asterisks where it stands in what came back, also with letters as JSON may write them. Words that
   * nobody would call a secret stay.
   */
  hideIn(bytes: Uint8Array): void {
    const secret = new TextEncoder().encode(this.#secret);
    if (secret.length < SHORTEST) return;
    // half of an escape sequence would be no JSON: those are looked for first
    for (const first of [BACKSLASH, secret[0]!]) {
      for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
        const end = endOf(secret, bytes, at);
        if (end !== undefined) bytes.fill(ASTERISK, at, end);
      }
    }
  }

  /** Whether a request to this address may carry it. */
  belongsTo(address: string): boolean {
    return this.isOf(address) && isConfidential(address);
  }

  /**
   * What a request to `address` carries of it: nothing, unless it is of the same origin, by https or on this machine. A
   * redirect to another origin takes no such header along, by the Fetch standard.
   * @throws SanaError `access-denied` for what is no token; the message does not hold it
   */
  headersFor(address: string): Readonly<Record<string, string>> {
    if (!this.belongsTo(address)) return {};
    if (!TOKEN.test(this.#secret)) throw new SanaError('access-denied:token', { origin: this.origin });
    return { Authorization: `Bearer ${this.#secret}` };
  }
}

/** What a request to `address` carries of all secrets that there are. */
export function credentialHeaders(
  address: string,
  credentials: readonly Credential[] = [],
): Readonly<Record<string, string>> {
  return Object.assign({}, ...credentials.map(credential => credential.headersFor(address)));
}
