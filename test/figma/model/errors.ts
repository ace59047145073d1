/** Stands for values that differ within a layer. */
export const MIXED: unique symbol = Symbol('mixed');

/** Throws as Figma does. */
export function fail(operation: string, message: string): never {
  throw new Error(`in ${operation}: ${message}`);
}

/** What may be posted and stored: plain data and Uint8Array. */
export function assertPlainData(operation: string, value: unknown): void {
  if (typeof value === 'symbol') fail(operation, 'Cannot unwrap symbol');
  if (typeof value === 'function') fail(operation, 'Cannot unwrap function');
  if (value === null || typeof value !== 'object') return;
  if (value instanceof Uint8Array || value instanceof Date) return;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    fail(operation, `Cannot unwrap ${Object.prototype.toString.call(value)}`);
  }
  for (const item of Object.values(value)) assertPlainData(operation, item);
}
