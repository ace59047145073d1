// Matrices whose rows are stored in blocks of small integers, in whatever order a file has them. What is multiplied is
// always the same: codes, a scale for each block, and in some formats a shift for each block besides.

/** How many bits a code has. */
export type IntegerBits = 4 | 8;

/** What a format is called, as people know it from names of files. */
export type BlockName =
  | `INT${IntegerBits}`
  | 'TERNARY'
  | `Q${4 | 5}_${0 | 1}`
  | `Q8_${0 | 1}`
  | `Q${2 | 3 | 4 | 5 | 6 | 8}_K`
  | `IQ1_${'S' | 'M'}`
  | `IQ2_${'XXS' | 'XS' | 'S'}`
  | `IQ3_${'XXS' | 'S'}`
  | `IQ4_${'NL' | 'XS'}`
  | `TQ${1 | 2}_0`
  | 'MXFP4';

/** Rows of a matrix as ONNX Runtime's MatMulNBits takes them; of two 4-bit codes the first is in the low half. */
export interface IntegerRows {
  /** [rows, blocks, bytes of a block's codes] */
  readonly codes: Uint8Array;
  /** [rows, blocks] */
  readonly scales: Float32Array;
  /** [rows, blocks], where the format has them. */
  readonly shifts?: Float32Array | undefined;
}

/** What `IntegerRows` stand for: value = (code − zero) · scale + shift. */
export interface IntegerLayout {
  readonly bits: IntegerBits;
  /** Neighbouring values of a row that share a scale. */
  readonly block: 16 | 32;
  readonly zero: number;
  readonly shifted: boolean;
  /**
   * Whether the product has to be that of the values themselves. Without it the processor may round what they are
   * multiplied with to 8 bits, as weights that were rounded here anyway are.
   */
  readonly exact: boolean;
}

export interface BlockFormat {
  readonly name: BlockName;
  /** Neighbouring values of a row that one block of the file holds. */
  readonly values: number;
  /** Bytes of that block. */
  readonly bytes: number;
  /** How it is multiplied; undefined for formats that are known by name and size only. */
  readonly integers: IntegerLayout | undefined;
  /** Takes stored rows apart; undefined where they do not lie in one piece, or are not read. */
  readonly unpack: ((stored: Uint8Array, columns: number) => IntegerRows) | undefined;
}

/** The code that MatMulNBits takes for zero. */
export function zeroCode(bits: IntegerBits): number {
  return 2 ** (bits - 1);
}

/** The values that rows stand for. @returns [rows, columns] */
export function widenIntegers({ codes, scales, shifts }: IntegerRows, layout: IntegerLayout): Float32Array {
  const { bits, block, zero } = layout;
  const values = new Float32Array(scales.length * block);
  for (let index = 0; index < scales.length; index++) {
    const scale = scales[index]!;
    const shift = shifts?.[index];
    for (let i = index * block; i < (index + 1) * block; i++) {
      const code = bits === 8 ? codes[i]! : (codes[i >> 1]! >> (4 * (i & 1))) & 15;
      const value = (code - zero) * scale;
      values[i] = shift === undefined ? value : value + shift;
    }
  }
  return values;
}

/**
 * What is to be added to a product with the codes, for each sum of a block's factors: MatMulNBits takes another code for
 * zero than the format does.
 * @returns [blocks, rows]
 */
export function productOffsets(
  { scales, shifts }: IntegerRows,
  { bits, zero }: IntegerLayout,
  rows: number,
): Float32Array {
  const blocks = scales.length / rows;
  const distance = zeroCode(bits) - zero;
  const offsets = new Float32Array(scales.length);
  for (let row = 0; row < rows; row++) {
    for (let block = 0; block < blocks; block++) {
      const at = row * blocks + block;
      offsets[block * rows + row] = (shifts?.[at] ?? 0) + distance * scales[at]!;
    }
  }
  return offsets;
}
