import { SanaError } from '../errors.ts';

/** Makes everything that waits for a graphics device fail as soon as the device is gone, rather than wait for ever. */
export class DeviceWatch {
  #lost: SanaError | undefined;
  readonly #waiting = new Set<(reason: SanaError) => void>();

  /** @param lost resolves with what the driver says when the device is lost */
  constructor(lost: Promise<{ readonly message: string }>) {
    void lost.then(({ message }) => {
      this.#lost = new SanaError('device-lost:idle', { detail: message });
      for (const reject of this.#waiting) reject(this.#lost);
      this.#waiting.clear();
    });
  }

  /** @throws SanaError `device-lost` in place of whatever a lost device makes of `job` */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#lost) throw this.#lost;
    let reject: (reason: SanaError) => void = () => {};
    // not Promise.race with one promise for the device's life: that would keep every result alive as long
    const lost = new Promise<never>((_, rejected) => {
      reject = rejected;
    });
    this.#waiting.add(reject);
    try {
      return await Promise.race([job(), lost]);
    } catch (error) {
      throw this.#lost ?? error;
    } finally {
      this.#waiting.delete(reject);
    }
  }
}
