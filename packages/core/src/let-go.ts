/** What engines of 2023 and later have, and the types of the language that is written for here do not. */
interface Detachable extends ArrayBuffer {
  transfer?(bytes: number): ArrayBuffer;
}

/**
 * Gives the memory of a large array back at once, where the language can: what collects garbage sees a small object and
 * takes its time, while hundreds of megabytes gather. Whoever still has the array finds it empty.
 */
export function letGo({ buffer, byteLength }: ArrayBufferView): void {
  // of what is part of something larger, the rest may be wanted
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) (buffer as Detachable).transfer?.(0);
}
