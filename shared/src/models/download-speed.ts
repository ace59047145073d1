import type { TransferProgress } from '@sana-studio/models';
import type { PanelStorage } from '../host.ts';

const KEY = 'download-speed';

/** How fast models came to this computer, from one visit to the next: what the next download is estimated by. */
export class DownloadSpeed {
  readonly #storage: PanelStorage;
  #bytesPerSecond: number | undefined;

  constructor(storage: PanelStorage) {
    this.#storage = storage;
  }

  /** Bytes a second, as they are kept; undefined while nobody knows. */
  get bytesPerSecond(): number | undefined {
    return this.#bytesPerSecond;
  }

  async recall(): Promise<void> {
    const kept = await this.#storage.get(KEY).catch(() => undefined);
    if (typeof kept === 'number' && kept > 0) this.#bytesPerSecond ??= kept;
  }

  note({ phase, bytesPerSecond }: TransferProgress): void {
    if (phase === 'download') this.#bytesPerSecond = bytesPerSecond ?? this.#bytesPerSecond;
  }

  save(): void {
    // an estimate: losing it is not worth a message
    if (this.#bytesPerSecond) this.#storage.set(KEY, this.#bytesPerSecond).catch(() => {});
  }
}
