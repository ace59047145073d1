/** Unique; `crypto.randomUUID` is missing in pages that a browser does not count as secure, e.g. below a frame without origin. */
export function entryId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map(part => part.toString(36)).join('-');
}
