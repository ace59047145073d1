// LoRAs and ControlNets that are kept on this device, as the panel sees them.

import type { AdditionKind } from '@sana-studio/models';
import type { AboutLora } from './models/about-lora.ts';

export type { AboutLora, AdditionKind };

export interface AdditionEntry {
  readonly kind: AdditionKind;
  /** What requests call it. */
  readonly id: string;
  readonly title: string;
  /** Bytes of its files; absent where nobody has asked for them yet, see `lookUp`. */
  readonly totalBytes?: number | undefined;
  /** Bytes of them that are here. */
  readonly bytes: number;
  /** It can be used. */
  readonly complete: boolean;
  /** Links to terms that are left to accept. */
  readonly licences: readonly string[];
}

export interface FetchAdditionOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly bytes: number; readonly totalBytes: number }) => void;
}

/** What of this kind is here, and how more gets here. */
export interface PanelAdditions {
  /** What is here, whole or in part, and what is offered. @throws SanaError if nothing can be stored */
  list(kind: AdditionKind): Promise<readonly AdditionEntry[]>;
  /**
   * What a reference stands for, with its size; nothing else of it is fetched. A picture or document may not cause this.
   * @throws SanaError `model-not-found`, `file-missing`, `network-failed`
   */
  lookUp(kind: AdditionKind, reference: string): Promise<AdditionEntry>;
  /** Fetches what is missing of one that was looked up. @throws SanaError `licence-not-accepted`, `cancelled`, … */
  fetch(kind: AdditionKind, id: string, options: FetchAdditionOptions): Promise<void>;
  acceptLicences(links: readonly string[]): Promise<void>;
  /** What its file says of a LoRA that is here. */
  about(id: string): Promise<AboutLora | undefined>;
  remove(kind: AdditionKind, id: string): Promise<void>;
}
