// Florence-2 in a worker of its own, as a page would have it.

import type { FlorenceTask } from '@sana-studio/captions';
import { openFlorence } from '@sana-studio/captions/local';
import { httpFolder, type Picture } from '@sana-studio/core';

/** What the page asks for. */
export interface FlorenceQuestion {
  readonly wasmPaths: string;
  /** A folder with its files on the server. */
  readonly folderUrl: string;
  readonly picture: Picture;
  readonly tasks: readonly FlorenceTask[];
  readonly mostTokens: number;
}

self.onmessage = async ({ data }: MessageEvent<FlorenceQuestion>) => {
  const { folderUrl, wasmPaths, picture, tasks, mostTokens } = data;
  try {
    const florence = await openFlorence({ folder: httpFolder(folderUrl), device: 'wasm', wasmPaths });
    const tokens: (readonly number[])[] = [];
    for (const task of tasks) tokens.push((await florence.ask(picture, task, { mostTokens })).tokens);
    postMessage({ tokens });
  } catch (error) {
    postMessage({ failed: error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error) });
  }
};
