import type { GeneratedPicture, Picture, Progress, SourcePicture } from '@sana-studio/core';
import type { PartialRequest, StoredRequest } from '@sana-studio/core/request';
import type { EngineInfo } from './api.ts';

/** What draws for an engine: a thread of this machine, or a server. */
export interface Drawer {
  readonly info: EngineInfo;
  /** @throws SanaError of any code */
  draw(
    request: PartialRequest,
    options: {
      readonly signal?: AbortSignal | undefined;
      readonly onProgress?: ((progress: Progress) => void) | undefined;
      readonly onPreview?: ((preview: Picture, index: number, step: number) => void) | undefined;
      readonly onPicture: (picture: GeneratedPicture, index: number) => void;
    },
  ): Promise<unknown>;
  /** A PNG file with the request in it. */
  encode(picture: Picture, request: StoredRequest): Promise<Uint8Array<ArrayBuffer>>;
  /** Reads a PNG, JPEG or WebP file. @throws SanaError `image-unreadable`, `over-budget` */
  decode(file: Uint8Array<ArrayBuffer>, name: string): Promise<SourcePicture>;
  end(): void;
}
