/** Everything that can go wrong, by name. Shells switch on the code; people read the message. */
export type ErrorCode =
  // the request
  | 'request-invalid'
  | 'request-refused'
  | 'prompt-too-long'
  | 'prompt-not-unicode'
  | 'size-out-of-range'
  | 'steps-out-of-range'
  | 'guidance-out-of-range'
  | 'seed-out-of-range'
  | 'count-out-of-range'
  | 'strength-out-of-range'
  | 'image-unreadable'
  // the checkpoint
  | 'model-not-found'
  | 'model-unsupported'
  | 'config-invalid'
  | 'file-missing'
  | 'file-unwritable'
  | 'network-failed'
  | 'file-truncated'
  | 'file-corrupt'
  | 'pickle-refused'
  | 'tensor-missing'
  | 'tensor-shape'
  | 'tensor-dtype'
  | 'weights-not-finite'
  // getting and keeping models
  | 'licence-not-accepted'
  | 'access-denied'
  | 'model-incomplete'
  | 'storage-full'
  | 'storage-busy'
  | 'storage-failed'
  // the document around the panel
  | 'document-refused'
  // the run
  | 'device-unavailable'
  | 'device-lost'
  | 'out-of-memory'
  | 'phase-not-finite'
  | 'reference-differs'
  | 'runtime-failed'
  | 'worker-failed'
  | 'cancelled'
  | 'internal';

/** What crosses a worker boundary in place of an error. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * The one error class of the suite: a code for programs, a sentence for people that says what is wrong and what to do,
 * and the facts (plain data, so that they survive structured cloning).
 */
export class SanaError extends Error {
  override readonly name = 'SanaError';
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
  }

  toData(): ErrorData {
    return { code: this.code, message: this.message, data: this.data };
  }

  static fromData({ code, message, data }: ErrorData): SanaError {
    return new SanaError(code, message, data);
  }

  /** Keeps a SanaError as it is; wraps anything else under `code`. */
  static from(error: unknown, code: ErrorCode = 'internal'): SanaError {
    if (error instanceof SanaError) return error;
    const message = error instanceof Error ? error.message : String(error);
    return new SanaError(code, message, {}, error);
  }
}
