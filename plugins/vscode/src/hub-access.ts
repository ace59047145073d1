import { HUGGING_FACE } from '@sana-studio/models';

/** The hub and where it keeps its large files. */
const HUB_SOURCES = [HUGGING_FACE, 'https://*.huggingface.co', 'https://*.hf.co'] as const;

/** Where the page may fetch models from, for its policy. A mirror may redirect to storage that nobody knows of. */
export function hubSources(mirror: string | undefined): readonly string[] {
  return mirror === undefined ? HUB_SOURCES : [new URL(mirror).origin, 'https:'];
}

/** Whether that policy lets the page fetch an address. */
export function mayFetch(address: string, mirror: string | undefined): boolean {
  const { origin, protocol, hostname } = new URL(address);
  if (mirror !== undefined) return protocol === 'https:' || origin === new URL(mirror).origin;
  return origin === HUGGING_FACE || (protocol === 'https:' && /\.(?:huggingface\.co|hf\.co)$/u.test(hostname));
}
