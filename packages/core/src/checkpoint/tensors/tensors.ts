import type { PartName } from '../layout/weight-files.ts';
import type { BlockFormat, IntegerRows } from './block-format.ts';

/** Element types of the checkpoints that Sana is published in, in the spelling of safetensors. */
export type TensorDtype =
  | 'F32'
  | 'F16'
  | 'BF16'
  | 'F64'
  | 'F8_E4M3'
  | 'F8_E5M2'
  | 'I64'
  | 'I32'
  | 'I16'
  | 'I8'
  | 'U8'
  | 'BOOL';

export interface TensorEntry {
  readonly dtype: TensorDtype;
  /** Outermost dimension first, as stored. */
  readonly shape: readonly number[];
  /** Set for matrices of block-wise integers, whose shape is that of the values. */
  readonly blocks?: BlockFormat | undefined;
}

/** Where values lie in a file, one after the other as they are stored, little-endian. */
export interface StoredPlace {
  readonly source: ByteSource;
  /** Bytes. */
  readonly offset: number;
  readonly dtype: Extract<TensorDtype, 'F32' | 'F16' | 'BF16'>;
}

/**
 * Named tensors that are read piece by piece from somewhere (a file, a Blob, a server). Nothing is held in memory
 * beyond the directory of names.
 */
export interface TensorReader {
  /** What to call this collection in messages, e.g. `transformer/diffusion_pytorch_model.safetensors`. */
  readonly label: string;
  readonly entries: ReadonlyMap<string, TensorEntry>;
  /**
   * Reads rows `[from, to)` along the first dimension (default: all) as float32, row-major.
   * F16, BF16 and F8 are widened exactly, and so are block-wise integers.
   * @throws SanaError `tensor-missing`, `tensor-dtype` (not a float type), `file-truncated`
   */
  readFloat32(name: string, rows?: readonly [from: number, to: number]): Promise<Float32Array>;
  /** Reads rows of a matrix of block-wise integers as they are. @throws SanaError as readFloat32 */
  readIntegers(name: string, rows?: readonly [from: number, to: number]): Promise<IntegerRows>;
  /** Where what readFloat32 gives lies as it is, or in 16 bits; undefined if it is made of something else. */
  place?(name: string, rows?: readonly [from: number, to: number]): StoredPlace | undefined;
}

/** Random access to bytes: an open file, a Blob, or HTTP ranges. */
export interface ByteSource {
  /** What to call it in messages, e.g. the path. */
  readonly label: string;
  /** Bytes. */
  readonly size: number;
  /**
   * Reads exactly `length` bytes at `offset`.
   * @throws SanaError `file-truncated` when the range does not lie inside the source
   */
  read(offset: number, length: number): Promise<Uint8Array>;
  /**
   * The path of a file on this computer, without links, that has these bytes and no others.
   * @returns undefined if there is none, or none any more
   */
  localFile?(): Promise<string | undefined>;
  close?(): Promise<void>;
}

/** A folder of files by relative path with forward slashes: a directory on disk, a URL prefix, a set of Blobs. */
export interface Folder {
  readonly label: string;
  /**
   * Parts that lie elsewhere than in their own directories: the path of a single file, e.g. an original .pth, or of
   * another directory, with a slash at its end.
   */
  readonly parts?: Readonly<Partial<Record<PartName, string>>> | undefined;
  /** The file's bytes, or undefined if there is no such file. */
  open(path: string): Promise<ByteSource | undefined>;
}
