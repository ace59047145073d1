// Workers of the extension host, which is Node on a computer and itself a worker in a browser.

/** A worker whose script begins with `onStart`. */
export interface HostWorker {
  post(message: unknown, transfer: readonly Transferable[]): void;
  /** Calls back when it has crashed or could not be started. */
  onCrash(listener: (detail: string) => void): void;
  terminate(): void;
}

/** Starts a script of the extension's folder `host`, by its name without an extension. */
export type StartWorker = (script: string) => Promise<HostWorker>;
