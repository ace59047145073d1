// Names that come from outside and become a key, a path, an address or a file name here. Each has a type that only its
// parser gives: what was not looked at does not compile where such a name is wanted.

declare const parsed: unique symbol;

type Parsed<Name extends string> = string & { readonly [parsed]: Name };

/** The hash that stands for a content: SHA-256 (64 hexadecimal digits) or SHA-1 as git takes it (40), in lower case. */
export type ContentId = Parsed<'ContentId'>;

/** A file inside a model's folder: relative, with forward slashes, and not leading out of it on any system. */
export type ModelPath = Parsed<'ModelPath'>;

/** What a kept model is called. Percent-encoded it is a file name on any system. */
export type ModelId = Parsed<'ModelId'>;

/** `owner/name` of a hub's repository. */
export type RepositoryName = Parsed<'RepositoryName'>;

/** Branch, tag or commit of a repository. */
export type Revision = Parsed<'Revision'>;

/** Base of addresses: http or https, without a name and password, a query or a fragment. */
export type WebAddress = Parsed<'WebAddress'>;

/** Of one name in a folder: what file systems take. */
const LONGEST_SEGMENT = 255;
const LONGEST_PATH = 1024;
/** A file name, less `.json` and what a file is called while it is written. */
const LONGEST_ENCODED_ID = 209;
const LONGEST_REPOSITORY = 200;
const LONGEST_ADDRESS = 2048;

/** Control characters, halves of characters, and what makes a line end or run backwards. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u;

/** What Windows takes for a device, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

export function isContentId(value: unknown): value is ContentId {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

/** Whether this is a plain name in a folder on any system: neither a way, nor a drive or stream, nor a device. */
function isSegment(name: string): boolean {
  if (name === '' || name.length > LONGEST_SEGMENT || /[\\/:]/.test(name) || /[. ]$/.test(name)) return false;
  return !UNPRINTABLE.test(name) && !DEVICE.test(name);
}

export function isModelPath(value: unknown): value is ModelPath {
  return typeof value === 'string' && value.length <= LONGEST_PATH && value.split('/').every(isSegment);
}

export function isModelId(value: unknown): value is ModelId {
  // before it is encoded: half a character cannot be
  if (typeof value !== 'string' || value.length > LONGEST_ENCODED_ID || UNPRINTABLE.test(value)) return false;
  return value.trim() !== '' && !DEVICE.test(value) && encodeURIComponent(value).length <= LONGEST_ENCODED_ID;
}

export function isRepositoryName(value: unknown): value is RepositoryName {
  if (typeof value !== 'string' || value.length > LONGEST_REPOSITORY) return false;
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(value);
}

export function isRevision(value: unknown): value is Revision {
  if (typeof value !== 'string' || value.length > LONGEST_SEGMENT || !/^[\w./-]+$/.test(value)) return false;
  // a server may take an encoded slash for one
  return value.split('/').every(segment => segment !== '' && segment !== '.' && segment !== '..');
}

export function isWebAddress(value: unknown): value is WebAddress {
  if (typeof value !== 'string' || value.length > LONGEST_ADDRESS || UNPRINTABLE.test(value)) return false;
  if (!/^https?:\/\/[^\\?#\s]+$/i.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}
