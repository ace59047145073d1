import { BUDGETS, type BudgetName, overBudget } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import { isModelPath } from '../../names.ts';
import type { ByteSource, Folder } from '../tensors/tensors.ts';

/** Throws unless `[offset, offset + length)` lies inside a source of `size` bytes. @throws SanaError `file-truncated` */
export function assertInside(label: string, size: number, offset: number, length: number): void {
  if (Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0) {
    if (offset + length <= size) return;
  }
  throw new SanaError('file-truncated:range', { file: label, size, offset, length });
}

/** A zeroed buffer of `length` bytes. @throws SanaError `out-of-memory` instead of a bare RangeError */
export function allocate(label: string, length: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length);
  } catch (cause) {
    throw new SanaError('out-of-memory:file', { file: label, length }, cause);
  }
}

/** Bytes in memory. Reads are copies, so that a caller may transfer them to a worker. */
export function bytesSource(label: string, bytes: Uint8Array): ByteSource {
  return {
    label,
    size: bytes.byteLength,
    async read(offset, length) {
      assertInside(label, bytes.byteLength, offset, length);
      // not slice(): that of Node's Buffer does not copy
      return new Uint8Array(bytes.subarray(offset, offset + length));
    },
  };
}

/** Blobs of up to this size are read as a whole once more than some reads come: each read of a slice takes milliseconds. */
const WHOLE = { most: 64 * 2 ** 20, reads: 4 };

/** A Blob or File, read slice by slice. Reads reject with `file-truncated` when the file behind it is gone or changed. */
export function blobSource(label: string, blob: Blob): ByteSource {
  const whole = wholeBlob(blob);
  let reads = 0;
  return {
    label,
    size: blob.size,
    async read(offset, length) {
      assertInside(label, blob.size, offset, length);
      reads++;
      try {
        if (reads > WHOLE.reads && blob.size <= WHOLE.most) return (await whole()).slice(offset, offset + length);
        return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
      } catch (cause) {
        throw new SanaError('file-truncated:moved', { file: label, offset, length }, cause);
      }
    },
  };
}

/** Reads all of a Blob, and holds it for as long as memory is not needed for something else. */
function wholeBlob(blob: Blob): () => Promise<Uint8Array> {
  let held: WeakRef<Uint8Array> | undefined;
  let reading: Promise<Uint8Array> | undefined;
  const read = async () => {
    try {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      held = new WeakRef(bytes);
      return bytes;
    } finally {
      reading = undefined;
    }
  };
  return async () => {
    const bytes = held?.deref();
    if (bytes) return bytes;
    reading ??= read();
    return reading;
  };
}

/**
 * The segments of a path inside a folder. Names also come out of files (a shard index), so nothing may lead outside.
 * @throws SanaError `file-missing` for what is no ModelPath: absolute, with `.` or `..`, backslashes, drive letters
 */
export function folderPath(label: string, path: string): readonly string[] {
  if (isModelPath(path)) return path.split('/');
  throw new SanaError('file-missing:outside', { folder: label, file: path });
}

/** A folder whose files are at hand, by relative path with forward slashes. */
export function memoryFolder(label: string, files: ReadonlyMap<string, Blob | Uint8Array>): Folder {
  return {
    label,
    async open(path) {
      const file = files.get(folderPath(label, path).join('/'));
      if (file === undefined) return undefined;
      return file instanceof Uint8Array ? bytesSource(path, file) : blobSource(path, file);
    },
  };
}

/**
 * Reads a whole small file.
 * @param budget of bytes that such a file may have
 * @throws SanaError `over-budget` when it is larger than that; nothing is read then
 */
export async function readAll(source: ByteSource, budget: BudgetName): Promise<Uint8Array> {
  if (source.size > BUDGETS[budget].most) throw overBudget(budget, source.label);
  return source.read(0, source.size);
}
