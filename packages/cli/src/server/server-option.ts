import { Option } from 'commander';

/** Where a key comes from: what stands on a command line is seen by every other program. */
export const KEY = 'SANA_SERVER_KEY';

export const serverOption = (): Option =>
  new Option(
    '--server <url>',
    `draw there instead of here: an OpenAI-compatible server; its key: sana server-key, or ${KEY}`,
  );
