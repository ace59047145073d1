import { HUGGING_FACE } from '@sana-studio/models';

/** The hub and where it keeps its large files. */
const HUB_SOURCES = [HUGGING_FACE, 'https://*.huggingface.co', 'https://*.hf.co'] as const;

/** What the settings name. */
interface ModelAddresses {
  readonly mirror?: string | undefined;
  /** Of a team's list of models, whose folders are on the same server. */
  readonly team?: string | undefined;
}

/** Where the page may fetch models from, for its policy. A mirror may redirect to storage that nobody knows of. */
export function hubSources({ mirror, team }: ModelAddresses): readonly string[] {
  const hub = mirror === undefined ? HUB_SOURCES : [new URL(mirror).origin, 'https:'];
  return team === undefined ? hub : [...hub, new URL(team).origin];
}

/** Whether that policy lets the page fetch an address. */
export function mayFetch(address: string, { mirror, team }: ModelAddresses): boolean {
  const { origin, protocol, hostname } = new URL(address);
  if (team !== undefined && origin === new URL(team).origin) return true;
  if (mirror !== undefined) return protocol === 'https:' || origin === new URL(mirror).origin;
  return origin === HUGGING_FACE || (protocol === 'https:' && /\.(?:huggingface\.co|hf\.co)$/u.test(hostname));
}
