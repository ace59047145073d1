import { SanaError } from './errors.ts';

/** What a header may hold, and every real token has. */
const TOKEN = /^[\x21-\x7e]+$/;

/** Letters. Servers without keys are given “none” or “test” for one, which may stand anywhere. */
const SHORTEST = 8;
const ASTERISK = 0x2a;

/** Whether nobody in between can read what is sent: https, or this machine itself. */
function isConfidential({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  return protocol === 'http:' && (/^127(?:\.\d+){3}$/.test(hostname) || ['localhost', '[::1]'].includes(hostname));
}

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

  /** Overwrites it with asterisks where it stands in what came back. Words that nobody would call a secret stay. */
  hideIn(bytes: Uint8Array): void {
    const secret = new TextEncoder().encode(this.#secret);
    if (secret.length < SHORTEST) return;
    for (let at = bytes.indexOf(secret[0]!); at >= 0; at = bytes.indexOf(secret[0]!, at + 1)) {
      if (secret.every((byte, index) => bytes[at + index] === byte)) bytes.fill(ASTERISK, at, at + secret.length);
    }
  }

  /** Whether a request to this address may carry it. */
  belongsTo(address: string): boolean {
    return this.isOf(address) && isConfidential(new URL(address));
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
